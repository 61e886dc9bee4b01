import { objectives } from "@sekinin/guardrails";
import type { CoverageVerdict, ObjectiveOutcome } from "@sekinin/guardrails/coverage";
import { expect, test } from "vitest";
import { outcomeRows, verdictTally } from "./outcome-rows.ts";

const outcome = (verdict: CoverageVerdict) => ({ verdict }) as ObjectiveOutcome;
const outcomes = {
  "cloudtrail-off": outcome("enforced"),
  "org-leave": outcome("none"),
  "guardduty-off": outcome("none"),
  "region-restrict": outcome("unknown"),
  "objective-of-tomorrow": outcome("partial"),
};

test("objectives come worst first, then in the order of domains; what this release does not know is left out", () => {
  expect(outcomeRows(objectives, outcomes).map(({ objective }) => objective.id)).toEqual([
    "guardduty-off",
    "org-leave",
    "region-restrict",
    "cloudtrail-off",
  ]);
  expect(outcomeRows(objectives, outcomes, "unknown").map(({ objective }) => objective.id)).toEqual([
    "region-restrict",
  ]);
  expect(outcomeRows(objectives, {})).toEqual([]);
});

test("the tally counts every verdict", () => {
  expect(verdictTally(outcomes)).toEqual({ enforced: 1, conditional: 0, partial: 1, none: 2, unknown: 1, exempt: 0 });
});
