import { expect, test } from "vitest";
import { unusedName } from "./unused-name.ts";

const long = "x".repeat(250);

test.each([
  { given: "Close: GuardDuty", taken: [], expected: "Close: GuardDuty" },
  { given: "Close: GuardDuty", taken: ["Close: GuardDuty"], expected: "Close: GuardDuty (2)" },
  { given: "A", taken: ["A", "A (2)", "A (4)"], expected: "A (3)" },
  { given: long, taken: [], expected: "x".repeat(200) },
  { given: long, taken: ["x".repeat(200)], expected: `${"x".repeat(196)} (2)` },
])("$given beside $taken.length others", ({ given, taken, expected }) => {
  expect(
    unusedName(
      given,
      taken.map((name) => ({ name })),
    ),
  ).toBe(expected);
});
