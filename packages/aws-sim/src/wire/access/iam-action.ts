import type { ServiceKey } from "../service/clients.ts";

/** Operations whose IAM action is not `service:Operation` (service authorization reference). */
const exceptions: Readonly<Record<string, string>> = {
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3control:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
};

/** The IAM action that an operation needs, or null for one that AWS never refuses. */
export function iamActionOf(service: ServiceKey, operation: string): string | null {
  if (service === "sts" && operation === "GetCallerIdentity") return null;
  const exception = exceptions[`${service}:${operation}`];
  return exception ?? `${service === "s3control" ? "s3" : service}:${operation}`;
}
