import type { ServiceName } from "../handler.ts";

/** S3 Control signs as "s3", but is a client, a protocol and a set of operations of its own. */
export type ServiceKey = ServiceName | "s3control";

type ClientClass = new (config: {
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}) => { readonly config: unknown; destroy(): void };

/** A client package's exports, among them its operations' and errors' schemas, and the client itself. */
export type LoadedClient = { readonly Client: ClientClass; readonly exports: Readonly<Record<string, unknown>> };

/** One import per service: a run loads only what it calls (all fourteen take seconds and 150 MB). */
export const loadClient: Readonly<Record<ServiceKey, () => Promise<LoadedClient>>> = {
  sts: async () => loaded(await import("@aws-sdk/client-sts"), "STSClient"),
  organizations: async () => loaded(await import("@aws-sdk/client-organizations"), "OrganizationsClient"),
  account: async () => loaded(await import("@aws-sdk/client-account"), "AccountClient"),
  ec2: async () => loaded(await import("@aws-sdk/client-ec2"), "EC2Client"),
  s3: async () => loaded(await import("@aws-sdk/client-s3"), "S3Client"),
  s3control: async () => loaded(await import("@aws-sdk/client-s3-control"), "S3ControlClient"),
  rds: async () => loaded(await import("@aws-sdk/client-rds"), "RDSClient"),
  lambda: async () => loaded(await import("@aws-sdk/client-lambda"), "LambdaClient"),
  iam: async () => loaded(await import("@aws-sdk/client-iam"), "IAMClient"),
  cloudtrail: async () => loaded(await import("@aws-sdk/client-cloudtrail"), "CloudTrailClient"),
  config: async () => loaded(await import("@aws-sdk/client-config-service"), "ConfigServiceClient"),
  guardduty: async () => loaded(await import("@aws-sdk/client-guardduty"), "GuardDutyClient"),
  kms: async () => loaded(await import("@aws-sdk/client-kms"), "KMSClient"),
  backup: async () => loaded(await import("@aws-sdk/client-backup"), "BackupClient"),
};

function loaded(module: object, className: string): LoadedClient {
  const exports: Record<string, unknown> = { ...module };
  const Client = exports[className];
  if (typeof Client !== "function") throw new TypeError(`the client package has no ${className}`);
  return { Client: Client as ClientClass, exports };
}
