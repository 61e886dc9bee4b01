import { expect, test } from "vitest";
import { readFields } from "./form-fields.ts";

function form(entries: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("texts by name, a list where a name comes twice", () => {
  expect(
    readFields(
      form([
        ["tenant", "acme"],
        ["region", "eu-west-1"],
        ["region", "us-east-1"],
        ["region", ""],
      ]),
    ),
  ).toEqual({
    tenant: "acme",
    region: ["eu-west-1", "us-east-1", ""],
  });
});

test("React's own fields are left out", () => {
  expect(
    readFields(
      form([
        ["$ACTION_ID_7f", ""],
        ["$ACTION_KEY", "k"],
        ["a", "b"],
      ]),
    ),
  ).toEqual({ a: "b" });
});

test("a field called like a prototype stays a field", () => {
  const fields = readFields(
    form([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]),
  );
  expect(Object.keys(fields)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test.each([
  { why: "a file", given: form([["f", new Blob(["x"])]]) },
  { why: "101 fields", given: form(Array.from({ length: 101 }, (_, index) => [`f${index}`, ""])) },
  { why: "no form", given: { tenant: "acme" } },
  { why: "nothing", given: undefined },
])("$why is refused", ({ given }) => {
  expect(() => readFields(given)).toThrow(expect.objectContaining({ code: "input.invalid" }));
});
