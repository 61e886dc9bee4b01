import type { ChangeEffect } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { effectsWorstFirst } from "./effects-worst-first.ts";

const effect = (
  objectiveId: string,
  direction: ChangeEffect["direction"],
  before: string,
  after: string,
  accounts: number,
): ChangeEffect => ({ objectiveId, direction, before, after, accounts, sample: [] });

const effects = [
  effect("a", "stronger", "none", "enforced", 50),
  effect("b", "weaker", "conditional", "conditional", 40),
  effect("c", "mixed", "partial", "partial", 9),
  effect("d", "weaker", "enforced", "none", 2),
  effect("e", "weaker", "enforced", "none", 14),
];

test.each([
  { objectiveId: null, expected: "edbca" },
  { objectiveId: "a", expected: "aedbc" },
  { objectiveId: "unknown", expected: "edbca" },
])("$objectiveId: $expected", ({ objectiveId, expected }) => {
  expect(
    effectsWorstFirst(effects, objectiveId)
      .map((one) => one.objectiveId)
      .join(""),
  ).toBe(expected);
  expect(effectsWorstFirst([], objectiveId)).toEqual([]);
});
