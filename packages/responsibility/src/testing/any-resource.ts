import fc from "fast-check";
import type { FactOf, FactTypes, ResourceType } from "../facts/index.ts";
import { type Reading, read } from "../reading.ts";
import { denyPlainHttp, policyText } from "./policies.ts";
import {
  backupPlanningWith,
  bucketWith,
  databaseWith,
  ebsWith,
  flowLogWith,
  functionWith,
  guardWith,
  iamUserWith,
  instanceWith,
  kmsKeyWith,
  managedPolicyWith,
  publicAccessBlockWith,
  recorderWith,
  recordingWith,
  rootUserWith,
  ruleWith,
  securityContactWith,
  securityGroupWith,
  testAccountId,
  threatDetectionWith,
  trailCoverageWith,
  trailWith,
  vpcWith,
} from "./resources.ts";

const known = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Reading<T>> => value.map(read);
const yes = fc.boolean();
const oneOf = <const T extends readonly unknown[]>(...values: T): fc.Arbitrary<T[number]> => fc.constantFrom(...values);
const maybe = (...values: readonly string[]) => fc.constantFrom(...values, null);

const open = (action: string, more: object = {}) =>
  policyText({ Effect: "Allow", Principal: "*", Action: action, Resource: "*", ...more });
const anyPolicy = oneOf(
  "{",
  policyText(),
  policyText(denyPlainHttp("arn:aws:s3:::invoices")),
  open("lambda:*"),
  open("lambda:InvokeFunctionUrl"),
  open("*", { Principal: { Service: "s3.amazonaws.com" } }),
  policyText({ Effect: "Allow", Action: "*", Resource: "*" }),
);
const anyPolicyOrNone = fc.option(anyPolicy, { nil: null });
const network = oneOf("0.0.0.0/0", "10.0.0.0/8");

