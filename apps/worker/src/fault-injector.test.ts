import { expect, test } from "vitest";
import { faultInjector } from "./fault-injector.ts";

test.each([
  { given: "no point", settings: {}, expected: [] },
  { given: "another point", settings: { SEKININ_FAULT_POINT: "in-finalise" as const }, expected: [] },
  { given: "the first time", settings: { SEKININ_FAULT_POINT: "mid-write" as const }, expected: ["SIGKILL"] },
  {
    given: "the third time",
    settings: { SEKININ_FAULT_POINT: "mid-write" as const, SEKININ_FAULT_COUNT: 3 },
    expected: ["SIGKILL"],
  },
  {
    given: "a count that is not reached",
    settings: { SEKININ_FAULT_POINT: "mid-write" as const, SEKININ_FAULT_COUNT: 4 },
    expected: [],
  },
  {
    given: "a freeze",
    settings: { SEKININ_FAULT_POINT: "mid-write" as const, SEKININ_FAULT_ACTION: "freeze" as const },
    expected: ["SIGSTOP"],
  },
])("$given: $expected", ({ settings, expected }) => {
  const sent: string[] = [];
  const reached = faultInjector(settings, (name) => sent.push(name));
  for (const point of ["before-write", "mid-write", "mid-write", "after-commit", "mid-write"] as const) reached(point);
  expect(sent).toEqual(expected);
});
