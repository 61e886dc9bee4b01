import { readOrganizationFile } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { expectedWords } from "./expected-words.ts";
import { fileProblems } from "./file-answer.ts";

const whole = {
  format: "sekinin.organization/1",
  organization: { id: "o-short", managementAccountId: "111111111111", featureSet: "ALL" },
  root: { id: "r-ab12", policyTypes: [] },
  organizationalUnits: [],
  accounts: [],
  policies: [],
};

test.each([
  { given: "no JSON", text: "{" },
  { given: "a list", text: "[]" },
  { given: "nothing", text: "{}" },
  { given: "an organization's id that is none", text: JSON.stringify(whole) },
  { given: "a key twice", text: '{"format": 1, "format": 1}' },
  { given: "numbers for everything", text: JSON.stringify({ ...whole, organization: 1, root: 1, accounts: 1 }) },
  { given: "half a character", text: JSON.stringify(whole).replace("r-ab12", "\\ud800") },
  { given: "a choice that there is not", text: JSON.stringify(whole).replace('"ALL"', '"SOME"') },
  {
    given: "policies and accounts of the wrong kind",
    text: JSON.stringify({ ...whole, policies: [{ content: 1, targetIds: 1 }], accounts: [{ id: "1", name: 1 }] }),
  },
])("$given: what would do is said in Japanese", ({ text }) => {
  const problems = fileProblems(readOrganizationFile(text));
  expect(problems.length).toBeGreaterThan(0);
  for (const { expected } of problems) {
    expect(expectedWords(expected, "en")).toBe(expected);
    // Names of the format stay; no English word is left outside them.
    expect(expectedWords(expected, "ja").replace(/"[^"]*"|`[^`]*`/g, "")).not.toMatch(/[a-z]/);
  }
});

test.each([
  { expected: '"ALL" or "CONSOLIDATED_BILLING"', ja: '"ALL" または "CONSOLIDATED_BILLING"' },
  { expected: "at most 4096 characters", ja: "4096 文字以内" },
  { expected: "something new", ja: "something new" },
])("$expected", ({ expected, ja }) => {
  expect(expectedWords(expected, "ja")).toBe(ja);
});
