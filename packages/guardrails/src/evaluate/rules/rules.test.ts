import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { conditionRules } from "./condition-rules.ts";
import { rcpRules } from "./rcp-rules.ts";
import { decide } from "./rule-case.ts";
import { scpLanguageRules } from "./scp-language-rules.ts";
import { scpRules } from "./scp-rules.ts";
import { variableRules } from "./variable-rules.ts";

const cases = [...scpRules, ...scpLanguageRules, ...conditionRules, ...variableRules, ...rcpRules];

describe("what AWS's pages say of requests", () => {
  test.each(cases)("$rule. $given: $expected ($page)", (rule) => {
    const decision = decide(rule);
    expect(decision.decision).toBe(rule.expected);
    if (rule.by !== undefined)
      expect(decision.by.map(({ policy, attachedTo }) => `${policy ?? ""} ${attachedTo ?? ""}`)).toEqual(rule.by);
    else expect(decision.by.length).toBeGreaterThan(0);
  });
});

/** Rules that no request shows: where they are held to. */
const elsewhere = {
  W1: "../../policy-types/quotas.test.ts",
  W11: "../../universe/load-universe.test.ts",
  25: "../../policy-types/quotas.test.ts",
  26: "../../policy-types/quotas.test.ts",
  28: "../../policy-types/quotas.test.ts",
} as const;

/** 24 speaks of AWS's own simulator, 27 of the crawl's pace (packages/aws), 29 of a tag that only the inventory shows. */
const notOfPolicies = ["24", "27", "29"];

test("every rule has a case, or the test that holds it", () => {
  const told = new Set([...cases.map(({ rule }) => rule), ...Object.keys(elsewhere), ...notOfPolicies]);
  const rules = [
    ...Array.from({ length: 12 }, (_, at) => `W${at + 1}`),
    ...Array.from({ length: 31 }, (_, at) => String(at + 1)),
  ];
  expect(rules.filter((rule) => !told.has(rule))).toEqual([]);
  const missing = Object.values(elsewhere).filter((path) => !existsSync(new URL(path, import.meta.url)));
  expect(missing).toEqual([]);
});

test("every case names a page of AWS", () => {
  expect(cases.filter(({ page }) => !/^https:\/\/(docs\.)?aws\.amazon\.com\//.test(page))).toEqual([]);
});
