import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { read, unread } from "../../reading.ts";
import { accountFactsWith, contextWith, guardWith, managementContextWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { scpEnforced } from "./scp-enforced.ts";

const name = "Workloads";
const many = Array.from({ length: 30 }, (_, at) => `policy-${at}`);

test.each([
  { given: "a restricting policy", guard: {}, expected: pass({ name, policies: ["region-fence"] }) },
  { given: "many", guard: { restrictingPolicies: read(many) }, expected: pass({ name, policies: many.slice(0, 20) }) },
  { given: "none", guard: { restrictingPolicies: read([]) }, expected: fail("nothing-restricted", { name }) },
  { given: "the type is off", guard: { policyTypeEnabled: false }, expected: fail("scp-off", { name }) },
  {
    given: "the type is off, policies unread",
    guard: { policyTypeEnabled: false, restrictingPolicies: unread("timeout") },
    expected: fail("scp-off", { name }),
  },
  {
    given: "a policy that is not JSON would decide",
    guard: { restrictingPolicies: unread("policy-unreadable", undefined, "p-1") },
    expected: unknown({ code: "policy-unreadable", detail: "p-1" }),
  },
])("$given: $expected.verdict", ({ guard, expected }) => {
  expect(scpEnforced.decide(guardWith(guard), managementContextWith())).toEqual(expected);
});

test("OUs are judged in the management account only, each by its ARN", () => {
  const facts = accountFactsWith();
  expect(decideAccount([scpEnforced], facts, contextWith())).toEqual([]);
  expect(decideAccount([scpEnforced], facts, managementContextWith())).toMatchObject([
    { region: "global", resource: guardWith().arn, verdict: { verdict: "pass" } },
  ]);
});

test("an organisation without OUs to judge has no duty", () => {
  const facts = accountFactsWith({ resources: { "AWS::Organizations::Policy": read([]) } });
  expect(decideAccount([scpEnforced], facts, managementContextWith())).toEqual([]);
});
