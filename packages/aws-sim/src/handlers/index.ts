import type { ServiceName } from "../wire/handler.ts";
import { account } from "./account.ts";
import { backup } from "./backup.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { config } from "./config.ts";
import { ec2 } from "./ec2.ts";
import { guardduty } from "./guardduty.ts";
import { iam } from "./iam.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { organizations } from "./organizations.ts";
import { rds } from "./rds.ts";
import { s3 } from "./s3.ts";
import type { ServiceHandlers } from "./simulated.ts";
import { sts } from "./sts.ts";

/** Every operation that the simulator answers, by SigV4 signing name. S3 Control's one is under `s3`. */
export const handlers: Readonly<Record<ServiceName, ServiceHandlers>> = {
  sts,
  organizations,
  account,
  ec2,
  s3,
  rds,
  lambda,
  iam,
  cloudtrail,
  config,
  guardduty,
  kms,
  backup,
};
