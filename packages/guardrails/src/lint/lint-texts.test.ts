import { describe, expect, test } from "vitest";
import { policyProblemCodes } from "../policy-document.ts";
import { lintCodes } from "./lint-problem.ts";
import { lintMessage, lintTexts } from "./lint-texts.ts";

const everyText = Object.entries(lintTexts).flatMap(([code, { title, message, variants = {} }]) =>
  [title, message, ...Object.values(variants)].map((text) => ({ code, ...text })),
);

describe("texts of lint", () => {
  test("exist for every code, and for every problem of a parse", () => {
    expect(Object.keys(lintTexts).sort()).toEqual([...lintCodes].sort());
    const told = Object.keys(lintTexts["policy-syntax"].variants ?? {});
    const elsewhere = ["contradictory", "element-not-allowed"];
    expect(policyProblemCodes.filter((code) => !told.includes(code) && !elsewhere.includes(code))).toEqual([]);
  });

  test.each(everyText)("$code: $en / $ja use the same details, and full-width punctuation", ({ en, ja }) => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    // AWS's services are named where English says "it".
    expect(new Set(names(ja))).toEqual(new Set(names(en)));
    expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    expect(ja).not.toMatch(/[,;!?]|\.$|: /);
  });
});

test.each([
  ["the plain message", "attached-nowhere", { policy: "Old" }, "Old is attached to nothing, so it does nothing."],
  [
    "a variant",
    "outside-units",
    { why: "in-root", count: "2", accounts: "a, b" },
    "2 accounts stand directly below the root, so no OU's policies reach them: a, b.",
  ],
  ["an unknown variant", "policy-syntax", { problem: "constructor" }, "AWS would refuse this policy (constructor)."],
  [
    "a detail that holds braces",
    "attached-nowhere",
    { policy: "{policy} $&" },
    "{policy} $& is attached to nothing, so it does nothing.",
  ],
] as const)("says %s", (_given, code, details, expected) => {
  expect(lintMessage({ code, details }, "en")).toBe(expected);
});

test.each([
  ["en", "2 accounts stand directly below the root, so no OU's policies reach them: a, b and 3 more."],
  ["ja", "2 件のアカウントがルート直下にあり、OU のポリシーが届きません：a、b（ほか 3 件）。"],
] as const)("writes lists as %s does", (locale, expected) => {
  const details = { why: "in-root", count: "2", accounts: "a, b (+3)" };
  expect(lintMessage({ code: "outside-units", details }, locale)).toBe(expected);
});
