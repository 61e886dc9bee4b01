import { expect, test } from "vitest";
import { domainTitles, severityNames } from "./domain-texts.ts";
import { type Localized, responsibilityDomains, severities, severityWeights } from "./domains.ts";
import { read, unread, unreadCodes } from "./reading.ts";
import { unreadTexts } from "./unread-texts.ts";

function expectBoth(text: Localized): void {
  expect(text.en).toMatch(/^[A-Z]/);
  expect(text.en).not.toMatch(/[\u3000-\u9fff]/);
  expect(text.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}

test.each(unreadCodes)("%s has a label, a sentence and a hint in both languages", (code) => {
  const { label, text, hint } = unreadTexts[code];
  for (const one of [label, text, hint]) expectBoth(one);
  for (const one of [text, hint]) {
    expect(one.en).toMatch(/\.$/);
    expect(one.ja).toMatch(/。$/);
  }
  expect(label.en.length).toBeLessThanOrEqual(24);
});

test("no code without texts, no texts without a code", () => {
  expect(Object.keys(unreadTexts).sort()).toEqual([...unreadCodes].sort());
});

test("domains and severities have names, and weights fall with severity", () => {
  for (const domain of responsibilityDomains) expectBoth(domainTitles[domain]);
  for (const severity of severities) expectBoth(severityNames[severity]);
  expect(severities.map((severity) => severityWeights[severity])).toEqual([10, 5, 2, 1]);
});

test.each([
  { reading: read(null), expected: { status: "read", value: null } },
  { reading: unread("timeout"), expected: { status: "unread", reason: { code: "timeout" } } },
  { reading: unread("timeout", "a:B"), expected: { status: "unread", reason: { code: "timeout", action: "a:B" } } },
  {
    reading: unread("timeout", undefined, "d"),
    expected: { status: "unread", reason: { code: "timeout", detail: "d" } },
  },
])("$reading.status holds no empty fields: $expected", ({ reading, expected }) => {
  expect(reading).toStrictEqual(expected);
});
