import { expect, test } from "vitest";
import { readManagementPolicy } from "./management-policy.ts";

test.each([
  ["not JSON", "{", "not-json", ""],
  ["empty", "", "not-json", ""],
  ["a list", "[]", "not-an-object", ""],
  ["null", "null", "not-an-object", ""],
  ["a key twice", '{"a":{"@@assign":"1"},"a":{"@@assign":"2"}}', "duplicate-key", "a"],
  ["an unknown operator", '{"a":{"@@set":"1"}}', "unknown-operator", "a.@@set"],
  [
    "an unknown limit",
    '{"a":{"@@operators_allowed_for_child_policies":["@@some"]}}',
    "unknown-operator",
    "a.@@operators_allowed_for_child_policies.@@some",
  ],
  ["a value without an operator", '{"a":{"b":"1"}}', "missing-operator", "a.b"],
  ["null as a value", '{"a":{"@@assign":null}}', "wrong-type", "a.@@assign"],
  ["an object as a value", '{"a":{"@@assign":{"b":1}}}', "wrong-type", "a.@@assign"],
  ["depth 10,000", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, "too-deep", ""],
  ["1 MB", `{"a":{"@@assign":"${"x".repeat(1_000_000)}"}}`, "too-large", ""],
])("%s is a named problem", (_given, text, code, path) => {
  const started = performance.now();
  expect(readManagementPolicy(text)).toEqual({ status: "problem", problem: { code, path } });
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("numbers and flags are texts, single values and lists differ", () => {
  const read = readManagementPolicy('{"a":{"b":{"@@assign":2},"c":{"@@assign":[true]},"d":{"@@append":"x"}}}');
  expect(read).toEqual({
    status: "parsed",
    policy: {
      settings: [
        { path: ["a", "b"], operators: { "@@assign": ["2"] }, isList: false },
        { path: ["a", "c"], operators: { "@@assign": ["true"] }, isList: true },
        { path: ["a", "d"], operators: { "@@append": ["x"] }, isList: true },
      ],
      limits: [],
    },
  });
});

test("limits are told apart from values", () => {
  const read = readManagementPolicy(
    '{"a":{"@@operators_allowed_for_child_policies":["@@append"],"b":{"@@operators_allowed_for_child_policies":"@@all"}}}',
  );
  expect(read.status === "parsed" && read.policy.limits.map(({ path, allowed }) => [path, [...allowed]])).toEqual([
    [["a"], ["@@append"]],
    [
      ["a", "b"],
      ["@@assign", "@@append", "@@remove"],
    ],
  ]);
});
