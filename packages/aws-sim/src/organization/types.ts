import type { AccountState, PlantedVerdict, SimulatedRole, WireAccount, WireOrganization } from "../wire/handler.ts";
import type { AccountContents } from "./contents/types.ts";
import type { Language } from "./names/name-table.ts";

/** What an account is for; it decides what lives in it and how well it is kept. */
export type AccountKind =
  | "management"
  | "audit"
  | "log-archive"
  | "network"
  | "shared"
  | "production"
  | "staging"
  | "development"
  | "sandbox"
  | "acquired";

export type OrganizationShape = "landing-zone" | "flat" | "deep" | "business-units";

export type PolicyTypeName =
  | "SERVICE_CONTROL_POLICY"
  | "RESOURCE_CONTROL_POLICY"
  | "TAG_POLICY"
  | "BACKUP_POLICY"
  | "DECLARATIVE_POLICY_EC2"
  | "S3_POLICY"
  | "AISERVICES_OPT_OUT_POLICY"
  | "CHATBOT_POLICY"
  | "SECURITYHUB_POLICY";

/** The read-only roles that the organisation made for the crawler. */
export type CrawlerRoles = {
  readonly managementRoleName: string;
  readonly memberRoleName: string;
  readonly externalId: string;
  /** Who may assume them; the installation's own account when absent. */
  readonly trustedPrincipalArn?: string;
};

/** What of one account differs from what was generated: for tests of unread accounts. */
export type AccountOverride = {
  readonly roles?: readonly SimulatedRole[];
  readonly state?: AccountState;
  /** IAM actions that every role of the account denies on top. */
  readonly denies?: readonly string[];
};

export type OrganizationOptions = {
  readonly seed: number | string;
  /** 1 to 10,000, the management account included. */
  readonly accounts: number;
  /** OU levels below the root, 1 to 5; 3 when absent. */
  readonly depth?: number;
  readonly shape?: OrganizationShape;
  /** Weeks since the organisation was set up: accounts join, move and leave, mistakes come and go. */
  readonly week?: number;
  readonly roles: CrawlerRoles;
  readonly language?: Language;
  /** Word of the company in names, e-mail addresses and buckets: lower-case letters, digits and hyphens. */
  readonly company?: string;
  readonly homeRegion?: string;
  /** ISO instant of week 0; ages and dates count back from it. */
  readonly startsAt?: string;
  /** Names with HTML, CRLF, control characters, RTL marks, formulas, `__proto__` and 64 kB of text. */
  readonly hostileNames?: boolean;
  /** One SCP whose content is not JSON, attached to one OU (to the root where there is none). */
  readonly brokenPolicy?: boolean;
  readonly disabledPolicyTypes?: readonly PolicyTypeName[];
  /** ListAccounts without `Status`, which AWS retired, or without `Paths`, which older partitions lack. */
  readonly omitAccountStatus?: boolean;
  readonly omitAccountPaths?: boolean;
  /** False: no delegated administrator, every account runs its own GuardDuty. */
  readonly guardDutyAdministrator?: boolean;
  /** False: root credentials of members are not managed centrally. */
  readonly rootCredentialsManaged?: boolean;
  /** True: from week to week a few accounts lose the crawler's role, or some of its permissions, and get them back. */
  readonly visibilityLapses?: boolean;
  readonly overrides?: Readonly<Record<string, AccountOverride>>;
};

export type SimulatedUnit = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly parentId: string;
  /** `o-.../r-.../ou-.../`, as in aws:PrincipalOrgPaths. */
  readonly path: string;
};

export type SimulatedPolicy = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly type: PolicyTypeName;
  readonly awsManaged: boolean;
  readonly content: string;
  /** Roots, OUs and accounts that it is attached to. */
  readonly targetIds: readonly string[];
};

export type DelegatedAdministrator = {
  readonly accountId: string;
  readonly servicePrincipals: readonly string[];
  readonly enabledAt: Date;
};

export type SimulatedAccount = WireAccount & {
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  readonly kind: AccountKind;
  readonly parentId: string;
  readonly path: string;
  readonly joinedAt: Date;
  readonly joinedMethod: "CREATED" | "INVITED";
  /** Made when first asked for and kept in a bounded cache: do not hold on to it. */
  contents(): AccountContents;
};

export type SimulatedRoot = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly policyTypes: readonly { readonly type: PolicyTypeName; readonly status: "ENABLED" }[];
};

/** An organisation in one week of its life. It never changes; the next week is another one, made from the same options. */
export type SimulatedOrganization = WireOrganization<SimulatedAccount> & {
  readonly options: OrganizationOptions;
  readonly arn: string;
  readonly homeRegion: string;
  readonly root: SimulatedRoot;
  readonly units: readonly SimulatedUnit[];
  readonly policies: readonly SimulatedPolicy[];
  readonly delegatedAdministrators: readonly DelegatedAdministrator[];
  readonly rootCredentialsManaged: boolean;
  accountsOf(parentId: string): readonly SimulatedAccount[];
  unitsOf(parentId: string): readonly SimulatedUnit[];
  /** Members of the GuardDuty administrator in a Region, with the status that ListMembers gives. */
  guardDutyMembers(region: string): readonly { readonly accountId: string; readonly status: "Enabled" | "Disabled" }[];
  /** Rows of one account; `planted()` gives those of all. Accounts that are not ACTIVE have none. */
  plantedOf(accountId: string): readonly PlantedVerdict[];
};
