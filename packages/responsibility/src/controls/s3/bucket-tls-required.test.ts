import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { bucketWith, contextWith, denyPlainHttp, policyText } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { bucketTlsRequired } from "./bucket-tls-required.ts";

const arn = "arn:aws:s3:::invoices";
const deny = denyPlainHttp(arn);
const withDenial = (difference: object) => read(policyText({ ...deny, ...difference }));
const tls = (condition: object) => withDenial({ Condition: condition });
const oldTls = { "s3:TlsVersion": "1.2" };

test.each([
  { given: "a denial of plain HTTP for all", policy: read(policyText(deny)), expected: pass() },
  { given: "principal AWS *", policy: withDenial({ Principal: { AWS: "*" } }), expected: pass() },
  {
    given: "one of several AWS principals is *",
    policy: withDenial({ Principal: { AWS: ["1", "*"] } }),
    expected: pass(),
  },
  { given: "every action", policy: withDenial({ Action: "*" }), expected: pass() },
  { given: "s3:* in other case among others", policy: withDenial({ Action: ["ec2:*", "S3:*"] }), expected: pass() },
  { given: "every resource", policy: withDenial({ Resource: "*" }), expected: pass() },
  { given: "one pattern for bucket and objects", policy: withDenial({ Resource: `${arn}*` }), expected: pass() },
  {
    given: "another partition's wildcard",
    policy: withDenial({ Resource: ["arn:*:s3:::invoices", "arn:*:s3:::invoices/*"] }),
    expected: pass(),
  },
  {
    given: "two statements that cover it together",
    policy: read(policyText({ ...deny, Resource: arn }, { ...deny, Resource: `${arn}/*` })),
    expected: pass(),
  },
  { given: "the boolean itself", policy: tls({ Bool: { "aws:SecureTransport": false } }), expected: pass() },
  {
    given: "BoolIfExists and another spelling",
    policy: tls({ BoolIfExists: { "AWS:securetransport": "False" } }),
    expected: pass(),
  },
  { given: "old TLS and none, by IfExists", policy: tls({ NumericLessThanIfExists: oldTls }), expected: pass() },
  { given: "no policy", policy: read(null), expected: fail("no-policy") },
  { given: "an empty policy", policy: read(policyText()), expected: fail("no-tls-deny") },
  {
    given: "a denial that names one role",
    policy: withDenial({ Principal: { AWS: "arn:aws:iam::1:role/x" } }),
    expected: fail("no-tls-deny"),
  },
  {
    given: "everyone but one role",
    policy: read(policyText({ ...deny, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::1:role/x" } })),
    expected: fail("no-tls-deny"),
  },
  {
    given: "an Allow for TLS",
    policy: withDenial({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    expected: fail("no-tls-deny"),
  },
  { given: "a denial of TLS", policy: tls({ Bool: { "aws:SecureTransport": "true" } }), expected: fail("no-tls-deny") },
  {
    given: "some actions only",
    policy: withDenial({ Action: ["s3:GetObject", "s3:PutObject"] }),
    expected: fail("no-tls-deny"),
  },
  { given: "no condition at all", policy: withDenial({ Condition: undefined }), expected: fail("no-tls-deny") },
  {
    given: "a condition more",
    policy: tls({ Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
    expected: fail("no-tls-deny"),
  },
  {
    given: "a set operator",
    policy: tls({ "ForAnyValue:Bool": { "aws:SecureTransport": "false" } }),
    expected: fail("no-tls-deny"),
  },
  { given: "objects only", policy: withDenial({ Resource: `${arn}/*` }), expected: fail("objects-only") },
  { given: "the bucket only", policy: withDenial({ Resource: arn }), expected: fail("bucket-only") },
  {
    given: "one folder only",
    policy: withDenial({ Resource: [arn, `${arn}/private/*`] }),
    expected: fail("bucket-only"),
  },
  { given: "one ending only", policy: withDenial({ Resource: [arn, `${arn}/*.csv`] }), expected: fail("bucket-only") },
  {
    given: "another bucket",
    policy: withDenial({ Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }),
    expected: fail("no-tls-deny"),
  },
  {
    given: "all but another bucket",
    policy: read(policyText({ ...deny, Resource: undefined, NotResource: "arn:aws:s3:::other" })),
    expected: fail("no-tls-deny"),
  },
  { given: "the TLS version alone", policy: tls({ NumericLessThan: oldTls }), expected: fail("tls-version-only") },
  {
    given: "the TLS version as a number",
    policy: tls({ NumericLessThan: { "s3:TlsVersion": 1.3 } }),
    expected: fail("tls-version-only"),
  },
  {
    given: "no TLS and old TLS at once, which no request has",
    policy: tls({ Bool: { "aws:SecureTransport": "false" }, NumericLessThan: oldTls }),
    expected: fail("tls-version-only"),
  },
  {
    given: "a version below 1.2",
    policy: tls({ NumericLessThanIfExists: { "s3:TlsVersion": "1.1" } }),
    expected: fail("no-tls-deny"),
  },
  {
    given: "a policy we may not read",
    policy: unread("access-denied", "s3:GetBucketPolicy"),
    expected: unknown({ code: "access-denied", action: "s3:GetBucketPolicy" }),
  },
  {
    given: "a policy that is not JSON",
    policy: read("<xml/>"),
    expected: unknown({ code: "policy-unreadable", detail: "not-json" }),
  },
])("$given: $expected.verdict", ({ policy, expected }) => {
  expect(bucketTlsRequired.decide(bucketWith({ policy }), contextWith())).toEqual(expected);
});
