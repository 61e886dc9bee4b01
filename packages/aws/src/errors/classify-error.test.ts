import { type UnreadCode, unreadCodes } from "@sekinin/responsibility";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsRefusal } from "./aws-refusal.ts";
import { type Classification, classifyError, errorCodeOf } from "./classify-error.ts";

/** As the SDK throws: the service's code as the name, the HTTP status in the metadata. */
function sdkError(name: string, status: number, fields: object = {}): Error {
  return Object.assign(
    new Error("text that quotes a customer's names"),
    { name, $metadata: { httpStatusCode: status } },
    fields,
  );
}

/** As Node's sockets and resolver fail: the code in `code`. */
function nodeError(code: string, name = "Error"): Error {
  return Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { name, code });
}

type Row = { code: UnreadCode; retry: Classification["retry"]; status: number; names: readonly string[] };

/** Codes of the services that we call, as their API references have them. */
const table: readonly Row[] = [
  {
    code: "throttled",
    retry: "throttle",
    status: 400,
    names: [
      "Throttling",
      "Throttling.User",
      "ThrottlingException",
      "TooManyRequestsException",
      "RequestLimitExceeded",
      "Client.RequestLimitExceeded",
      "SlowDown",
      "EC2ThrottledException",
      "PriorRequestNotComplete",
    ],
  },
  {
    code: "access-denied",
    retry: "never",
    status: 403,
    names: [
      "AccessDenied",
      "AccessDeniedException",
      "UnauthorizedOperation",
      "Client.UnauthorizedOperation",
      "com.amazonaws.organizations#AccessDeniedException",
      "AuthorizationError",
      "ForbiddenException",
      "AllAccessDisabled",
    ],
  },
  {
    code: "region-disabled",
    retry: "never",
    status: 401,
    names: [
      "AuthFailure",
      "InvalidClientTokenId",
      "UnrecognizedClientException",
      "InvalidAccessKeyId",
      "InvalidToken",
      "OptInRequired",
    ],
  },
  {
    code: "account-suspended",
    retry: "never",
    status: 403,
    names: ["AccountProblem", "PendingVerification", "Blocked"],
  },
  {
    code: "not-supported",
    retry: "never",
    status: 400,
    names: [
      "UnknownOperationException",
      "NotImplemented",
      "UnsupportedOperation",
      "InvalidAction",
      "SubscriptionRequiredException",
    ],
  },
  {
    code: "endpoint-failed",
    retry: "renew",
    status: 400,
    names: ["ExpiredToken", "ExpiredTokenException", "RequestExpired"],
  },
  {
    code: "endpoint-failed",
    retry: "transient",
    status: 500,
    names: [
      "InternalFailure",
      "InternalError",
      "ServiceUnavailable",
      "ServiceException",
      "KMSInternalException",
      "Unavailable",
    ],
  },
  {
    code: "endpoint-failed",
    retry: "never",
    status: 403,
    names: ["SignatureDoesNotMatch", "CredentialsProviderError"],
  },
  { code: "timeout", retry: "transient", status: 400, names: ["TimeoutError", "RequestTimeout", "AbortError"] },
  { code: "malformed-answer", retry: "never", status: 200, names: ["SerializationException", "AnswerTooLarge"] },
];

const rows = table.flatMap(({ names, ...row }) => names.map((name) => ({ ...row, name })));

