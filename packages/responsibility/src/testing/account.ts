import type { DecisionContext } from "../control.ts";
import { type AccountFacts, type FactOf, type Listing, placeOfType, type ResourceType } from "../facts/index.ts";
import { type Reading, read } from "../reading.ts";
import {
  backupPlanningWith,
  bucketWith,
  databaseWith,
  ebsWith,
  functionWith,
  guardWith,
  iamUserWith,
  instanceWith,
  kmsKeyWith,
  managedPolicyWith,
  publicAccessBlockWith,
  recordingWith,
  rootUserWith,
  securityContactWith,
  securityGroupWith,
  testAccountId,
  testRegion,
  threatDetectionWith,
  trailCoverageWith,
  vpcWith,
} from "./resources.ts";

/** A member account of an organisation whose management account is 999900001111. */
export function contextWith(difference: Partial<DecisionContext> = {}): DecisionContext {
  return {
    now: "2026-11-24T12:00:00.000Z",
    accountId: testAccountId,
    organization: { managementAccountId: "999900001111", rootCredentialsManaged: false },
    ...difference,
  };
}

/** The same account as the management account of its organisation. */
export function managementContextWith(difference: Partial<DecisionContext> = {}): DecisionContext {
  const accountId = difference.accountId ?? testAccountId;
  return contextWith({
    organization: { managementAccountId: accountId, rootCredentialsManaged: false },
    ...difference,
  });
}

type Resources = { readonly [T in ResourceType]: readonly FactOf<T>[] };

/** One resource of every type, each as it should be. */
export const soundResources: Resources = {
  "AWS::S3::AccountPublicAccessBlock": [publicAccessBlockWith()],
  "AWS::S3::Bucket": [bucketWith()],
  "AWS::EC2::EBSEncryptionByDefault": [ebsWith()],
  "AWS::EC2::Instance": [instanceWith()],
  "AWS::EC2::SecurityGroup": [securityGroupWith()],
  "AWS::EC2::VPC": [vpcWith()],
  "AWS::RDS::DBInstance": [databaseWith()],
  "AWS::Lambda::Function": [functionWith()],
  "AWS::IAM::RootUser": [rootUserWith()],
  "AWS::IAM::User": [iamUserWith()],
  "AWS::IAM::ManagedPolicy": [managedPolicyWith()],
  "AWS::Account::AlternateContact": [securityContactWith()],
  "AWS::CloudTrail::Trail": [trailCoverageWith()],
  "AWS::Config::ConfigurationRecorder": [recordingWith()],
  "AWS::GuardDuty::Detector": [threatDetectionWith()],
  "AWS::KMS::Key": [kmsKeyWith()],
  "AWS::Backup::BackupPlan": [backupPlanningWith()],
  "AWS::Organizations::Policy": [guardWith()],
};

/** What differs from a sound account with one Region; `resources` replaces whole lists, in every place of their type. */
export type AccountDifference = Partial<Omit<AccountFacts, "listings">> & {
  readonly listings?: readonly Listing[];
  readonly resources?: { readonly [T in ResourceType]?: Reading<readonly FactOf<T>[]> };
};

export function accountFactsWith({ listings, resources, ...difference }: AccountDifference = {}): AccountFacts {
  const types = Object.keys(placeOfType) as ResourceType[]; // the record's keys are the type's members
  const region = (type: ResourceType) => (placeOfType[type] === "region" ? testRegion : "global");
  return {
    accountId: testAccountId,
    partition: "aws",
    observedAt: "2026-11-24T11:59:00.000Z",
    regions: read([testRegion]),
    listings:
      listings ?? types.map((type) => listingOf(type, region(type), resources?.[type] ?? read(soundResources[type]))),
    ...difference,
  };
}

/** One list as a collector returns it. */
export function listingOf<T extends ResourceType>(
  resourceType: T,
  region: string,
  resources: Reading<readonly FactOf<NoInfer<T>>[]>,
): Listing {
  return { resourceType, region, resources } as Listing; // the signature ties the resources to the type
}
