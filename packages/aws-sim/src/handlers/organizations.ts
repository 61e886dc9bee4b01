import type {
  Account,
  DelegatedAdministrator,
  DescribeOrganizationResponse,
  DescribePolicyResponse,
  ListAccountsResponse,
  ListDelegatedAdministratorsResponse,
  ListOrganizationalUnitsForParentResponse,
  ListPoliciesResponse,
  ListRootsResponse,
  ListTargetsForPolicyResponse,
  PolicySummary,
  PolicyTargetSummary,
} from "@aws-sdk/client-organizations";
import type { SimulatedAccount, SimulatedOrganization, SimulatedPolicy } from "../organization/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import type { PagedOperation } from "../wire/page-sizes.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

type Input = Record<string, unknown>;

export const organizations: ServiceHandlers = {
  DescribeOrganization: ({ organization }) => describeOrganization(organization),
  ListRoots: (context, input) => {
    assertMayRead(context);
    const { id, arn, name, policyTypes } = context.organization.root;
    const roots = [
      {
        Id: id,
        Arn: arn,
        Name: name,
        PolicyTypes: policyTypes.map(({ type, status }) => ({ Type: type, Status: status })),
      },
    ];
    const { items, nextToken } = pageOf(context, input, "organizations:ListRoots", roots);
    return { Roots: items, NextToken: nextToken } satisfies ListRootsResponse;
  },
  ListAccounts: (context, input) => {
    assertMayRead(context);
    const ids = [...context.organization.accountIds()];
    const { items, nextToken } = pageOf(context, input, "organizations:ListAccounts", ids);
    return {
      Accounts: items.flatMap((id) => accountById(context.organization, id)),
      NextToken: nextToken,
    } satisfies ListAccountsResponse;
  },
  ListAccountsForParent: (context, input) => {
    assertMayRead(context);
    const accounts = context.organization.accountsOf(parentIn(context, input));
    const { items, nextToken } = pageOf(context, input, "organizations:ListAccountsForParent", accounts);
    return {
      Accounts: items.map((account) => accountOf(context.organization, account)),
      NextToken: nextToken,
    } satisfies ListAccountsResponse;
  },
  ListOrganizationalUnitsForParent: (context, input) => {
    assertMayRead(context);
    const units = context.organization.unitsOf(parentIn(context, input));
    const { items, nextToken } = pageOf(context, input, "organizations:ListOrganizationalUnitsForParent", units);
    const withPath = context.organization.options.omitAccountPaths !== true;
    return {
      OrganizationalUnits: items.map(({ id, arn, name, path }) => ({
        Id: id,
        Arn: arn,
        Name: name,
        ...(withPath ? { Path: path } : {}),
      })),
      NextToken: nextToken,
    } satisfies ListOrganizationalUnitsForParentResponse;
  },
  ListPolicies: (context, input) => {
    assertMayRead(context);
    const filter = textIn(input, "Filter");
    const policies = context.organization.policies.filter(({ type }) => type === filter);
    const { items, nextToken } = pageOf(context, input, "organizations:ListPolicies", policies, filter);
    return { Policies: items.map(summaryOf), NextToken: nextToken } satisfies ListPoliciesResponse;
  },
  ListTargetsForPolicy: (context, input) => {
    assertMayRead(context);
    const policy = policyIn(context, input);
    const { items, nextToken } = pageOf(
      context,
      input,
      "organizations:ListTargetsForPolicy",
      policy.targetIds,
      policy.id,
    );
    return {
      Targets: items.map((id) => targetOf(context.organization, id)),
      NextToken: nextToken,
    } satisfies ListTargetsForPolicyResponse;
  },
  DescribePolicy: (context, input) => {
    assertMayRead(context);
    const policy = policyIn(context, input);
    return { Policy: { PolicySummary: summaryOf(policy), Content: policy.content } } satisfies DescribePolicyResponse;
  },
  ListDelegatedAdministrators: (context, input) => {
    assertMayRead(context);
    const service = textIn(input, "ServicePrincipal");
    const administrators = context.organization.delegatedAdministrators.filter(
      ({ servicePrincipals }) => service === undefined || servicePrincipals.includes(service),
    );
    const { items, nextToken } = pageOf(
      context,
      input,
      "organizations:ListDelegatedAdministrators",
      administrators,
      service,
    );
    return {
      DelegatedAdministrators: items.flatMap((item) => administratorOf(context.organization, item)),
      NextToken: nextToken,
    } satisfies ListDelegatedAdministratorsResponse;
  },
};

