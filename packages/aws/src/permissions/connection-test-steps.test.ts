import { expect, test } from "vitest";
import { connectionTestCodes, connectionTestSteps, connectionTestStepTitles } from "./connection-test-steps.ts";

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

test("a role is only safe when three calls were made, for both roles", () => {
  for (const role of ["management", "member"]) {
    expect(connectionTestSteps.filter((step) => step.startsWith(`${role}-`))).toEqual([
      `${role}-assume`,
      `${role}-without-external-id`,
      `${role}-wrong-external-id`,
    ]);
  }
});

test.each(connectionTestSteps)("the step %s has a title in both languages", (step) => {
  const { en, ja } = connectionTestStepTitles[step];
  expect(en).not.toMatch(japanese);
  expect(ja).toMatch(japanese);
  expect(new Set(Object.values(connectionTestStepTitles).map((title) => title.en)).size).toBe(7);
});

const silent = ["as-expected", "not-reached"];

test.each(Object.entries(connectionTestCodes))("the outcome %s has texts in both languages", (code, { text, hint }) => {
  expect(text.en).toMatch(/^[A-Z].*\.$/);
  expect(text.en).not.toMatch(japanese);
  expect(text.ja).toMatch(/。$/);
  // Only what went well, or was never tried, needs no hint.
  expect([code, hint.en === ""]).toEqual([code, silent.includes(code)]);
  expect([code, hint.ja === ""]).toEqual([code, silent.includes(code)]);
  expect(hint.ja).toMatch(/^$|。$/);
  expect(hint.en).toMatch(/^$|\.$/);
});
