import { expect, test } from "vitest";
import { createExportSlots } from "./export-slots.ts";

test("a user has one at once, all together have two, and what has ended makes room once", () => {
  const slots = createExportSlots({ most: 2, mostOfUser: 1 });
  const first = slots.take("a");
  expect(first).not.toBeNull();
  expect(slots.take("a")).toBeNull();
  expect(slots.take("b")).not.toBeNull();
  expect(slots.take("c")).toBeNull();
  first?.();
  first?.();
  expect(slots.take("c")).not.toBeNull();
  expect(slots.take("a")).toBeNull();
});
