import { Agent } from "node:http";
import type { LookupFunction } from "node:net";
import { AccountClient, PutAlternateContactCommand } from "@aws-sdk/client-account";
import { BackupClient, CreateBackupPlanCommand, CreateBackupVaultCommand } from "@aws-sdk/client-backup";
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { EC2Client, EnableEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import { CreateDetectorCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  AttachUserPolicyCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { PutPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import type { Access } from "./organization.ts";
import type { PlantedVerdicts } from "./planted.ts";

/** Switches on what a careful account switches on in its home Region. Returns what is no longer untouched. */
export async function plantCareful(planted: PlantedVerdicts, access: Access): Promise<readonly string[]> {
  const { region } = access;
  const bucket = `trail-${planted.account}`;
  await new S3Client({ ...access, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
  );
  planted.add("s3-bucket-tls-required", region, `arn:aws:s3:::${bucket}`, "fail");
  planted.add("s3-bucket-versioning", region, `arn:aws:s3:::${bucket}`, "fail");
  await new AccountClient(access).send(
    new PutAlternateContactCommand({
      AlternateContactType: "SECURITY",
      EmailAddress: "security@example.com",
      Name: "Security",
      PhoneNumber: "+353 1 000 0000",
      Title: "Team",
    }),
  );
  await new EC2Client(access).send(new EnableEbsEncryptionByDefaultCommand({}));
  await new GuardDutyClient(access).send(new CreateDetectorCommand({ Enable: true }));
  await blockPublicAccess(planted.account, access);
  await startTrail(bucket, access);
  await startRecorder(planted.account, bucket, access);
  const account = ["s3-account-public-access-blocked", "account-security-contact", "cloudtrail-multi-region-trail"];
  const regional = ["ec2-ebs-default-encryption", "config-recorder-enabled", "guardduty-enabled"];
  for (const control of account) planted.add(control, "global", planted.root, "pass");
  for (const control of regional) planted.add(control, region, planted.root, "pass");
  return [...account, ...regional.map((control) => `${control} ${region}`)];
}

async function blockPublicAccess(accountId: string, access: Access): Promise<void> {
  // S3 Control puts the account before the host name; on loopback only `localhost` has such names.
  const endpoint = access.endpoint.replace("127.0.0.1", "localhost");
  const lookup: LookupFunction = (_host, options, answer) => {
    if (options.all === true) answer(null, [{ address: "127.0.0.1", family: 4 }]);
    else answer(null, "127.0.0.1", 4);
  };
  await new S3ControlClient({ ...access, endpoint, requestHandler: { httpAgent: new Agent({ lookup }) } }).send(
    new PutPublicAccessBlockCommand({
      AccountId: accountId,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
}

async function startTrail(bucket: string, access: Access): Promise<void> {
  const client = new CloudTrailClient(access);
  await client.send(
    new CreateTrailCommand({
      Name: "all",
      S3BucketName: bucket,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
    }),
  );
  await client.send(
    new PutEventSelectorsCommand({
      TrailName: "all",
      EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
    }),
  );
  await client.send(new StartLoggingCommand({ Name: "all" }));
}

async function startRecorder(accountId: string, bucket: string, access: Access): Promise<void> {
  const client = new ConfigServiceClient(access);
  await client.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: {
        name: "default",
        roleARN: `arn:aws:iam::${accountId}:role/config`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      },
    }),
  );
  await client.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: "default", s3BucketName: bucket } }));
  await client.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
}

/** A plan without a readable selection list: moto has no ListBackupSelections, so the Region is unknown. */
export async function plantBackupPlan(planted: PlantedVerdicts, access: Access): Promise<readonly string[]> {
  const client = new BackupClient(access);
  await client.send(new CreateBackupVaultCommand({ BackupVaultName: "vault" }));
  await client.send(
    new CreateBackupPlanCommand({
      BackupPlan: { BackupPlanName: "daily", Rules: [{ RuleName: "daily", TargetBackupVaultName: "vault" }] },
    }),
  );
  planted.add("backup-plan-exists", access.region, planted.root, "unknown");
  return [`backup-plan-exists ${access.region}`];
}

const administratorDocument = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const readerDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }],
};

/** Users with and without password and MFA; policies attached, unattached and harmless. */
export async function plantIdentities(planted: PlantedVerdicts, access: Access): Promise<void> {
  const client = new IAMClient(access);
  const cases = [
    { name: "aiko", hasPassword: true, hasMfa: true, verdict: "pass" },
    { name: "brendan", hasPassword: true, hasMfa: false, verdict: "fail" },
    { name: "pipeline", hasPassword: false, hasMfa: false, verdict: "not-applicable" },
  ] as const;
  for (const { name, hasPassword, hasMfa, verdict } of cases) {
    const { User: user } = await client.send(new CreateUserCommand({ UserName: name }));
    if (hasPassword) await client.send(new CreateLoginProfileCommand({ UserName: name, Password: "Not-a-secret-1!" }));
    if (hasMfa) {
      const { VirtualMFADevice: device } = await client.send(
        new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
      );
      await client.send(
        new EnableMFADeviceCommand({
          UserName: name,
          SerialNumber: device?.SerialNumber,
          AuthenticationCode1: "123456",
          AuthenticationCode2: "654321",
        }),
      );
    }
    planted.add("iam-user-console-mfa", "global", user?.Arn ?? "", verdict);
  }
  // moto does not say how often a policy is a boundary, so an unattached one is unknown.
  const policies = [
    { name: "everything", document: administratorDocument, isAttached: true, verdict: "fail" },
    { name: "everything-unused", document: administratorDocument, isAttached: false, verdict: "unknown" },
    { name: "reader", document: readerDocument, isAttached: true, verdict: "pass" },
  ] as const;
  for (const { name, document, isAttached, verdict } of policies) {
    const { Policy: policy } = await client.send(
      new CreatePolicyCommand({ PolicyName: name, PolicyDocument: JSON.stringify(document) }),
    );
    if (isAttached) await client.send(new AttachUserPolicyCommand({ UserName: "pipeline", PolicyArn: policy?.Arn }));
    planted.add("iam-policy-no-full-admin", "global", policy?.Arn ?? "", verdict);
  }
}
