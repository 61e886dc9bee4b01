import type { Reading } from "../reading.ts";
import type {
  AccountPublicAccessBlock,
  BackupPlanning,
  Bucket,
  ConfigurationRecording,
  DatabaseInstance,
  EbsEncryptionByDefault,
  IamUser,
  Instance,
  KmsKey,
  LambdaFunction,
  ManagedPolicy,
  OrganizationalUnitGuard,
  RootUser,
  SecurityContact,
  SecurityGroup,
  ThreatDetection,
  TrailCoverage,
  Vpc,
} from "./resources.ts";

/** Fact type by resource type: what collectors return and controls read. */
export type FactTypes = {
  "AWS::S3::AccountPublicAccessBlock": AccountPublicAccessBlock;
  "AWS::S3::Bucket": Bucket;
  "AWS::EC2::EBSEncryptionByDefault": EbsEncryptionByDefault;
  "AWS::EC2::Instance": Instance;
  "AWS::EC2::SecurityGroup": SecurityGroup;
  "AWS::EC2::VPC": Vpc;
  "AWS::RDS::DBInstance": DatabaseInstance;
  "AWS::Lambda::Function": LambdaFunction;
  "AWS::IAM::RootUser": RootUser;
  "AWS::IAM::User": IamUser;
  "AWS::IAM::ManagedPolicy": ManagedPolicy;
  "AWS::Account::AlternateContact": SecurityContact;
  "AWS::CloudTrail::Trail": TrailCoverage;
  "AWS::Config::ConfigurationRecorder": ConfigurationRecording;
  "AWS::GuardDuty::Detector": ThreatDetection;
  "AWS::KMS::Key": KmsKey;
  "AWS::Backup::BackupPlan": BackupPlanning;
  "AWS::Organizations::Policy": OrganizationalUnitGuard;
};
export type ResourceType = keyof FactTypes;
export type FactOf<T extends ResourceType> = FactTypes[T];

/** Where the facts of a type live: once an account, or once per enabled Region. S3 lists once for all Regions. */
export const placeOfType: Readonly<Record<ResourceType, "global" | "region" | "organization">> = {
  "AWS::S3::AccountPublicAccessBlock": "global",
  "AWS::S3::Bucket": "global",
  "AWS::EC2::EBSEncryptionByDefault": "region",
  "AWS::EC2::Instance": "region",
  "AWS::EC2::SecurityGroup": "region",
  "AWS::EC2::VPC": "region",
  "AWS::RDS::DBInstance": "region",
  "AWS::Lambda::Function": "region",
  "AWS::IAM::RootUser": "global",
  "AWS::IAM::User": "global",
  "AWS::IAM::ManagedPolicy": "global",
  "AWS::Account::AlternateContact": "global",
  "AWS::CloudTrail::Trail": "global",
  "AWS::Config::ConfigurationRecorder": "region",
  "AWS::GuardDuty::Detector": "region",
  "AWS::KMS::Key": "region",
  "AWS::Backup::BackupPlan": "region",
  "AWS::Organizations::Policy": "organization",
};

/** All resources of one type in one place of an account, or why they could not be listed. */
export type Listing<T extends ResourceType = ResourceType> = {
  [K in T]: { readonly resourceType: K; readonly region: string; readonly resources: Reading<readonly FactOf<K>[]> };
}[T];

/** Everything that one crawl read of one account. */
export type AccountFacts = {
  readonly accountId: string;
  readonly partition: string;
  /** ISO instant at which reading ended. */
  readonly observedAt: string;
  /** Regions enabled for the account, cut by the tenant's list. */
  readonly regions: Reading<readonly string[]>;
  readonly listings: readonly Listing[];
};

export type {
  AccountPublicAccessBlock,
  BackupPlanning,
  Bucket,
  ConfigurationRecording,
  DatabaseInstance,
  EbsEncryptionByDefault,
  FlowLog,
  IamUser,
  IngressRule,
  Instance,
  KmsKey,
  LambdaFunction,
  ManagedPolicy,
  OrganizationalUnitGuard,
  PolicyText,
  ResourceIdentity,
  RootUser,
  SecretMatch,
  SecurityContact,
  SecurityGroup,
  ThreatDetection,
  Trail,
  TrailCoverage,
  Vpc,
} from "./resources.ts";
