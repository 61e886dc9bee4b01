import type { UnreadCode } from "@sekinin/responsibility";

/** What an error of one call means. `retry`: whether the same call may succeed, and why it failed. */
export type Classification = {
  readonly code: UnreadCode;
  readonly retry: "throttle" | "transient" | "renew" | "never";
  /** Safe to show: AWS's or Node's own code. */
  readonly awsCode: string | null;
};

type Kind = Pick<Classification, "code" | "retry">;
const throttled: Kind = { code: "throttled", retry: "throttle" };
const denied: Kind = { code: "access-denied", retry: "never" };
const disabled: Kind = { code: "region-disabled", retry: "never" };
const suspended: Kind = { code: "account-suspended", retry: "never" };
const unsupported: Kind = { code: "not-supported", retry: "never" };
const failed: Kind = { code: "endpoint-failed", retry: "transient" };
const refused: Kind = { code: "endpoint-failed", retry: "never" };
const late: Kind = { code: "timeout", retry: "transient" };
const malformed: Kind = { code: "malformed-answer", retry: "never" };
const expired: Kind = { code: "endpoint-failed", retry: "renew" };

/** Error codes of AWS, of all services; and of Node's sockets. */
const kinds: Readonly<Record<string, Kind>> = {
  ...same(throttled, [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
  ]),
  ...same(denied, [
    "AccessDenied",
    "AccessDeniedException",
    "AllAccessDisabled",
    "AuthorizationError",
    "AuthorizationErrorException",
    "ForbiddenException",
    "NotAuthorized",
    "UnauthorizedAccess",
    "UnauthorizedException",
    "UnauthorizedOperation",
  ]),
  // A Region that the account has not enabled does not know the account's credentials.
  ...same(disabled, [
    "AuthFailure",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidToken",
    "OptInRequired",
    "RegionDisabledException",
    "UnrecognizedClientException",
  ]),
  ...same(suspended, ["AccountProblem", "AccountSuspended", "Blocked", "PendingVerification"]),
  ...same(unsupported, [
    "InvalidAction",
    "MethodNotAllowed",
    "NotImplemented",
    "NotImplementedException",
    "SubscriptionRequiredException",
    "UnknownOperation",
    "UnknownOperationException",
    "UnsupportedOperation",
    "UnsupportedOperationException",
  ]),
  ...same(expired, ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"]),
  ...same(late, [
    "AbortError",
    "RequestTimeout",
    "RequestTimeoutException",
    "TimeoutError",
    "ETIMEDOUT",
    "ESOCKETTIMEDOUT",
  ]),
  ...same(failed, [
    "EAI_AGAIN",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EPIPE",
    "ERR_STREAM_PREMATURE_CLOSE",
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "InternalServerErrorException",
    "InternalServiceException",
    "KMSInternalException",
    "ServiceException",
    "ServiceFailure",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "Unavailable",
  ]),
  ...same(refused, ["CredentialsProviderError", "ENOTFOUND", "SignatureDoesNotMatch"]),
  ...same(malformed, [
    "AnswerNotFromAws",
    "AnswerTooLarge",
    "SerializationException",
    "ERR_INVALID_URL",
    "HPE_INVALID_CONSTANT",
  ]),
};

function same(kind: Kind, codes: readonly string[]): Readonly<Record<string, Kind>> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}

/** Names that say nothing: JavaScript's own, and the SDK's for an answer without a code. */
const nameless: ReadonlySet<string> = new Set(["Error", "Unknown", "UnknownError"]);

/** AWS's code, or Node's, of any error; null for what has none. Never the message. */
export function errorCodeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  for (const candidate of [error.name, fieldOf(error, "Code"), fieldOf(error, "code")]) {
    if (typeof candidate !== "string") continue;
    // Old query services say `Throttling.User`; some JSON services put their namespace before a `#`.
    const code = candidate.replace(/^.*#/, "").replace(/^Client\./, "");
    if (/^[A-Za-z][A-Za-z0-9_.]{1,63}$/.test(code) && !nameless.has(code)) return code;
  }
  return null;
}

/** What went wrong with one call, from whatever the SDK threw. */
export function classifyError(error: unknown): Classification {
  const awsCode = errorCodeOf(error);
  const status = statusOf(error);
  const known = kindOf(awsCode) ?? kindOf(awsCode?.split(".")[0]);
  const nodeKind = known ?? kindOf(fieldOf(error, "code"));
  if (nodeKind !== undefined && !isUnreadable(error)) return { ...nodeKind, awsCode };
  return { ...byStatus(error, status), awsCode: isUnreadable(error) ? null : awsCode };
}

/** Own keys alone: the code is whatever the endpoint sent, `constructor` among it. */
function kindOf(code: unknown): Kind | undefined {
  return typeof code === "string" && Object.hasOwn(kinds, code) ? kinds[code] : undefined;
}

function byStatus(error: unknown, status: number | null): Kind {
  if (status === 429) return throttled;
  if (status === 501 || (isUnreadable(error) && (status === 404 || status === 405))) return unsupported;
  if (status !== null && status >= 500) return failed;
  if (isUnreadable(error)) return malformed;
  if (status === 401 || status === 403) return denied;
  return refused;
}

/** Whether the answer's body was not what the protocol asks for: the parser's error, or an error without a name. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError) return true;
  // A body that was cut off has an answer, too, but Node's code says why it could not be read.
  if (kindOf(fieldOf(error, "code")) !== undefined) return false;
  return fieldOf(error, "$response") !== undefined && errorCodeOf(error) === null;
}

function statusOf(error: unknown): number | null {
  const metadata = fieldOf(error, "$metadata") ?? {};
  const status = fieldOf(metadata, "httpStatusCode") ?? fieldOf(fieldOf(error, "$response"), "statusCode");
  return typeof status === "number" ? status : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
