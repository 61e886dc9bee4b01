import { ListMembersCommand } from "@aws-sdk/client-guardduty";
import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import type { OrganizationReading } from "@sekinin/guardrails";
import { readRegions } from "../collectors/account.ts";
import {
  type CollectorContext,
  callIn,
  isAbsence,
  readingOf,
  reasonOf,
  required,
} from "../collectors/collector-context.ts";
import { detectorIds } from "../collectors/guardduty.ts";
import { readPages } from "../collectors/read-pages.ts";
import { globalRegionOf, guardDutyService, iamService } from "../collectors/services.ts";
import type { OrganizationFacts } from "../organization-facts.ts";
import type { AwsSession } from "../session/open-session.ts";

export const guardDutyPrincipal = "guardduty.amazonaws.com";

/**
 * Reads them with the management (or delegated) account's session and one of GuardDuty's delegated administrator,
 * which `openMember` opens; the caller keeps the sessions and closes them. What cannot be read is named and left out.
 */
export async function readOrganizationFacts(
  management: AwsSession,
  options: {
    readonly reading: Pick<OrganizationReading, "delegatedAdministrators">;
    readonly openMember: (accountId: string) => Promise<AwsSession>;
    readonly regions: readonly string[] | null;
    readonly signal: AbortSignal;
  },
): Promise<OrganizationFacts> {
  const { reading, openMember, regions, signal } = options;
  const administrator = reading.delegatedAdministrators.find(({ servicePrincipals }) =>
    servicePrincipals.includes(guardDutyPrincipal),
  );
  const [root, guardDuty] = await Promise.all([
    readingOf("iam:ListOrganizationsFeatures", () => rootCredentialsManaged({ session: management, signal })),
    administrator === undefined
      ? { members: {}, unread: [] }
      : membersOf(() => openMember(administrator.accountId), regions, signal),
  ]);
  return {
    rootCredentialsManaged: root.status === "read" ? root.value : null,
    guardDutyMembers: guardDuty.members,
    unread: [...(root.status === "unread" ? [root.reason] : []), ...guardDuty.unread],
  };
}

async function rootCredentialsManaged(context: CollectorContext): Promise<boolean> {
  const action = "iam:ListOrganizationsFeatures";
  const region = globalRegionOf(context.session.partition);
  try {
    const answer = await callIn(context, iamService, region, action, (client, options) =>
      client.send(new ListOrganizationsFeaturesCommand({}), options),
    );
    return required(answer.EnabledFeatures, action).includes("RootCredentialsManagement");
  } catch (error) {
    // Without trusted access for IAM nothing can be managed centrally.
    if (isAbsence(error, "ServiceAccessNotEnabledException", "ServiceAccessNotEnabled")) return false;
    throw error;
  }
}

type Members = Pick<OrganizationFacts, "unread"> & { readonly members: OrganizationFacts["guardDutyMembers"] };

async function membersOf(
  open: () => Promise<AwsSession>,
  wanted: readonly string[] | null,
  signal: AbortSignal,
): Promise<Members> {
  let context: CollectorContext;
  try {
    context = { session: await open(), signal };
  } catch (error) {
    return { members: {}, unread: [reasonOf(error, "sts:AssumeRole")] };
  }
  const regions = await readRegions(context, wanted);
  if (regions.status === "unread") return { members: {}, unread: [regions.reason] };
  const read = await Promise.all(
    regions.value.map(async (region) => {
      const members = await readingOf("guardduty:ListMembers", () => enabledMembers(context, region));
      return [region, members] as const;
    }),
  );
  return {
    members: Object.fromEntries(read),
    unread: read.flatMap(([, members]) => (members.status === "unread" ? [members.reason] : [])).slice(0, 1),
  };
}

async function enabledMembers(context: CollectorContext, region: string): Promise<readonly string[]> {
  const action = "guardduty:ListMembers";
  const [detector] = await detectorIds(context, region);
  if (detector === undefined) return [];
  const members = await readPages(
    context,
    action,
    async (NextToken) => {
      const answer = await callIn(context, guardDutyService, region, action, (client, options) =>
        client.send(
          new ListMembersCommand({ DetectorId: detector, OnlyAssociated: "true", MaxResults: 50, NextToken }),
          options,
        ),
      );
      return { items: answer.Members, next: answer.NextToken };
    },
    ({ AccountId }) => AccountId,
  );
  return members.flatMap(({ AccountId, RelationshipStatus }) =>
    RelationshipStatus === "Enabled" ? [required(AccountId, action)] : [],
  );
}