/** Resources of every type with all kinds of settings, all of them read. */
export const anyResource: { readonly [T in ResourceType]: fc.Arbitrary<FactOf<T>> } = {
  "AWS::S3::AccountPublicAccessBlock": fc
    .option(
      fc.record({ blockPublicAcls: yes, ignorePublicAcls: yes, blockPublicPolicy: yes, restrictPublicBuckets: yes }),
    )
    .map((block) => publicAccessBlockWith({ block })),
  "AWS::S3::Bucket": fc
    .record({
      name: oneOf("invoices", "fast--euw1-az1--x-s3"),
      policy: known(anyPolicyOrNone),
      versioning: known(oneOf("Enabled", "Suspended", "Disabled")),
    })
    .map(bucketWith),
  "AWS::EC2::EBSEncryptionByDefault": fc.record({ enabled: yes }).map(ebsWith),
  "AWS::EC2::Instance": fc
    .record({
      state: oneOf("running", "stopped", "terminated"),
      httpTokens: oneOf("optional", "required", null),
      httpEndpoint: oneOf("enabled", "disabled", null),
    })
    .map(instanceWith),
  "AWS::EC2::SecurityGroup": fc
    .record({
      ingress: fc.array(
        fc
          .record({
            protocol: oneOf("tcp", "udp", "-1"),
            ipv4Ranges: fc.array(network, { maxLength: 2 }),
            prefixListIds: fc.array(oneOf("pl-1", "pl-2"), { maxLength: 2 }),
          })
          .map(ruleWith),
        { maxLength: 3 },
      ),
      prefixLists: known(fc.dictionary(oneOf("pl-1", "pl-2"), fc.array(network, { maxLength: 2 }))),
    })
    .map(securityGroupWith),
  "AWS::EC2::VPC": fc
    .record({
      ownerId: oneOf(testAccountId, "444455556666"),
      flowLogs: known(
        fc.array(
          fc
            .record({
              resourceId: oneOf("vpc-0abc", "subnet-1", "subnet-2"),
              status: oneOf("ACTIVE", "PENDING"),
              trafficType: oneOf("ALL", "ACCEPT"),
              deliverLogsStatus: maybe("SUCCESS", "FAILED"),
            })
            .map(flowLogWith),
          { maxLength: 3 },
        ),
      ),
      subnetIds: known(fc.subarray(["subnet-1", "subnet-2"])),
    })
    .map(vpcWith),
  "AWS::RDS::DBInstance": fc
    .record({
      status: oneOf("available", "deleting"),
      engine: oneOf("postgres", "custom-oracle-ee"),
      publiclyAccessible: yes,
      storageEncrypted: yes,
      autoMinorVersionUpgrade: yes,
    })
    .map(databaseWith),
  "AWS::Lambda::Function": fc
    .record({
      packageType: oneOf("Zip", "Image"),
      runtime: maybe("python3.13", "python3.8", "cobol85"),
      environment: known(
        fc.record({
          variableCount: fc.nat({ max: 3 }),
          secrets: fc.array(fc.record({ variable: oneOf("A", "B"), detector: oneOf("password") }), { maxLength: 2 }),
        }),
      ),
      policy: known(anyPolicyOrNone),
      urls: known(
        fc.array(fc.record({ authType: oneOf("NONE", "AWS_IAM", "OTHER"), qualifier: maybe("live") }), {
          maxLength: 2,
        }),
      ),
    })
    .map(functionWith),
  "AWS::IAM::RootUser": fc
    .record({ mfaEnabled: yes, passwordPresent: fc.option(yes), accessKeysPresent: fc.option(yes) })
    .map(rootUserWith),
  "AWS::IAM::User": fc.record({ passwordEnabled: yes, mfaActive: yes }).map(iamUserWith),
  "AWS::IAM::ManagedPolicy": fc
    .record({
      attachmentCount: fc.nat({ max: 2 }),
      boundaryUsageCount: fc.option(fc.nat({ max: 1 })),
      document: known(anyPolicy),
    })
    .map(managedPolicyWith),
  "AWS::Account::AlternateContact": fc
    .option(fc.record({ hasEmail: yes, hasPhone: yes }))
    .map((contact) => securityContactWith({ contact })),
  "AWS::CloudTrail::Trail": fc
    .array(
      fc.record({ isMultiRegion: yes, isLogging: known(yes), recordsAllManagementEvents: known(yes) }).map(trailWith),
      { maxLength: 3 },
    )
    .map((trails) => trailCoverageWith({ trails })),
  "AWS::Config::ConfigurationRecorder": fc
    .array(
      fc
        .record({
          isServiceLinked: yes,
          recordsAllSupported: yes,
          status: known(
            fc.record({
              recording: yes,
              lastStatus: maybe("SUCCESS", "Failure", "Pending", "Odd"),
              lastStartTime: maybe("2026-11-24T11:30:00.000Z", "2026-01-01T00:00:00.000Z", "never"),
            }),
          ),
        })
        .map(recorderWith),
      { maxLength: 2 },
    )
    .map((recorders) => recordingWith({ recorders })),
  "AWS::GuardDuty::Detector": fc
    .array(fc.record({ id: fc.constant("d-1"), enabled: yes }), { maxLength: 2 })
    .map((detectors) => threatDetectionWith({ detectors })),
  "AWS::KMS::Key": fc
    .record({
      manager: oneOf("CUSTOMER", "AWS"),
      spec: oneOf("SYMMETRIC_DEFAULT", "RSA_2048"),
      origin: oneOf("AWS_KMS", "EXTERNAL"),
      state: oneOf("Enabled", "Disabled"),
      isMultiRegionReplica: yes,
      rotation: known(fc.option(fc.record({ enabled: yes, periodDays: fc.option(oneOf(90, 365, 2560)) }))),
    })
    .map(kmsKeyWith),
  "AWS::Backup::BackupPlan": fc
    .record({
      plans: fc.array(fc.record({ id: fc.constant("p"), selectionCount: known(fc.nat({ max: 2 })) }), { maxLength: 2 }),
      protectableCount: known(fc.nat({ max: 2 })),
    })
    .map(backupPlanningWith),
  "AWS::Organizations::Policy": fc
    .record({ policyTypeEnabled: yes, restrictingPolicies: known(fc.subarray(["fence", "no-root"])) })
    .map(guardWith),
} satisfies { [T in keyof FactTypes]: fc.Arbitrary<FactTypes[T]> };
