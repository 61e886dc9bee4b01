import { describe, expect, test } from "vitest";
import { refusal } from "../testing/handler-calls.ts";
import { filtered } from "./filters.ts";

type Item = { readonly id: string; readonly isDefault?: boolean };
const items: readonly Item[] = [
  { id: "vpc-1", isDefault: true },
  { id: "vpc-2", isDefault: false },
  { id: "a.c" },
  { id: "__proto__" },
];
const fields = { id: (item: Item) => item.id, "is-default": (item: Item) => item.isDefault };
const ids = (input: unknown) => filtered(items, input, fields).map(({ id }) => id);

describe("filtered", () => {
  test.each([
    { given: "no filters", input: undefined, expected: ["vpc-1", "vpc-2", "a.c", "__proto__"] },
    { given: "no list", input: "id", expected: ["vpc-1", "vpc-2", "a.c", "__proto__"] },
    { given: "one value", input: [{ Name: "id", Values: ["vpc-1"] }], expected: ["vpc-1"] },
    { given: "either value", input: [{ Name: "id", Values: ["vpc-1", "a.c"] }], expected: ["vpc-1", "a.c"] },
    { given: "no value", input: [{ Name: "id", Values: [] }], expected: [] },
    { given: "a flag", input: [{ Name: "is-default", Values: ["true"] }], expected: ["vpc-1"] },
    { given: "a member that is absent", input: [{ Name: "is-default", Values: [""] }], expected: ["a.c", "__proto__"] },
    { given: "a star", input: [{ Name: "id", Values: ["vpc-*"] }], expected: ["vpc-1", "vpc-2"] },
    { given: "a question mark", input: [{ Name: "id", Values: ["vpc-?"] }], expected: ["vpc-1", "vpc-2"] },
    { given: "letters of expressions", input: [{ Name: "id", Values: ["a.c"] }], expected: ["a.c"] },
    { given: "letters of expressions beside a star", input: [{ Name: "id", Values: ["(vpc|a).*"] }], expected: [] },
    {
      given: "two filters",
      input: [
        { Name: "id", Values: ["vpc-*"] },
        { Name: "is-default", Values: ["false"] },
      ],
      expected: ["vpc-2"],
    },
  ])("by $given", ({ input, expected }) => {
    expect(ids(input)).toEqual(expected);
  });

  test.each(["colour", "__proto__", "constructor"])("refuses the filter %s", (Name) => {
    expect(refusal(() => ids([{ Name, Values: ["x"] }]))).toBe("InvalidParameterValue 400");
  });
});
