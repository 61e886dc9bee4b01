import type {
  GetAccountAuthorizationDetailsResponse,
  GetAccountSummaryResponse,
  ListOrganizationsFeaturesResponse,
} from "@aws-sdk/client-iam";
import type { IdentityContents } from "../organization/contents/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { generateCredentialReport, getCredentialReport } from "./credential-report.ts";
import { type Context, ownerOf, type ServiceHandlers, textsIn } from "./simulated.ts";

export const iam: ServiceHandlers = {
  GetAccountSummary: ({ account }) => summaryOf(account.contents().identity),
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  GetAccountAuthorizationDetails: authorizationDetails,
  ListOrganizationsFeatures: ({ account, organization }) => {
    if (account.id !== organization.managementAccountId) {
      throw new SimulatedError(
        "AccountNotManagementOrDelegatedAdministrator",
        400,
        "The account is not the management account or a delegated administrator.",
      );
    }
    return {
      OrganizationId: organization.id,
      EnabledFeatures: organization.rootCredentialsManaged ? ["RootCredentialsManagement", "RootSessions"] : [],
    } satisfies ListOrganizationsFeaturesResponse;
  },
};

function summaryOf({ root, users, groups, roles, policies }: IdentityContents): Record<string, unknown> {
  return {
    SummaryMap: {
      AccountMFAEnabled: Number(root.mfa),
      AccountPasswordPresent: Number(root.password),
      AccountAccessKeysPresent: Number(root.accessKeys),
      AccountSigningCertificatesPresent: 0,
      Users: users.length,
      UsersQuota: 5000,
      Groups: groups.length,
      GroupsQuota: 300,
      Roles: roles.length,
      RolesQuota: 1000,
      Policies: policies.length,
      PoliciesQuota: 1500,
      MFADevices: users.filter(({ mfaActive }) => mfaActive).length,
    } as GetAccountSummaryResponse["SummaryMap"],
  };
}

type Entry =
  | {
      readonly list: "UserDetailList";
      readonly filter: "User";
      readonly item: IdentityContents["users"][number]["detail"];
    }
  | { readonly list: "GroupDetailList"; readonly filter: "Group"; readonly item: IdentityContents["groups"][number] }
  | { readonly list: "RoleDetailList"; readonly filter: "Role"; readonly item: IdentityContents["roles"][number] }
  | {
      readonly list: "Policies";
      readonly filter: "LocalManagedPolicy";
      readonly item: IdentityContents["policies"][number];
    };

/** Users, groups, roles and policies in one row, cut into pages across the four lists. */
function authorizationDetails(context: Context, input: Record<string, unknown>): Record<string, unknown> {
  const { users, groups, roles, policies } = context.account.contents().identity;
  const wanted = textsIn(input, "Filter");
  const entries: readonly Entry[] = [
    ...users.map(({ detail }): Entry => ({ list: "UserDetailList", filter: "User", item: detail })),
    ...groups.map((item): Entry => ({ list: "GroupDetailList", filter: "Group", item })),
    ...roles.map((item): Entry => ({ list: "RoleDetailList", filter: "Role", item })),
    ...policies.map((item): Entry => ({ list: "Policies", filter: "LocalManagedPolicy", item })),
  ];
  const { items, nextToken } = paginate({
    operation: "iam:GetAccountAuthorizationDetails",
    owner: ownerOf(context, wanted),
    items: entries.filter(({ filter }) => wanted === undefined || wanted.length === 0 || wanted.includes(filter)),
    token: input.Marker,
    limit: input.MaxItems,
  });
  const answer = {
    UserDetailList: items.flatMap((entry) => (entry.list === "UserDetailList" ? [entry.item] : [])),
    GroupDetailList: items.flatMap((entry) => (entry.list === "GroupDetailList" ? [entry.item] : [])),
    RoleDetailList: items.flatMap((entry) => (entry.list === "RoleDetailList" ? [entry.item] : [])),
    Policies: items.flatMap((entry) => (entry.list === "Policies" ? [entry.item] : [])),
    IsTruncated: nextToken !== undefined,
    Marker: nextToken,
  };
  return answer satisfies GetAccountAuthorizationDetailsResponse;
}
