import { describe, expect, test } from "vitest";
import { pagedShapeOf } from "../paged-shapes.ts";
import type { FaultEffect } from "./fault.ts";
import { withoutFaultToken, withPageFaults } from "./page-faults.ts";

const keys = pagedShapeOf("kms", "ListKeys");
const endless: FaultEffect = { kind: "endless-pages" };
const same: FaultEffect = { kind: "same-token" };
const last = { Keys: [{ KeyId: "k" }], Truncated: false };

test.each([
  { service: "kms", operation: "ListKeys", paged: true },
  { service: "kms", operation: "DescribeKey", paged: false },
  { service: "constructor", operation: "name", paged: false },
])("$service:$operation is paged: $paged", ({ service, operation, paged }) => {
  expect(pagedShapeOf(service, operation) !== undefined).toBe(paged);
});

describe("tokens that faults gave", () => {
  test.each([
    { given: "endless.4", page: 4, kept: false },
    { given: "again", page: 0, kept: false },
    { given: "endless.x", page: 0, kept: false },
    { given: "1k.sealed", page: 0, kept: true },
    { given: undefined, page: 0, kept: true },
    { given: 7, page: 0, kept: true },
  ])("$given is page $page, and left for the handler: $kept", ({ given, page, kept }) => {
    const input: Record<string, unknown> = { Marker: given, Limit: 5 };
    expect(withoutFaultToken(keys, input)).toBe(page);
    expect(input).toEqual(kept ? { Marker: given, Limit: 5 } : { Limit: 5 });
  });

  test("an operation without pages keeps its input", () => {
    const input = { Marker: "endless.4" };
    expect(withoutFaultToken(undefined, input)).toBe(0);
    expect(input).toEqual({ Marker: "endless.4" });
  });
});

describe("outputs", () => {
  test.each<{ given: string; effects: FaultEffect[]; page: number; expected: object }>([
    { given: "no fault", effects: [], page: 0, expected: last },
    { given: "a fault of another kind", effects: [{ kind: "hang" }], page: 0, expected: last },
    {
      given: "endless, at first",
      effects: [endless],
      page: 0,
      expected: { ...last, Truncated: true, NextMarker: "endless.1" },
    },
    {
      given: "endless, later",
      effects: [endless],
      page: 41,
      expected: { ...last, Truncated: true, NextMarker: "endless.42" },
    },
    { given: "the same", effects: [same], page: 9, expected: { ...last, Truncated: true, NextMarker: "again" } },
  ])("$given", ({ effects, page, expected }) => {
    expect(withPageFaults(effects, keys, last, page)).toEqual(expected);
  });

  test("what one gives out the other takes back, for ever", () => {
    const input: Record<string, unknown> = {};
    const seen = new Set<unknown>();
    for (let index = 0; index < 1000; index += 1) {
      const page = withoutFaultToken(keys, input);
      input.Marker = withPageFaults([endless], keys, last, page).NextMarker;
      seen.add(input.Marker);
    }
    expect(seen.size).toBe(1000);
  });

  test.each([
    { items: [{ KeyId: "k" }], sizeBytes: 1500, expected: 100 },
    { items: [{ KeyId: "k" }], sizeBytes: 0, expected: 0 },
    { items: [], sizeBytes: 1500, expected: 0 },
  ])("a page of $sizeBytes bytes out of $items has about $expected items", ({ items, sizeBytes, expected }) => {
    const { Keys } = withPageFaults([{ kind: "huge-page", sizeBytes }], keys, { Keys: items }, 0);
    expect(Keys).toHaveLength(expected);
  });

  test("the handler's own output is not touched", () => {
    const output = { Keys: [{ KeyId: "k" }] };
    withPageFaults([endless, { kind: "huge-page", sizeBytes: 1000 }], keys, output, 0);
    expect(output).toEqual({ Keys: [{ KeyId: "k" }] });
  });
});
