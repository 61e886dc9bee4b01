import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { AwsRefusal } from "../errors/aws-refusal.ts";
import type { SessionPack } from "../permissions/pack-session-policies.ts";
import { parseRoleArn } from "../permissions/role-arn.ts";
import type { AwsAccess } from "./aws-access.ts";
import { callAws } from "./call-aws.ts";
import { type ClientConfig, clientConfig } from "./client-config.ts";
import type { AwsCredentials } from "./credentials.ts";
import { stsService } from "./sts-service.ts";

/** Credentials of one session, in memory only. */
export type SessionCredentials = AwsCredentials & { readonly expiration: Date };

export type AssumeRequest = {
  readonly roleArn: string;
  /** null: the call is made without one, to see that it is refused. */
  readonly externalId: string | null;
  readonly sessionName: string;
  readonly pack: SessionPack;
  readonly signal: AbortSignal;
  readonly count?: (throttled: boolean) => void;
};

const assumeAction = "sts:AssumeRole";
const identityAction = "sts:GetCallerIdentity";
/** AWS's least, so that a leaked session is short; the role's own maximum may be no more than an hour. */
export const sessionSeconds = 3_600;

/**
 * AssumeRole with our own credentials. Throws AwsRefusal: `role-missing` where AWS says AccessDenied, since it does not
 * tell an absent role from one that does not trust us; `endpoint-failed` where our own credentials are the trouble.
 */
export async function assumeRole(access: AwsAccess, request: AssumeRequest): Promise<SessionCredentials> {
  try {
    const answer = await callAws(stsFrame(access, assumeAction, "installation", request), (abortSignal) =>
      access.ownSts.send(
        new AssumeRoleCommand({
          RoleArn: request.roleArn,
          RoleSessionName: request.sessionName,
          DurationSeconds: sessionSeconds,
          Policy: request.pack.policy,
          ...(request.externalId === null ? {} : { ExternalId: request.externalId }),
        }),
        { abortSignal },
      ),
    );
    return credentialsOf(answer.Credentials);
  } catch (error) {
    throw error instanceof AwsRefusal ? asSeenFromUs(error) : error;
  }
}

function asSeenFromUs(refusal: AwsRefusal): AwsRefusal {
  const { awsCode } = refusal;
  if (refusal.code === "access-denied")
    return new AwsRefusal("role-missing", assumeAction, awsCode, { cause: refusal });
  // STS knows no disabled Region here: it is our own credentials that it does not know.
  if (refusal.code === "region-disabled" && awsCode !== "RegionDisabledException") {
    return new AwsRefusal("endpoint-failed", assumeAction, awsCode, { cause: refusal });
  }
  return refusal;
}

function credentialsOf(
  answer:
    | {
        AccessKeyId: string | undefined;
        SecretAccessKey: string | undefined;
        SessionToken: string | undefined;
        Expiration: Date | undefined;
      }
    | undefined,
): SessionCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined) {
    throw new AwsRefusal("malformed-answer", assumeAction, null);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

/** Account that the credentials belong to, by GetCallerIdentity. Throws AwsRefusal. */
export async function accountOf(
  access: AwsAccess,
  credentials: SessionCredentials,
  request: Pick<AssumeRequest, "roleArn" | "signal" | "count">,
): Promise<string> {
  const parsed = parseRoleArn(request.roleArn);
  const scope = parsed.ok ? parsed.role.accountId : "unknown";
  const provider: ClientConfig["credentials"] = async () => credentials;
  const sts = access.createClient(stsService, clientConfig(access, access.region, provider));
  try {
    const answer = await callAws(stsFrame(access, identityAction, scope, request), (abortSignal) =>
      sts.send(new GetCallerIdentityCommand({}), { abortSignal }),
    );
    if (answer.Account === undefined) throw new AwsRefusal("malformed-answer", identityAction, null);
    return answer.Account;
  } finally {
    sts.destroy();
  }
}

function stsFrame(
  access: AwsAccess,
  api: string,
  scope: string,
  request: Pick<AssumeRequest, "signal" | "count">,
): Parameters<typeof callAws>[0] {
  return {
    access,
    key: { scope, region: access.region, api },
    // A renewal may happen inside another call, which holds a place already.
    gates: [],
    signal: request.signal,
    count: request.count ?? (() => {}),
  };
}
