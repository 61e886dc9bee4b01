import type { Reading } from "../reading.ts";

/** What every fact carries. `region` is `global` for IAM, Organizations and account-wide settings, the bucket's own for S3. */
export type ResourceIdentity = { readonly arn: string; readonly region: string };

/** Text of a policy as AWS returned it; null where the resource has none. */
export type PolicyText = Reading<string | null>;

export type AccountPublicAccessBlock = ResourceIdentity & {
  /** null: NoSuchPublicAccessBlockConfiguration. */
  readonly block: {
    readonly blockPublicAcls: boolean;
    readonly ignorePublicAcls: boolean;
    readonly blockPublicPolicy: boolean;
    readonly restrictPublicBuckets: boolean;
  } | null;
};

export type Bucket = ResourceIdentity & {
  readonly name: string;
  readonly policy: PolicyText;
  /** `Disabled`: versioning was never set. */
  readonly versioning: Reading<"Enabled" | "Suspended" | "Disabled">;
};

export type EbsEncryptionByDefault = ResourceIdentity & { readonly enabled: boolean };

export type Instance = ResourceIdentity & {
  /** AWS's instance state name: pending, running, shutting-down, terminated, stopping, stopped. */
  readonly state: string;
  readonly httpTokens: "optional" | "required" | null;
  readonly httpEndpoint: "enabled" | "disabled" | null;
};

export type IngressRule = {
  /** `tcp`, `udp`, `icmp`, a protocol number, or `-1` for all. */
  readonly protocol: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly ipv4Ranges: readonly string[];
  readonly ipv6Ranges: readonly string[];
  readonly prefixListIds: readonly string[];
};

export type SecurityGroup = ResourceIdentity & {
  readonly groupId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly ingress: readonly IngressRule[];
  /** CIDRs of the customer-managed prefix lists that `ingress` names, by list id. AWS-managed lists are left out: none holds all addresses. */
  readonly prefixLists: Reading<Readonly<Record<string, readonly string[]>>>;
};

export type FlowLog = {
  readonly resourceId: string;
  readonly status: string;
  readonly trafficType: string;
  readonly deliverLogsStatus: string | null;
};

export type Vpc = ResourceIdentity & {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly isDefault: boolean;
  /** Flow logs of the VPC and of its subnets. */
  readonly flowLogs: Reading<readonly FlowLog[]>;
  /** Read only where the VPC has no flow log of its own and a subnet has one; else an empty list. */
  readonly subnetIds: Reading<readonly string[]>;
};

export type DatabaseInstance = ResourceIdentity & {
  readonly identifier: string;
  readonly status: string;
  readonly engine: string;
  readonly publiclyAccessible: boolean;
  readonly storageEncrypted: boolean;
  readonly autoMinorVersionUpgrade: boolean;
  readonly clusterIdentifier: string | null;
};

export type SecretMatch = { readonly variable: string; readonly detector: string };

export type LambdaFunction = ResourceIdentity & {
  readonly name: string;
  readonly packageType: "Zip" | "Image";
  readonly runtime: string | null;
  /** Values never leave the collector: it runs the detectors and keeps names. */
  readonly environment: Reading<{ readonly variableCount: number; readonly secrets: readonly SecretMatch[] }>;
  /** Resource policies of the function (unqualified), null where it has none. */
  readonly policy: PolicyText;
  readonly urls: Reading<readonly { readonly authType: string; readonly qualifier: string | null }[]>;
};

export type RootUser = ResourceIdentity & {
  readonly mfaEnabled: boolean;
  /** null where GetAccountSummary does not say. */
  readonly passwordPresent: boolean | null;
  readonly accessKeysPresent: boolean | null;
};

export type IamUser = ResourceIdentity & {
  readonly name: string;
  readonly passwordEnabled: boolean;
  readonly mfaActive: boolean;
};

export type ManagedPolicy = ResourceIdentity & {
  readonly name: string;
  readonly attachmentCount: number;
  /** null where the answer lacks it. */
  readonly boundaryUsageCount: number | null;
  /** Document of the default version. */
  readonly document: Reading<string>;
};

export type SecurityContact = ResourceIdentity & {
  /** null: ResourceNotFoundException. The address and number themselves are not kept. */
  readonly contact: { readonly hasEmail: boolean; readonly hasPhone: boolean } | null;
};

export type Trail = {
  readonly arn: string;
  readonly isMultiRegion: boolean;
  readonly isOrganizationTrail: boolean;
  readonly isLogging: Reading<boolean>;
  /** True where the selectors record all management events, read and write. */
  readonly recordsAllManagementEvents: Reading<boolean>;
};

/** One per account: the trails seen from its home Region, shadow trails included. */
export type TrailCoverage = ResourceIdentity & { readonly trails: readonly Trail[] };

/** One per Region. */
export type ConfigurationRecording = ResourceIdentity & {
  readonly recorders: readonly {
    readonly name: string;
    readonly isServiceLinked: boolean;
    readonly recordsAllSupported: boolean;
    readonly status: Reading<{
      readonly recording: boolean;
      readonly lastStatus: string | null;
      readonly lastStartTime: string | null;
    }>;
  }[];
};

/** One per Region. `source` tells whether the account's own detector or the administrator's member list was read. */
export type ThreatDetection = ResourceIdentity & {
  readonly detectors: readonly { readonly id: string; readonly enabled: boolean }[];
  readonly source: "detector" | "administrator";
};

export type KmsKey = ResourceIdentity & {
  readonly keyId: string;
  readonly manager: string;
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
  readonly state: string;
  readonly isMultiRegionReplica: boolean;
  /** Null where rotation does not apply, so that the call was not made. */
  readonly rotation: Reading<{ readonly enabled: boolean; readonly periodDays: number | null } | null>;
};

/** One per Region. */
export type BackupPlanning = ResourceIdentity & {
  readonly plans: readonly { readonly id: string; readonly selectionCount: Reading<number> }[];
  /** How many things in the Region AWS Backup could protect, as far as the crawl reads them (RDS instances, EC2 instances). */
  readonly protectableCount: Reading<number>;
};

/** One per OU (or the root) that holds accounts, judged in the management account. */
export type OrganizationalUnitGuard = ResourceIdentity & {
  readonly name: string;
  readonly policyTypeEnabled: boolean;
  /** Names of the SCPs on the path from the root that deny something or narrow Allow. */
  readonly restrictingPolicies: Reading<readonly string[]>;
};