describe("an error by its code", () => {
  test.each(rows)("$name: $code, retry $retry", ({ name, status, code, retry }) => {
    const awsCode = name.replace(/^.*#/, "").replace(/^Client\./, "");
    expect(classifyError(sdkError(name, status))).toEqual({ code, retry, awsCode });
  });

  test.each(rows)("$name in the field `Code` of an error without a name: $code", ({ name, status, code, retry }) => {
    expect(classifyError(sdkError("Error", status, { Code: name }))).toMatchObject({ code, retry });
  });

  test("wins over the status: services throttle with 400, 429 and 503", () => {
    for (const status of [400, 403, 429, 500, 503]) {
      expect(classifyError(sdkError("SlowDown", status))).toMatchObject({ code: "throttled", retry: "throttle" });
      expect(classifyError(sdkError("AccessDenied", status))).toMatchObject({ code: "access-denied", retry: "never" });
    }
  });
});

test.each<{ code: string; expected: UnreadCode; retry: Classification["retry"] }>([
  { code: "ECONNREFUSED", expected: "endpoint-failed", retry: "transient" },
  { code: "ECONNRESET", expected: "endpoint-failed", retry: "transient" },
  { code: "EPIPE", expected: "endpoint-failed", retry: "transient" },
  { code: "EAI_AGAIN", expected: "endpoint-failed", retry: "transient" },
  { code: "ENOTFOUND", expected: "endpoint-failed", retry: "never" },
  { code: "ETIMEDOUT", expected: "timeout", retry: "transient" },
  { code: "CERT_HAS_EXPIRED", expected: "endpoint-failed", retry: "never" },
  { code: "HPE_INVALID_CONSTANT", expected: "malformed-answer", retry: "never" },
])("a socket's $code: $expected, retry $retry", ({ code, expected, retry }) => {
  expect(classifyError(nodeError(code))).toEqual({ code: expected, retry, awsCode: code });
});

describe("an error whose code nobody knows goes by its status", () => {
  test.each<{ status: number; code: UnreadCode; retry: Classification["retry"] }>([
    { status: 429, code: "throttled", retry: "throttle" },
    { status: 401, code: "access-denied", retry: "never" },
    { status: 403, code: "access-denied", retry: "never" },
    { status: 500, code: "endpoint-failed", retry: "transient" },
    { status: 501, code: "not-supported", retry: "never" },
    { status: 502, code: "endpoint-failed", retry: "transient" },
    { status: 503, code: "endpoint-failed", retry: "transient" },
    { status: 504, code: "endpoint-failed", retry: "transient" },
    { status: 400, code: "endpoint-failed", retry: "never" },
    { status: 404, code: "endpoint-failed", retry: "never" },
  ])("$status: $code, retry $retry", ({ status, code, retry }) => {
    expect(classifyError(sdkError("NeverHeardOf", status))).toEqual({ code, retry, awsCode: "NeverHeardOf" });
  });

  test("what a collector takes for an absence keeps its code", () => {
    for (const name of ["NoSuchBucketPolicy", "ResourceNotFoundException", "NoSuchEntity", "InvalidVpcID.NotFound"]) {
      expect(classifyError(sdkError(name, 404)).awsCode).toBe(name);
    }
  });
});

describe("an answer that is no answer", () => {
  const withResponse = (status: number, name = "Error") =>
    Object.assign(new Error("broken"), { name, $response: { statusCode: status } });

  test.each<{ given: string; error: Error; code: UnreadCode; retry: Classification["retry"] }>([
    {
      given: "half of a JSON text",
      error: new SyntaxError("Unexpected end"),
      code: "malformed-answer",
      retry: "never",
    },
    {
      given: "a text in place of a list",
      error: new TypeError("not iterable"),
      code: "malformed-answer",
      retry: "never",
    },
    { given: "JSON nested too deep", error: new RangeError("call stack"), code: "malformed-answer", retry: "never" },
    { given: "a page of HTML with 200", error: withResponse(200), code: "malformed-answer", retry: "never" },
    { given: "a page of HTML with 403", error: withResponse(403, "Unknown"), code: "malformed-answer", retry: "never" },
    {
      given: "a page of HTML with 502",
      error: withResponse(502, "UnknownError"),
      code: "endpoint-failed",
      retry: "transient",
    },
    { given: "an endpoint without the operation", error: withResponse(404), code: "not-supported", retry: "never" },
    { given: "a proxy without the method", error: withResponse(405), code: "not-supported", retry: "never" },
    { given: "a nameless 429", error: withResponse(429), code: "throttled", retry: "throttle" },
    { given: "a nameless 501", error: withResponse(501), code: "not-supported", retry: "never" },
  ])("$given: $code, retry $retry", ({ error, code, retry }) => {
    expect(classifyError(error)).toEqual({ code, retry, awsCode: null });
  });

  test.each(["ECONNRESET", "EPIPE"])("a body that was cut off with %s may come whole the next time", (code) => {
    const error = Object.assign(new Error("aborted"), { code, $response: { statusCode: 200 } });
    expect(classifyError(error)).toEqual({ code: "endpoint-failed", retry: "transient", awsCode: code });
  });

  test("our own deadline is a time-out", () => {
    const error = new DOMException("no answer in time", "TimeoutError");
    expect(classifyError(error)).toEqual({ code: "timeout", retry: "transient", awsCode: "TimeoutError" });
  });
});

describe("an endpoint that answers as an attacker", () => {
  const kinds = ["throttle", "transient", "renew", "never"];

  test.each(["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "constructor.name", "__proto__"])(
    "the code %s is like any other unknown one",
    (name) => {
      expect(classifyError(sdkError(name, 400))).toMatchObject({ code: "endpoint-failed", retry: "never" });
      expect(classifyError(nodeError(name))).toMatchObject({ code: "endpoint-failed", retry: "never" });
    },
  );

  test.each([
    { given: "HTML", name: "<script>alert(1)</script>" },
    { given: "line ends", name: "Access\r\nDenied" },
    { given: "a terminal's escape", name: "Access\u001b[2JDenied" },
    { given: "an e-mail address", name: "someone@example.com" },
    { given: "an ARN", name: "arn:aws:iam::111122223333:user/someone" },
    { given: "64 kB", name: "A".repeat(65_536) },
    { given: "another script", name: "拒否" },
  ])("$given in a code is not shown", ({ name }) => {
    expect(classifyError(sdkError(name, 400)).awsCode).toBeNull();
  });

  test("any error at all is classified, with a code that may be shown", () => {
    const parts = fc.record({
      name: fc.oneof(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.constantFrom("Error", "TypeError", "constructor", "Client.x"),
      ),
      message: fc.string(),
      code: fc.oneof(fc.string(), fc.integer(), fc.constant(undefined), fc.object()),
      Code: fc.oneof(fc.string(), fc.constantFrom("valueOf", "Throttling"), fc.constant(undefined)),
      $metadata: fc.oneof(fc.record({ httpStatusCode: fc.anything() }), fc.anything()),
      $response: fc.oneof(fc.constant(undefined), fc.anything()),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map((fields) => Object.assign(new Error(fields.message), fields)),
          fc.anything(),
        ),
        (error) => {
          const { code, retry, awsCode } = classifyError(error);
          expect(unreadCodes).toContain(code);
          expect(kinds).toContain(retry);
          expect(awsCode ?? "None").toMatch(/^[A-Za-z][A-Za-z0-9_.]{1,63}$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test.each<{ given: string; error: unknown; expected: string | null }>([
  { given: "the SDK's name", error: sdkError("AccessDenied", 403), expected: "AccessDenied" },
  {
    given: "a namespace before it",
    error: sdkError("com.amazonaws.kms#NotFoundException", 400),
    expected: "NotFoundException",
  },
  { given: "EC2's side before it", error: sdkError("Client.AuthFailure", 401), expected: "AuthFailure" },
  { given: "only a socket's code", error: nodeError("ECONNRESET"), expected: "ECONNRESET" },
  { given: "no more than `Error`", error: new Error("x"), expected: null },
  { given: "the SDK's `Unknown`", error: sdkError("Unknown", 400), expected: null },
  { given: "a text", error: "AccessDenied", expected: null },
  { given: "nothing", error: undefined, expected: null },
])("errorCodeOf: $given gives $expected", ({ error, expected }) => {
  expect(errorCodeOf(error)).toBe(expected);
});

describe("AwsRefusal", () => {
  test("says which action was refused and why, and not in AWS's words", () => {
    const cause = sdkError("AccessDenied", 403);
    const refusal = new AwsRefusal("access-denied", "ec2:DescribeVpcs", "AccessDenied", { cause });
    expect(refusal.message).toBe("ec2:DescribeVpcs: access-denied (AccessDenied)");
    expect(refusal.reason).toEqual({ code: "access-denied", action: "ec2:DescribeVpcs", detail: "AccessDenied" });
    expect(refusal.cause).toBe(cause);
    expect(refusal.name).toBe("AwsRefusal");
    expect(JSON.stringify(refusal)).not.toContain("customer");
  });

  test("without a code of AWS's has no detail", () => {
    const refusal = new AwsRefusal("wrong-account", "sts:GetCallerIdentity", null);
    expect(refusal.message).toBe("sts:GetCallerIdentity: wrong-account");
    expect(refusal.reason).toEqual({ code: "wrong-account", action: "sts:GetCallerIdentity" });
  });
});
