import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, iamUserWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { userConsoleMfa } from "./user-console-mfa.ts";

test.each([
  { given: "password and MFA", user: {}, expected: pass() },
  { given: "password, no MFA", user: { mfaActive: false }, expected: fail("no-mfa", { user: "alice" }) },
  { given: "no password", user: { passwordEnabled: false, mfaActive: false }, expected: notApplicable("no-password") },
  { given: "no password but MFA", user: { passwordEnabled: false }, expected: notApplicable("no-password") },
])("$given: $expected.verdict", ({ user, expected }) => {
  expect(userConsoleMfa.decide(iamUserWith(user), contextWith())).toEqual(expected);
});

test("a refused credential report is unknown", () => {
  const facts = accountFactsWith({
    resources: { "AWS::IAM::User": unread("access-denied", "iam:GetCredentialReport") },
  });
  const [row] = decideAccount([userConsoleMfa], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "access-denied", action: "iam:GetCredentialReport" }));
});
