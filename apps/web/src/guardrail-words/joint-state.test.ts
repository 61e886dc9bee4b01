import { expect, test } from "vitest";
import { jointState } from "./joint-state.ts";

test.each([
  { isOpen: true, verdicts: ["enforced" as const], expected: "openGuarded" },
  { isOpen: true, verdicts: ["conditional" as const], expected: "openGuarded" },
  { isOpen: true, verdicts: ["partial" as const], expected: "openUnguarded" },
  { isOpen: true, verdicts: ["none" as const, "enforced" as const], expected: "openGuarded" },
  { isOpen: false, verdicts: ["none" as const], expected: "closedUnguarded" },
  { isOpen: false, verdicts: ["exempt" as const], expected: "closedUnguarded" },
  { isOpen: false, verdicts: ["enforced" as const, "unknown" as const], expected: "closedGuarded" },
  { isOpen: false, verdicts: ["none" as const, "unknown" as const], expected: "unknown" },
  { isOpen: true, verdicts: ["unknown" as const], expected: "unknown" },
  { isOpen: true, verdicts: [undefined], expected: "unknown" },
  { isOpen: true, verdicts: [], expected: "unknown" },
])("open $isOpen with $verdicts: $expected", ({ isOpen, verdicts, expected }) => {
  expect(jointState(isOpen, verdicts)).toBe(expected);
});
