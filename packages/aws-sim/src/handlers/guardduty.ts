import type {
  GetDetectorResponse,
  ListDetectorsResponse,
  ListMembersResponse,
  Member,
} from "@aws-sdk/client-guardduty";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, contentsHere, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

export const guardduty: ServiceHandlers = {
  ListDetectors: (context, input) => {
    const { detector } = contentsHere(context);
    const { items, nextToken } = paginate({
      operation: "guardduty:ListDetectors",
      owner: ownerOf(context),
      items: detector === null ? [] : [detector.id],
      token: input.NextToken,
      limit: input.MaxResults,
    });
    return { DetectorIds: items, NextToken: nextToken } satisfies ListDetectorsResponse;
  },
  GetDetector: (context, input) => {
    const { status } = detectorNamed(context, input);
    const at = context.account.joinedAt.toISOString();
    return {
      Status: status,
      ServiceRole: `arn:aws:iam::${context.account.id}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
      FindingPublishingFrequency: "SIX_HOURS",
      CreatedAt: at,
      UpdatedAt: at,
    } satisfies GetDetectorResponse;
  },
  ListMembers: (context, input) => {
    const { account, organization, region } = context;
    detectorNamed(context, input);
    const administers = organization.delegatedAdministrators.some(
      ({ accountId, servicePrincipals }) =>
        accountId === account.id && servicePrincipals.includes("guardduty.amazonaws.com"),
    );
    const { items, nextToken } = paginate({
      operation: "guardduty:ListMembers",
      owner: ownerOf(context, textIn(input, "OnlyAssociated")),
      items: administers ? organization.guardDutyMembers(region) : [],
      token: input.NextToken,
      limit: input.MaxResults,
    });
    return {
      Members: items.map((member) => memberOf(context, member)),
      NextToken: nextToken,
    } satisfies ListMembersResponse;
  },
};

function memberOf(
  { account, organization }: Context,
  member: { readonly accountId: string; readonly status: string },
): Member {
  const joined = organization.account(member.accountId);
  return {
    AccountId: member.accountId,
    MasterId: account.id,
    AdministratorId: account.id,
    Email: joined?.email,
    RelationshipStatus: member.status,
    UpdatedAt: joined?.joinedAt.toISOString(),
  };
}

function detectorNamed(
  context: Context,
  input: Record<string, unknown>,
): NonNullable<ReturnType<typeof contentsHere>["detector"]> {
  const { detector } = contentsHere(context);
  if (detector !== null && detector.id === textIn(input, "DetectorId")) return detector;
  throw new SimulatedError(
    "BadRequestException",
    400,
    "The request is rejected because the input detectorId is not owned by the current account.",
  );
}
