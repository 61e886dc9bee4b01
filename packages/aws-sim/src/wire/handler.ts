/** SigV4 signing names of the services that the simulator answers; S3 Control's calls arrive under "s3". */
export const serviceNames = [
  "sts",
  "organizations",
  "account",
  "ec2",
  "s3",
  "rds",
  "lambda",
  "iam",
  "cloudtrail",
  "config",
  "guardduty",
  "kms",
  "backup",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A role that may be assumed. `actions` and `deny` are IAM actions with `*` and `?`; `externalId: null` asks for none. */
export type SimulatedRole = {
  readonly name: string;
  /** ARNs, account ids or `*`, as in a trust policy's `Principal.AWS`. */
  readonly trustedPrincipals: readonly string[];
  readonly externalId: string | null;
  readonly actions: readonly string[];
  readonly deny: readonly string[];
  /** Seconds, 3600 when absent, as IAM has it. */
  readonly maxSessionSeconds?: number;
};

export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

/** What the wire needs of an account; the organisation's own account type adds the resources. */
export type WireAccount = {
  readonly id: string;
  readonly state: AccountState;
  readonly roles: readonly SimulatedRole[];
  readonly enabledRegions: ReadonlySet<string>;
};

/** One verdict that the generator planted. `resource` is an ARN or null for the account itself. */
export type PlantedVerdict = {
  readonly accountId: string;
  readonly controlId: string;
  readonly region: string | null;
  readonly resource: string | null;
  readonly verdict: "pass" | "fail" | "not-applicable" | "unknown";
  readonly reason: string | null;
};

/** What the wire needs of an organisation. `account` makes accounts lazily and answers undefined for a foreign id. */
export type WireOrganization<Account extends WireAccount = WireAccount> = {
  readonly id: string;
  readonly managementAccountId: string;
  account(id: string): Account | undefined;
  accountIds(): Iterable<string>;
  planted(): readonly PlantedVerdict[];
};

export type HandlerContext<
  Account extends WireAccount = WireAccount,
  Organization extends WireOrganization<Account> = WireOrganization<Account>,
> = {
  readonly account: Account;
  readonly organization: Organization;
  readonly region: string;
  readonly now: Date;
};

/**
 * One operation. Input and output are the SDK's own shapes (a blob is a Uint8Array, a timestamp a Date).
 * Throws SimulatedError for an answer that is an error of AWS's.
 */
export type Handler<
  Account extends WireAccount = WireAccount,
  Organization extends WireOrganization<Account> = WireOrganization<Account>,
> = (context: HandlerContext<Account, Organization>, input: Record<string, unknown>) => Record<string, unknown>;

/** Operations by signing name. S3 Control's GetPublicAccessBlock is under "s3"; STS is answered by the wire itself. */
export type Handlers<
  Account extends WireAccount = WireAccount,
  Organization extends WireOrganization<Account> = WireOrganization<Account>,
> = Readonly<Partial<Record<ServiceName, Readonly<Record<string, Handler<Account, Organization>>>>>>;

/** An error answer in the service's own code. `fields` are further members of the error shape, such as `Reason`. */
export class SimulatedError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, httpStatus: number, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "SimulatedError";
    this.code = code;
    this.httpStatus = httpStatus;
    this.fields = fields;
  }
}
