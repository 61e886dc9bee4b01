import type { Reading, UnreadReason } from "./reading.ts";

/** AWS's `State` of a member account. */
export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

/** A type that `ListPolicies` takes as filter. AWS adds types, so it is a text. */
export type PolicyType = string;

export type OrganizationRoot = {
  readonly id: string;
  readonly name?: string;
  readonly policyTypes: readonly { readonly type: PolicyType; readonly status: string }[];
};

export type OrganizationalUnit = { readonly id: string; readonly name: string; readonly parentId: string };

export type OrganizationAccount = {
  readonly id: string;
  readonly name: string;
  /** The root's or an OU's id. */
  readonly parentId: string;
  readonly state: AccountState;
  /** ISO instant; null where AWS does not say. */
  readonly joinedAt: string | null;
};

export type OrganizationPolicy = {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly awsManaged: boolean;
  /** Text as DescribePolicy returned it; it may be no JSON. */
  readonly content: Reading<string>;
  /** Root, OU and account ids to which it is attached directly. */
  readonly targetIds: Reading<readonly string[]>;
};

/** A list that is missing or cut short. `scope` narrows it: the parent's id, or the policy type. */
export type UnreadList = {
  readonly list: "organizational-units" | "accounts" | "policies" | "delegated-administrators";
  readonly scope?: string;
  readonly reason: UnreadReason;
};

/**
 * One organisation as a crawl read it: the content of a `sekinin.organization/1` file, and what could not be read.
 * Parents may be missing or run in a circle where AWS's answers were cut or hostile: use `pathTo`.
 */
export type OrganizationReading = {
  readonly format: "sekinin.organization/1";
  /** `aws`, `aws-cn`, `aws-us-gov` ...; absent where nothing tells it, which is `aws`. */
  readonly partition?: string;
  readonly organization: {
    readonly id: string;
    readonly managementAccountId: string;
    readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
  };
  /** Values of objectives' parameters, by name. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  readonly root: OrganizationRoot;
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly accounts: readonly OrganizationAccount[];
  readonly policies: readonly OrganizationPolicy[];
  readonly delegatedAdministrators: readonly {
    readonly accountId: string;
    readonly servicePrincipals: readonly string[];
  }[];
  readonly unread: readonly UnreadList[];
};
