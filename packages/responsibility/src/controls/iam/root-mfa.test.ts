import { expect, test } from "vitest";
import { contextWith, managementContextWith, rootUserWith, testAccountId } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { rootMfa } from "./root-mfa.ts";

const noCredentials = { mfaEnabled: false, passwordPresent: false, accessKeysPresent: false };
const evidence = { passwordPresent: false, accessKeysPresent: false };
const memberWhere = (rootCredentialsManaged: boolean | null) =>
  contextWith({ organization: { managementAccountId: "999900001111", rootCredentialsManaged } });
const managementWhere = (rootCredentialsManaged: boolean | null) =>
  managementContextWith({ organization: { managementAccountId: testAccountId, rootCredentialsManaged } });

test.each([
  { given: "MFA", root: {}, context: memberWhere(false), expected: pass() },
  { given: "MFA, organisation unread", root: {}, context: memberWhere(null), expected: pass() },
  {
    given: "no MFA",
    root: { mfaEnabled: false },
    context: memberWhere(false),
    expected: fail("no-mfa", { passwordPresent: true, accessKeysPresent: false }),
  },
  {
    given: "no credentials, managed centrally",
    root: noCredentials,
    context: memberWhere(true),
    expected: pass({ ...evidence, rootCredentialsManaged: true }),
  },
  {
    given: "no credentials, not managed",
    root: noCredentials,
    context: memberWhere(false),
    expected: fail("no-mfa", evidence),
  },
  {
    given: "no credentials, organisation unread",
    root: noCredentials,
    context: memberWhere(null),
    expected: unknown({ code: "not-collected", action: "iam:ListOrganizationsFeatures" }),
  },
  {
    given: "a password all the same",
    root: { ...noCredentials, passwordPresent: true },
    context: memberWhere(true),
    expected: fail("no-mfa", { passwordPresent: true, accessKeysPresent: false }),
  },
  {
    given: "access keys all the same",
    root: { ...noCredentials, accessKeysPresent: true },
    context: memberWhere(null),
    expected: fail("no-mfa", { passwordPresent: false, accessKeysPresent: true }),
  },
  {
    given: "AWS does not say whether there is a password",
    root: { ...noCredentials, passwordPresent: null },
    context: memberWhere(true),
    expected: unknown({ code: "value-unreadable", action: "iam:GetAccountSummary", detail: "AccountPasswordPresent" }),
  },
  {
    given: "the same, not managed",
    root: { ...noCredentials, passwordPresent: null },
    context: memberWhere(false),
    expected: fail("no-mfa", { passwordPresent: null, accessKeysPresent: false }),
  },
  {
    given: "the management account without credentials",
    root: noCredentials,
    context: managementWhere(true),
    expected: fail("no-mfa", evidence),
  },
  {
    given: "the management account, organisation unread",
    root: noCredentials,
    context: managementWhere(null),
    expected: fail("no-mfa", evidence),
  },
  { given: "the management account with MFA", root: {}, context: managementWhere(true), expected: pass() },
])("$given: $expected.verdict", ({ root, context, expected }) => {
  expect(rootMfa.decide(rootUserWith(root), context)).toEqual(expected);
});
