import { AccountClient } from "@aws-sdk/client-account";
import { BackupClient } from "@aws-sdk/client-backup";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { EC2Client } from "@aws-sdk/client-ec2";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import type { ClientConfig, Service } from "../session/client-config.ts";
import { isLoopbackUrl } from "../session/loopback-lookup.ts";

export const accountService: Service<AccountClient> = {
  name: "account",
  create: (config) => new AccountClient(config),
};
export const backupService: Service<BackupClient> = { name: "backup", create: (config) => new BackupClient(config) };
export const cloudTrailService: Service<CloudTrailClient> = {
  name: "cloudtrail",
  create: (config) => new CloudTrailClient(config),
};
export const configService: Service<ConfigServiceClient> = {
  name: "config",
  create: (config) => new ConfigServiceClient(config),
};
export const ec2Service: Service<EC2Client> = { name: "ec2", create: (config) => new EC2Client(config) };
export const guardDutyService: Service<GuardDutyClient> = {
  name: "guardduty",
  create: (config) => new GuardDutyClient(config),
};
export const iamService: Service<IAMClient> = { name: "iam", create: (config) => new IAMClient(config) };
export const kmsService: Service<KMSClient> = { name: "kms", create: (config) => new KMSClient(config) };
export const lambdaService: Service<LambdaClient> = { name: "lambda", create: (config) => new LambdaClient(config) };
export const organizationsService: Service<OrganizationsClient> = {
  name: "organizations",
  create: (config) => new OrganizationsClient(config),
};
export const rdsService: Service<RDSClient> = { name: "rds", create: (config) => new RDSClient(config) };
export const s3Service: Service<S3Client> = {
  name: "s3",
  // A simulator has no host name for each bucket.
  create: (config) => new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined }),
};
export const s3ControlService: Service<S3ControlClient> = {
  name: "s3control",
  create: (config) => new S3ControlClient(named(config)),
};

/** S3 Control puts the account before the host: before an IP address that would not be an address any more. */
function named(config: ClientConfig): ClientConfig {
  if (config.endpoint === undefined || !isLoopbackUrl(config.endpoint)) return config;
  const url = new URL(config.endpoint);
  return { ...config, endpoint: `${url.protocol}//localhost${url.port === "" ? "" : `:${url.port}`}` };
}

/** Region of a partition's global services: IAM, Organizations, Account Management. */
export function globalRegionOf(partition: string): string {
  if (partition === "aws-cn") return "cn-northwest-1";
  return partition === "aws-us-gov" ? "us-gov-west-1" : "us-east-1";
}
