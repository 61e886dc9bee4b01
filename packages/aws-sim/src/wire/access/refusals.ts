import { SimulatedError } from "../handler.ts";
import type { ServiceKey } from "../service/clients.ts";

/** Code, HTTP status and text of one service's answer to one kind of refusal. */
type Refusal = readonly [code: string, status: number, message: string];

/** The refusals that come before an operation's own work. Region: the account has not enabled the Region. */
type Refusals = {
  readonly unknownToken: Refusal;
  readonly expiredToken: Refusal;
  readonly accessDenied: Refusal;
  readonly throttled: Refusal;
  readonly regionDisabled: Refusal;
  readonly failure: Refusal;
};
export type RefusalKind = keyof Refusals;

const invalidToken = "The security token included in the request is invalid.";
const expiredToken = "The security token included in the request is expired";
const slowDown = "Rate exceeded";

const query: Refusals = {
  unknownToken: ["InvalidClientTokenId", 403, invalidToken],
  expiredToken: ["ExpiredToken", 403, expiredToken],
  accessDenied: ["AccessDenied", 403, ""],
  throttled: ["Throttling", 400, slowDown],
  regionDisabled: ["InvalidClientTokenId", 403, invalidToken],
  failure: ["InternalFailure", 500, "An internal error occurred."],
};
const json: Refusals = {
  unknownToken: ["UnrecognizedClientException", 400, invalidToken],
  expiredToken: ["ExpiredTokenException", 400, expiredToken],
  accessDenied: ["AccessDeniedException", 400, ""],
  throttled: ["ThrottlingException", 400, slowDown],
  regionDisabled: ["UnrecognizedClientException", 400, invalidToken],
  failure: ["InternalFailure", 500, "An internal error occurred."],
};
const rest: Refusals = {
  ...json,
  unknownToken: ["UnrecognizedClientException", 403, invalidToken],
  expiredToken: ["ExpiredTokenException", 403, expiredToken],
  accessDenied: ["AccessDeniedException", 403, ""],
  regionDisabled: ["UnrecognizedClientException", 403, invalidToken],
};
const s3: Refusals = {
  unknownToken: ["InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."],
  expiredToken: ["ExpiredToken", 400, "The provided token has expired."],
  accessDenied: ["AccessDenied", 403, ""],
  throttled: ["SlowDown", 503, "Please reduce your request rate."],
  regionDisabled: ["InvalidToken", 400, "The provided token is malformed or otherwise invalid."],
  failure: ["InternalError", 500, "We encountered an internal error. Please try again."],
};
const ec2: Refusals = {
  unknownToken: ["AuthFailure", 401, "AWS was not able to validate the provided access credentials"],
  expiredToken: ["RequestExpired", 400, "Request has expired."],
  accessDenied: ["UnauthorizedOperation", 403, ""],
  throttled: ["RequestLimitExceeded", 503, "Request limit exceeded."],
  regionDisabled: ["AuthFailure", 401, "AWS was not able to validate the provided access credentials"],
  failure: ["InternalError", 500, "An internal error has occurred"],
};
const tooManyRequests: Refusal = ["TooManyRequestsException", 429, slowDown];

/** Common errors of each service's API reference, as read in November 2026. */
const refusals: Readonly<Record<ServiceKey, Refusals>> = {
  sts: query,
  iam: { ...query, failure: ["ServiceFailure", 500, "An internal error occurred."] },
  rds: query,
  ec2,
  s3,
  s3control: s3,
  organizations: {
    ...json,
    throttled: [
      "TooManyRequestsException",
      400,
      "You have sent too many requests in too short a period of time. The quota helps protect against denial-of-service attacks.",
    ],
    failure: ["ServiceException", 500, "AWS Organizations can't complete your request because of an internal error."],
  },
  account: { ...rest, throttled: tooManyRequests },
  lambda: { ...rest, throttled: tooManyRequests, failure: ["ServiceException", 500, "Internal service error"] },
  guardduty: rest,
  backup: rest,
  cloudtrail: json,
  config: json,
  kms: { ...json, failure: ["KMSInternalException", 500, "An internal error occurred."] },
};

/** A service's own refusal. `message` replaces the table's, which is empty where AWS names the caller and action. */
export function refuse(service: ServiceKey, kind: RefusalKind, message?: string): SimulatedError {
  const [code, status, text] = refusals[service][kind];
  return new SimulatedError(code, status, message ?? text);
}

/** The service's answer to a denied action, in the words of IAM. */
export function refuseAction(
  service: ServiceKey,
  caller: string,
  action: string,
  because: "no-identity-policy" | "explicit-deny" | "no-session-policy",
): SimulatedError {
  if (service === "ec2") return refuse(service, "accessDenied", "You are not authorized to perform this operation.");
  const why = {
    "no-identity-policy": `because no identity-based policy allows the ${action} action`,
    "explicit-deny": "with an explicit deny in an identity-based policy",
    "no-session-policy": `because no session policy allows the ${action} action`,
  }[because];
  return refuse(service, "accessDenied", `User: ${caller} is not authorized to perform: ${action} ${why}`);
}
