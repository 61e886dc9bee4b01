import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, securityContactWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { securityContact } from "./security-contact.ts";

test.each([
  { given: "complete", contact: { hasEmail: true, hasPhone: true }, expected: pass() },
  { given: "none", contact: null, expected: fail("not-registered") },
  {
    given: "no phone",
    contact: { hasEmail: true, hasPhone: false },
    expected: fail("incomplete", { hasEmail: true, hasPhone: false }),
  },
  {
    given: "no address",
    contact: { hasEmail: false, hasPhone: true },
    expected: fail("incomplete", { hasEmail: false, hasPhone: true }),
  },
])("$given: $expected.verdict", ({ contact, expected }) => {
  expect(securityContact.decide(securityContactWith({ contact }), contextWith())).toEqual(expected);
});

test("a refused call is unknown", () => {
  const facts = accountFactsWith({
    resources: { "AWS::Account::AlternateContact": unread("access-denied", "account:GetAlternateContact") },
  });
  const [row] = decideAccount([securityContact], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "access-denied", action: "account:GetAlternateContact" }));
});
