import { expect, test } from "vitest";
import { fill } from "./fill.ts";

test.each([
  { text: "{known} of {all} known", values: { known: 3, all: 4 }, expected: "3 of 4 known" },
  { text: "全 {all} 件", values: { all: 0 }, expected: "全 0 件" },
  { text: "{name}: {name}", values: { name: "<b>$&</b>" }, expected: "<b>$&</b>: <b>$&</b>" },
  { text: "{missing} stays", values: {}, expected: "{missing} stays" },
])("$expected", ({ text, values, expected }) => {
  expect(fill(text, values as Record<string, string | number>)).toBe(expected);
});
