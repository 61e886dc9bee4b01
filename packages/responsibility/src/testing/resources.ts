import type {
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
  RootUser,
  SecurityContact,
  SecurityGroup,
  ThreatDetection,
  Trail,
  TrailCoverage,
  Vpc,
} from "../facts/index.ts";
import { read } from "../reading.ts";
import { denyPlainHttp, policyText } from "./policies.ts";

export const testAccountId = "111122223333";
export const testRegion = "eu-west-1";

// Every builder makes a resource that passes all controls of its type; a test names only what differs.

const rootArn = `arn:aws:iam::${testAccountId}:root`;
const inRegion = (service: string, rest: string) => ({
  arn: `arn:aws:${service}:${testRegion}:${testAccountId}:${rest}`,
  region: testRegion,
});
const ofAccount = { arn: rootArn, region: "global" };
const ofRegion = { arn: rootArn, region: testRegion };

export function publicAccessBlockWith(difference: Partial<AccountPublicAccessBlock> = {}): AccountPublicAccessBlock {
  const block = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
  return { ...ofAccount, block, ...difference };
}

export function bucketWith(difference: Partial<Bucket> = {}): Bucket {
  const name = difference.name ?? "invoices";
  const arn = `arn:aws:s3:::${name}`;
  return {
    arn,
    region: testRegion,
    name,
    policy: read(policyText(denyPlainHttp(arn))),
    versioning: read("Enabled"),
    ...difference,
  };
}

export function ebsWith(difference: Partial<EbsEncryptionByDefault> = {}): EbsEncryptionByDefault {
  return { ...ofRegion, enabled: true, ...difference };
}

export function instanceWith(difference: Partial<Instance> = {}): Instance {
  return {
    ...inRegion("ec2", "instance/i-0abc"),
    state: "running",
    httpTokens: "required",
    httpEndpoint: "enabled",
    ...difference,
  };
}

export function ruleWith(difference: Partial<IngressRule> = {}): IngressRule {
  return {
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    ipv4Ranges: [],
    ipv6Ranges: [],
    prefixListIds: [],
    ...difference,
  };
}

export function securityGroupWith(difference: Partial<SecurityGroup> = {}): SecurityGroup {
  return {
    ...inRegion("ec2", "security-group/sg-0abc"),
    groupId: "sg-0abc",
    name: "web",
    vpcId: "vpc-0abc",
    ingress: [ruleWith({ fromPort: 443, toPort: 443, ipv4Ranges: ["0.0.0.0/0"] })],
    prefixLists: read({}),
    ...difference,
  };
}

export function flowLogWith(difference: Partial<FlowLog> = {}): FlowLog {
  return { resourceId: "vpc-0abc", status: "ACTIVE", trafficType: "ALL", deliverLogsStatus: "SUCCESS", ...difference };
}

export function vpcWith(difference: Partial<Vpc> = {}): Vpc {
  return {
    ...inRegion("ec2", "vpc/vpc-0abc"),
    vpcId: "vpc-0abc",
    ownerId: testAccountId,
    isDefault: false,
    flowLogs: read([flowLogWith()]),
    subnetIds: read([]),
    ...difference,
  };
}

export function databaseWith(difference: Partial<DatabaseInstance> = {}): DatabaseInstance {
  return {
    ...inRegion("rds", "db:orders"),
    identifier: "orders",
    status: "available",
    engine: "postgres",
    publiclyAccessible: false,
    storageEncrypted: true,
    autoMinorVersionUpgrade: true,
    clusterIdentifier: null,
    ...difference,
  };
}

export function functionWith(difference: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    ...inRegion("lambda", "function:resize"),
    name: "resize",
    packageType: "Zip",
    runtime: "python3.13",
    environment: read({ variableCount: 2, secrets: [] }),
    policy: read(null),
    urls: read([{ authType: "AWS_IAM", qualifier: null }]),
    ...difference,
  };
}

export function rootUserWith(difference: Partial<RootUser> = {}): RootUser {
  return { ...ofAccount, mfaEnabled: true, passwordPresent: true, accessKeysPresent: false, ...difference };
}

export function iamUserWith(difference: Partial<IamUser> = {}): IamUser {
  const name = difference.name ?? "alice";
  const arn = `arn:aws:iam::${testAccountId}:user/${name}`;
  return { arn, region: "global", name, passwordEnabled: true, mfaActive: true, ...difference };
}

export function managedPolicyWith(difference: Partial<ManagedPolicy> = {}): ManagedPolicy {
  return {
    arn: `arn:aws:iam::${testAccountId}:policy/readers`,
    region: "global",
    name: "readers",
    attachmentCount: 1,
    boundaryUsageCount: 0,
    document: read(policyText({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" })),
    ...difference,
  };
}

export function securityContactWith(difference: Partial<SecurityContact> = {}): SecurityContact {
  return { ...ofAccount, contact: { hasEmail: true, hasPhone: true }, ...difference };
}

export function trailWith(difference: Partial<Trail> = {}): Trail {
  return {
    arn: `arn:aws:cloudtrail:${testRegion}:${testAccountId}:trail/main`,
    isMultiRegion: true,
    isOrganizationTrail: false,
    isLogging: read(true),
    recordsAllManagementEvents: read(true),
    ...difference,
  };
}

export function trailCoverageWith(difference: Partial<TrailCoverage> = {}): TrailCoverage {
  return { ...ofAccount, trails: [trailWith()], ...difference };
}

type Recorder = ConfigurationRecording["recorders"][number];

export function recorderWith(difference: Partial<Recorder> = {}): Recorder {
  const status = read({ recording: true, lastStatus: "SUCCESS", lastStartTime: "2026-01-01T00:00:00.000Z" });
  return { name: "default", isServiceLinked: false, recordsAllSupported: true, status, ...difference };
}

export function recordingWith(difference: Partial<ConfigurationRecording> = {}): ConfigurationRecording {
  return { ...ofRegion, recorders: [recorderWith()], ...difference };
}

export function threatDetectionWith(difference: Partial<ThreatDetection> = {}): ThreatDetection {
  return { ...ofRegion, detectors: [{ id: "d-1", enabled: true }], source: "detector", ...difference };
}

export function kmsKeyWith(difference: Partial<KmsKey> = {}): KmsKey {
  return {
    ...inRegion("kms", "key/0abc"),
    keyId: "0abc",
    manager: "CUSTOMER",
    spec: "SYMMETRIC_DEFAULT",
    usage: "ENCRYPT_DECRYPT",
    origin: "AWS_KMS",
    state: "Enabled",
    isMultiRegionReplica: false,
    rotation: read({ enabled: true, periodDays: 365 }),
    ...difference,
  };
}

export function backupPlanningWith(difference: Partial<BackupPlanning> = {}): BackupPlanning {
  const plans = [{ id: "p-1", selectionCount: read(1) }];
  return { ...ofRegion, plans, protectableCount: read(3), ...difference };
}

export function guardWith(difference: Partial<OrganizationalUnitGuard> = {}): OrganizationalUnitGuard {
  return {
    arn: `arn:aws:organizations::${testAccountId}:ou/o-abc1234567/ou-ab12-11111111`,
    region: "global",
    name: "Workloads",
    policyTypeEnabled: true,
    restrictingPolicies: read(["region-fence"]),
    ...difference,
  };
}
