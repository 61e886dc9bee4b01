import { describe, expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { FilledContext } from "../evaluate/request-context.ts";
import { parsePrincipal } from "../evaluate/request-principal.ts";
import { organizationWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { allows } from "../values/find-value.ts";
import { caseFacts, type PrincipalCase } from "./principal-cases.ts";

const account = "111111111111";
const now = "2026-01-01T00:00:00Z";
const compiled = compileOrganization(organizationWith({ accounts: { [account]: "r-1" } }), {
  universe: loadUniverse(),
});
const place = {
  account: { id: account, partition: "aws" },
  organization: { id: "o-abc1234567", managementAccountId: "222222222222" },
  path: "o-abc1234567/r-1/",
};

function contextOf(principal: string): FilledContext {
  const parsed = parsePrincipal(principal);
  if (parsed === null) throw new Error(`no principal: ${principal}`);
  return new FilledContext(
    compiled,
    { account, principal, action: "s3:GetObject", resources: [], context: {} },
    parsed,
    now,
  );
}

/** Keys that every such call carries, and that only the request itself can tell. */
const onlyTold: Readonly<Record<string, readonly string[]>> = {
  user: ["aws:userid", "aws:username"],
  role: ["aws:userid"],
  federated: ["aws:userid"],
};

const asked = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:principaltype",
  "aws:principaltag/a",
  "aws:userid",
  "aws:username",
  "aws:sourceidentity",
  "aws:assumedroot",
  "aws:viaawsservice",
  "aws:sourceaccount",
  "aws:sourcearn",
];

/** The search and the evaluator must mean the same caller: what the one believes fixed the other may not fill in otherwise. */
describe.each<readonly [PrincipalCase, string]>([
  ["user", `arn:aws:iam::${account}:user/a`],
  ["role", `arn:aws:iam::${account}:role/a`],
  ["role", `arn:aws:sts::${account}:assumed-role/a/session`],
  ["federated", `arn:aws:sts::${account}:federated-user/a`],
  ["root", `arn:aws:iam::${account}:root`],
  ["member", `arn:aws:iam::${account}:role/a`],
  ["human", `arn:aws:iam::${account}:user/a`],
  ["external", "arn:aws:iam::999999999999:role/a"],
  ["external", "arn:aws:iam::999999999999:root"],
  ["anonymous", "*"],
  ["aws-service", "cloudtrail.amazonaws.com"],
])("what is known of %s, calling as %s", (principalCase, principal) => {
  const facts = caseFacts(principalCase, place);
  const context = contextOf(principal);
  test.each(asked)("%s", (key) => {
    const fact = facts.get(key) ?? facts.get(key.replace(/\/.*/, "/"));
    const filled = context.get(key);
    if (fact === undefined) return;
    if (filled !== undefined) {
      expect(fact.presence).not.toBe("never");
      for (const value of filled) expect(allows(fact.clauses, value)).toBe(true);
    } else if (fact.presence === "always") {
      expect(onlyTold[principalCase] ?? []).toContain(key);
    } else if (fact.presence === "optional") {
      expect(fact.clauses.every((clause) => clause.absent)).toBe(true);
    }
  });
});
