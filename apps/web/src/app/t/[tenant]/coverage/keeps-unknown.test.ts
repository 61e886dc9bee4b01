import type { LintProblem } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { keepsUnknown } from "./keeps-unknown.ts";

const problem: LintProblem = {
  code: "policy-syntax",
  severity: "error",
  policyId: "p-1",
  nodeId: null,
  path: "Statement[0]",
  position: null,
  details: { problem: "not-json", text: "" },
  suggestion: null,
};

test.each<{ what: string; given: Partial<LintProblem>; expected: boolean }>([
  { what: "a text that is no policy", given: {}, expected: true },
  { what: "an element that the type refuses", given: { code: "element-not-allowed" }, expected: true },
  { what: "a tree with a circle", given: { code: "tree-broken" }, expected: true },
  { what: "a policy that was not read", given: { code: "unread", severity: "note" }, expected: true },
  { what: "a lock-out", given: { code: "locked-out" }, expected: false },
  { what: "a service locked out", given: { code: "service-locked-out" }, expected: false },
  { what: "a policy over its quota", given: { code: "policy-too-large" }, expected: false },
  { what: "a target that is gone", given: { code: "target-missing" }, expected: false },
  { what: "a missing version", given: { path: "", details: { problem: "missing-element" } }, expected: false },
  { what: "a Sid twice", given: { severity: "warning" }, expected: false },
])("$what", ({ given, expected }) => {
  expect(keepsUnknown({ ...problem, ...given })).toBe(expected);
});
