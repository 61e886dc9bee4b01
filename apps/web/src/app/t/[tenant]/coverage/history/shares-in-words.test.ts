import type { VerdictCounts } from "@sekinin/guardrails/coverage";
import { expect, test } from "vitest";
import { sharesInWords } from "./shares-in-words.ts";

const texts = {
  verdicts: {
    enforced: "Enforced",
    conditional: "Conditional",
    partial: "Partial",
    none: "None",
    unknown: "Unknown",
    exempt: "Exempt",
  },
  count: "{count} {verdict}",
  between: ", ",
  noAccounts: "no accounts",
};

test.each<{ counts: VerdictCounts; expected: string }>([
  { counts: [0, 0, 0, 0, 0, 0], expected: "no accounts" },
  { counts: [1, 0, 0, 2, 0, 0], expected: "66.7% None, 33.3% Enforced" },
  { counts: [1, 1, 0, 0, 2, 0], expected: "50% Unknown, 25% Enforced, 25% Conditional" },
])("$expected", ({ counts, expected }) => {
  expect(sharesInWords(counts, texts, "en")).toBe(expected);
});
