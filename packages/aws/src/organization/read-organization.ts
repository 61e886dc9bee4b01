import { DescribeOrganizationCommand, ListRootsCommand } from "@aws-sdk/client-organizations";
import type { OrganizationReading, OrganizationRoot, UnreadList } from "@sekinin/guardrails";
import { type CollectorContext, callIn, required } from "../collectors/collector-context.ts";
import { readPages } from "../collectors/read-pages.ts";
import { globalRegionOf, organizationsService } from "../collectors/services.ts";
import type { AwsSession } from "../session/open-session.ts";
import { readAccounts } from "./accounts.ts";
import { readDelegatedAdministrators } from "./delegated-administrators.ts";
import { readUnits } from "./organizational-units.ts";
import type { PageStore } from "./page-store.ts";
import { readPolicies } from "./policies.ts";

export type OrganizationRequest = {
  readonly pages: PageStore;
  readonly signal: AbortSignal;
  /** Told the organisation's id before anything of it is read; what it throws ends the reading. */
  readonly onOrganization?: (organizationId: string) => Promise<void>;
};

/**
 * The organisation as the session's account sees it: management account or delegated administrator. Goes on from the
 * pages that an earlier attempt kept. Throws AwsRefusal where not even the organisation and its root can be read; any
 * other gap is in `unread`.
 */
export async function readOrganization(
  session: AwsSession,
  request: OrganizationRequest,
): Promise<OrganizationReading> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(request.signal.reason);
  if (request.signal.aborted) onAbort();
  request.signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await readLists({ session, signal: controller.signal }, request);
  } catch (error) {
    // Lists that are still being read would go on for minutes, for nobody.
    controller.abort(error);
    throw error;
  } finally {
    request.signal.removeEventListener("abort", onAbort);
  }
}

async function readLists(context: CollectorContext, request: OrganizationRequest): Promise<OrganizationReading> {
  const organization = await describeOrganization(context);
  await request.onOrganization?.(organization.id);
  const root = await readRoot(context);
  const reader = { context, pages: request.pages };
  const units = readUnits(reader, root.id);
  const accounts = readAccounts(reader, root.id, units);
  const nodeIds = Promise.all([units, accounts]).then(([{ organizationalUnits }, listed]) => [
    root.id,
    ...organizationalUnits.map(({ id }) => id),
    ...listed.accounts.map(({ id }) => id),
  ]);
  // What fails in it fails below as well.
  nodeIds.catch(() => {});
  // Side by side: each list has a rate of its own, and policies are the longest of a large organisation.
  const [{ organizationalUnits, unread: withoutUnits }, listed, delegated, policies] = await Promise.all([
    units,
    accounts,
    readDelegatedAdministrators(reader),
    readPolicies(reader, root, nodeIds),
  ]);
  const unread: readonly UnreadList[] = [...withoutUnits, ...listed.unread, ...policies.unread, ...delegated.unread];
  return {
    format: "sekinin.organization/1",
    organization,
    root,
    organizationalUnits,
    accounts: listed.accounts,
    policies: policies.policies,
    delegatedAdministrators: delegated.delegatedAdministrators,
    unread,
  };
}

/** The organisation of the session's account. Throws AwsRefusal. */
export async function describeOrganization(context: CollectorContext): Promise<OrganizationReading["organization"]> {
  const action = "organizations:DescribeOrganization";
  const region = globalRegionOf(context.session.partition);
  const answer = await callIn(context, organizationsService, region, action, (client, options) =>
    client.send(new DescribeOrganizationCommand({}), options),
  );
  const { Id, MasterAccountId, FeatureSet } = required(answer.Organization, action);
  return {
    id: required(Id, action),
    managementAccountId: required(MasterAccountId, action),
    featureSet: required(FeatureSet, action),
  };
}

async function readRoot(context: CollectorContext): Promise<OrganizationRoot> {
  const action = "organizations:ListRoots";
  const region = globalRegionOf(context.session.partition);
  const roots = await readPages(
    context,
    action,
    async (NextToken) => {
      const answer = await callIn(context, organizationsService, region, action, (client, options) =>
        client.send(new ListRootsCommand({ NextToken }), options),
      );
      return { items: answer.Roots, next: answer.NextToken };
    },
    ({ Id }) => Id,
  );
  const { Id, Name, PolicyTypes } = required(roots[0], action);
  return {
    id: required(Id, action),
    ...(Name === undefined ? {} : { name: Name }),
    policyTypes: (PolicyTypes ?? []).map(({ Type, Status }) => ({
      type: required(Type, action),
      status: required(Status, action),
    })),
  };
}
