import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type TemplateValue, toYaml } from "./yaml.ts";

const parsers = [
  { version: "1.1", read: (text: string): unknown => parse(text, { version: "1.1", strict: true, uniqueKeys: true }) },
  { version: "1.2", read: (text: string): unknown => parse(text, { version: "1.2", strict: true, uniqueKeys: true }) },
];

const values: readonly { given: string; value: TemplateValue }[] = [
  { given: "a text", value: "plain" },
  { given: "a number", value: 3_600 },
  { given: "a boolean", value: true },
  { given: "a text that is a date in YAML 1.1", value: { Version: "2012-10-17" } },
  {
    given: "texts that are booleans, nulls and numbers",
    value: ["yes", "NO", "on", "null", "~", "1e3", "0x10", "1_000"],
  },
  { given: "keys that are booleans and nulls", value: { yes: 1, No: 2, on: 3, null: 4, True: 5, y: 6, n: 7 } },
  {
    given: "keys that need quotes",
    value: { "sts:ExternalId": "a", "Fn::GetAtt": ["b", "Arn"], "a b": 1, "": 2, "#": 3 },
  },
  {
    given: "texts with signs of YAML",
    value: ["a: b", "- a", "# a", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "{}", "[]"],
  },
  {
    given: "texts with quotes, line ends and controls",
    value: ["\"'\\", "a\r\nb", "\t", "\u0000\u0007\u0085\u2028\ufeff"],
  },
  { given: "text of other scripts", value: { Description: "日本語 🙂 ‮abc" } },
  { given: "lists in lists", value: [["a", ["b"]], [["c"]], []] },
  { given: "objects in lists in objects", value: { A: [{ B: [{ C: "d" }], E: "f" }, { G: {} }], H: [] } },
  { given: "an empty object", value: {} },
  { given: "an empty list", value: [] },
];

test.each(parsers.flatMap(({ version, read }) => values.map((each) => ({ ...each, version, read }))))(
  "$given is read back under YAML $version",
  ({ value, read }) => {
    expect(read(toYaml(value))).toEqual(value);
  },
);

test.each(parsers)("any value is read back under YAML $version", ({ read }) => {
  const key = fc.string({ maxLength: 12 }).filter((text) => text !== "__proto__" && text !== "<<");
  const { value } = fc.letrec<{ value: TemplateValue; list: TemplateValue[]; object: Record<string, TemplateValue> }>(
    (tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.string({ unit: "binary", maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text)),
        fc.integer(),
        fc.boolean(),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 4 }),
      object: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    }),
  );
  fc.assert(
    fc.property(value, (given) => {
      expect(read(toYaml(given))).toEqual(given);
    }),
  );
});
