import type { ConnectionState } from "@sekinin/db";
import { expect, test } from "vitest";
import { worstState } from "./worst-state.ts";

const table: { states: ConnectionState[]; expected: ConnectionState | "none" }[] = [
  { states: [], expected: "none" },
  { states: ["ready"], expected: "ready" },
  { states: ["ready", "draft"], expected: "draft" },
  { states: ["draft", "failing", "ready"], expected: "failing" },
  { states: ["failing", "unsafe"], expected: "unsafe" },
];

test.each(table)("of $states it is $expected", ({ states, expected }) => {
  expect(worstState(states)).toBe(expected);
});
