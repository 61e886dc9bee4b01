import { Agent } from "node:http";
import type { LookupFunction } from "node:net";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { externalId, memberId, roleName } from "./small-organization.ts";

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export const installationCredentials: Credentials = { accessKeyId: "AKIAINSTALLATION", secretAccessKey: "any" };

/** S3 Control puts the account before the host; few resolvers know `<account>.localhost`. */
const loopback: LookupFunction = (_host, options, callback) => {
  if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else callback(null, "127.0.0.1", 4);
};
const httpAgent = new Agent({ keepAlive: true, lookup: loopback });

/** What every client of a test is made with: one attempt, so that errors are seen as they come. */
export function clientConfig(endpoint: string, credentials: Credentials, region = "eu-west-1") {
  return { endpoint, credentials, region, maxAttempts: 1, forcePathStyle: true, requestHandler: { httpAgent } };
}

/** S3 Control's endpoint: `<account>.127.0.0.1` would not even be a URL. */
export function namedHost(endpoint: string): string {
  return endpoint.replace("127.0.0.1", "localhost");
}

export type AssumeOptions = {
  readonly accountId?: string;
  readonly role?: string;
  readonly externalId?: string | null;
  readonly policy?: unknown;
  readonly durationSeconds?: number;
  readonly sessionName?: string;
  readonly as?: Credentials;
};

/** AssumeRole through the real STS client; rejects with the SDK's exception. */
export async function assume(endpoint: string, options: AssumeOptions = {}): Promise<Required<Credentials>> {
  const client = new STSClient(clientConfig(endpoint, options.as ?? installationCredentials));
  const id = options.externalId === undefined ? externalId : options.externalId;
  const { policy } = options;
  const answer = await client.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${options.accountId ?? memberId}:role/${options.role ?? roleName}`,
      RoleSessionName: options.sessionName ?? "sekinin-test",
      DurationSeconds: options.durationSeconds,
      ...(id === null ? {} : { ExternalId: id }),
      ...(policy === undefined ? {} : { Policy: typeof policy === "string" ? policy : JSON.stringify(policy) }),
    }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The error that a promise rejects with, in the parts that matter: name, HTTP status, text. */
export async function errorOf(promise: Promise<unknown>): Promise<{ name: string; status: unknown; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = Object.getOwnPropertyDescriptor(error, "$metadata")?.value;
    return { name: error.name, status: metadata?.httpStatusCode, message: error.message };
  }
  throw new Error("the call was answered, and should have failed");
}
