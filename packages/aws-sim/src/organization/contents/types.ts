import type { AlternateContact } from "@aws-sdk/client-account";
import type { BackupPlansListMember, BackupSelectionsListMember } from "@aws-sdk/client-backup";
import type { EventSelector, Trail } from "@aws-sdk/client-cloudtrail";
import type { ConfigurationRecorder, ConfigurationRecorderStatus } from "@aws-sdk/client-config-service";
import type {
  FlowLog,
  Instance,
  ManagedPrefixList,
  PrefixListEntry,
  SecurityGroup,
  Subnet,
  Vpc,
} from "@aws-sdk/client-ec2";
import type { DetectorStatus } from "@aws-sdk/client-guardduty";
import type { GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail } from "@aws-sdk/client-iam";
import type { AliasListEntry, KeyMetadata } from "@aws-sdk/client-kms";
import type { FunctionConfiguration, FunctionUrlConfig } from "@aws-sdk/client-lambda";
import type { DBInstance } from "@aws-sdk/client-rds";
import type { PublicAccessBlockConfiguration } from "@aws-sdk/client-s3-control";
import type { PlantedVerdict } from "../../wire/handler.ts";

export type SimulatedBucket = {
  readonly name: string;
  readonly region: string;
  readonly createdAt: Date;
  readonly policy: string | null;
  /** null: versioning was never set. */
  readonly versioning: "Enabled" | "Suspended" | null;
};

export type SimulatedFunction = {
  readonly configuration: FunctionConfiguration & { FunctionName: string; FunctionArn: string };
  readonly policy: string | null;
  readonly urls: readonly FunctionUrlConfig[];
};

export type SimulatedKey = {
  readonly metadata: KeyMetadata;
  readonly rotation: { readonly enabled: boolean; readonly periodDays: number } | null;
};

export type SimulatedPrefixList = {
  readonly list: ManagedPrefixList & { PrefixListId: string };
  readonly entries: readonly PrefixListEntry[];
};

/** `lastStatus` as AWS sends it: in capitals, where the SDK's type has `Success`. Both are in use. */
export type SimulatedRecorderStatus = Omit<ConfigurationRecorderStatus, "lastStatus"> & { readonly lastStatus: string };

export type SimulatedBackupPlan = {
  readonly plan: BackupPlansListMember & { BackupPlanId: string };
  readonly selections: readonly BackupSelectionsListMember[];
};

export type SimulatedTrail = {
  readonly trail: Trail & { TrailARN: string };
  readonly isLogging: boolean;
  readonly eventSelectors: readonly EventSelector[];
};

/** What lives in one Region of one account, in AWS's own shapes. */
export type RegionContents = {
  readonly ebsEncryptionByDefault: boolean;
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly flowLogs: readonly FlowLog[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly prefixLists: readonly SimulatedPrefixList[];
  readonly instances: readonly Instance[];
  readonly databases: readonly DBInstance[];
  readonly functions: readonly SimulatedFunction[];
  readonly keys: readonly SimulatedKey[];
  readonly aliases: readonly AliasListEntry[];
  readonly recorders: readonly ConfigurationRecorder[];
  readonly recorderStatuses: readonly SimulatedRecorderStatus[];
  readonly detector: { readonly id: string; readonly status: DetectorStatus } | null;
  readonly backupPlans: readonly SimulatedBackupPlan[];
};

export type SimulatedUser = {
  readonly detail: UserDetail & { UserName: string; Arn: string };
  readonly passwordEnabled: boolean;
  readonly mfaActive: boolean;
  readonly accessKeys: number;
};

export type IdentityContents = {
  readonly users: readonly SimulatedUser[];
  readonly groups: readonly GroupDetail[];
  readonly roles: readonly RoleDetail[];
  readonly policies: readonly ManagedPolicyDetail[];
  readonly root: { readonly mfa: boolean; readonly password: boolean; readonly accessKeys: boolean };
};

/** Everything in one account, and what was planted in it. */
export type AccountContents = {
  readonly identity: IdentityContents;
  readonly publicAccessBlock: PublicAccessBlockConfiguration | null;
  readonly buckets: readonly SimulatedBucket[];
  readonly securityContact: AlternateContact | null;
  /** Trails by home Region; a multi-Region trail shows in every Region as a shadow. */
  readonly trails: readonly SimulatedTrail[];
  readonly regions: ReadonlyMap<string, RegionContents>;
  readonly planted: readonly PlantedVerdict[];
};