/** Only the management account and delegated administrators may read the organisation. */
function assertMayRead({ account, organization }: Context): void {
  if (account.id === organization.managementAccountId) return;
  if (organization.delegatedAdministrators.some(({ accountId }) => accountId === account.id)) return;
  throw new SimulatedError("AccessDeniedException", 400, "You don't have permissions to access this resource.");
}

function pageOf<T>(
  context: Context,
  input: Input,
  operation: PagedOperation,
  items: readonly T[],
  ...owner: readonly unknown[]
) {
  const parent = textIn(input, "ParentId");
  return paginate({
    operation,
    owner: ownerOf(context, parent, ...owner),
    items,
    token: input.NextToken,
    limit: input.MaxResults,
  });
}

function parentIn({ organization }: Context, input: Input): string {
  const id = textIn(input, "ParentId") ?? "";
  if (id === organization.root.id || organization.units.some((unit) => unit.id === id)) return id;
  throw new SimulatedError("ParentNotFoundException", 400, `You specified parent '${id}', which does not exist.`);
}

function policyIn({ organization }: Context, input: Input): SimulatedPolicy {
  const id = textIn(input, "PolicyId");
  const policy = organization.policies.find((candidate) => candidate.id === id);
  if (policy !== undefined) return policy;
  throw new SimulatedError("PolicyNotFoundException", 400, "You specified a policy that doesn't exist.");
}

function describeOrganization(organization: SimulatedOrganization): Record<string, unknown> {
  const management = organization.account(organization.managementAccountId);
  return {
    Organization: {
      Id: organization.id,
      Arn: organization.arn,
      FeatureSet: "ALL",
      MasterAccountId: organization.managementAccountId,
      MasterAccountArn: management?.arn,
      MasterAccountEmail: management?.email,
      AvailablePolicyTypes: organization.root.policyTypes.map(({ type, status }) => ({ Type: type, Status: status })),
    },
  } satisfies DescribeOrganizationResponse;
}

function accountById(organization: SimulatedOrganization, id: string): readonly Account[] {
  const account = organization.account(id);
  return account === undefined ? [] : [accountOf(organization, account)];
}

function accountOf(organization: SimulatedOrganization, account: SimulatedAccount): Account {
  const { omitAccountStatus, omitAccountPaths } = organization.options;
  return {
    Id: account.id,
    Arn: account.arn,
    Name: account.name,
    Email: account.email,
    State: account.state,
    ...(omitAccountStatus === true ? {} : { Status: statusOf(account) }),
    ...(omitAccountPaths === true ? {} : { Paths: [account.path] }),
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: account.joinedAt,
  };
}

/** The shape has no paths. */
function administratorOf(
  organization: SimulatedOrganization,
  { accountId, enabledAt }: SimulatedOrganization["delegatedAdministrators"][number],
): readonly DelegatedAdministrator[] {
  const account = organization.account(accountId);
  if (account === undefined) return [];
  const { Id, Arn, Name, Email, State, Status, JoinedMethod, JoinedTimestamp } = accountOf(organization, account);
  return [{ Id, Arn, Name, Email, State, Status, JoinedMethod, JoinedTimestamp, DelegationEnabledDate: enabledAt }];
}

/** The retired field knows three of the five states. */
function statusOf({ state }: SimulatedAccount): "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" {
  if (state === "CLOSED") return "SUSPENDED";
  return state === "PENDING_ACTIVATION" ? "ACTIVE" : state;
}

function summaryOf(policy: SimulatedPolicy): PolicySummary {
  return {
    Id: policy.id,
    Arn: policy.arn,
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.awsManaged,
  };
}

function targetOf(organization: SimulatedOrganization, id: string): PolicyTargetSummary {
  const account = organization.account(id);
  if (account !== undefined) return { TargetId: id, Arn: account.arn, Name: account.name, Type: "ACCOUNT" };
  const unit = organization.units.find((candidate) => candidate.id === id);
  if (unit !== undefined) return { TargetId: id, Arn: unit.arn, Name: unit.name, Type: "ORGANIZATIONAL_UNIT" };
  return { TargetId: id, Arn: organization.root.arn, Name: organization.root.name, Type: "ROOT" };
}
