import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, managedPolicyWith, policyText } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { policyNoFullAdmin } from "./policy-no-full-admin.ts";

const admin = { Effect: "Allow", Action: "*", Resource: "*" };
const reader = { Effect: "Allow", Action: "s3:Get*", Resource: "*" };
const allBut = (NotAction: string | readonly string[]) => policyText({ Effect: "Allow", NotAction, Resource: "*" });
const admits = (statement = 0) => fail("full-admin", { policy: "readers", attachments: 1, statement });

test.each([
  { given: "everything", text: policyText(admin), expected: admits() },
  { given: "*:*", text: policyText({ ...admin, Action: ["*:*"] }), expected: admits() },
  {
    given: "everything among others",
    text: policyText({ ...admin, Action: ["s3:Get*", "*"], Resource: ["arn:aws:s3:::x", "*"] }),
    expected: admits(),
  },
  { given: "in a later statement", text: policyText(reader, admin), expected: admits(1) },
  { given: "all but one action", text: allBut("iam:DeleteUser"), expected: admits() },
  { given: "all but some actions", text: allBut(["iam:Delete*", "s3:DeleteBucket"]), expected: admits() },
  { given: "all but a whole service", text: allBut(["iam:*", "organizations:*"]), expected: pass() },
  { given: "all but everything", text: allBut("*"), expected: pass() },
  { given: "a service", text: policyText({ ...admin, Action: "s3:*" }), expected: pass() },
  { given: "one resource", text: policyText({ ...admin, Resource: "arn:aws:s3:::x" }), expected: pass() },
  {
    given: "a condition",
    text: policyText({ ...admin, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
    expected: pass(),
  },
  { given: "a denial of everything", text: policyText({ ...admin, Effect: "Deny" }), expected: pass() },
  {
    given: "all resources but one",
    text: policyText({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::x" }),
    expected: pass(),
  },
  { given: "no statements", text: policyText(), expected: pass() },
  { given: "not JSON", text: "Allow *", expected: unknown({ code: "policy-unreadable", detail: "not-json" }) },
])("$given: $expected.verdict", ({ text, expected }) => {
  expect(policyNoFullAdmin.decide(managedPolicyWith({ document: read(text) }), contextWith())).toEqual(expected);
});

test.each([
  { given: "attached to nothing", attachmentCount: 0, boundaryUsageCount: 0, expected: notApplicable("unattached") },
  {
    given: "attached to nothing, and no word on boundaries",
    attachmentCount: 0,
    boundaryUsageCount: null,
    expected: unknown({
      code: "value-unreadable",
      action: "iam:GetAccountAuthorizationDetails",
      detail: "PermissionsBoundaryUsageCount",
    }),
  },
  { given: "a boundary only", attachmentCount: 0, boundaryUsageCount: 3, expected: pass() },
  {
    given: "attached three times",
    attachmentCount: 3,
    boundaryUsageCount: 1,
    expected: fail("full-admin", { policy: "readers", attachments: 3, statement: 0 }),
  },
])("everything, $given: $expected.verdict", ({ expected, ...counts }) => {
  const policy = managedPolicyWith({ ...counts, document: read(policyText(admin)) });
  expect(policyNoFullAdmin.decide(policy, contextWith())).toEqual(expected);
});

test("a document that was not read is unknown", () => {
  const policy = managedPolicyWith({ document: unread("malformed-answer", "iam:GetAccountAuthorizationDetails") });
  expect(policyNoFullAdmin.decide(policy, contextWith())).toEqual(
    unknown({ code: "malformed-answer", action: "iam:GetAccountAuthorizationDetails" }),
  );
});
