import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromJson, toJson } from "./json.ts";
import { fromQuery } from "./query.ts";
import { type Shape, type StructShape, shapeOf } from "./shape.ts";
import { element, escapeXml, membersToXml } from "./xml.ts";

// Schemas as the SDK writes them: [3, namespace, name, traits, member names, member schemas, required].
const tag = [3, "n", "Tag", 0, ["Key", "Value"], [0, 0]];
const everything = [
  3,
  "n",
  "Everything",
  { xmlName: "All" },
  ["Text", "Count", "Yes", "When", "Http", "Epoch", "Blob", "Names", "Flat", "Tags", "Map", "FlatMap", "Id", "Self"],
  [
    [0, { xmlName: "text", jsonName: "text", ec2QueryName: "TheText" }],
    1,
    2,
    4,
    6,
    7,
    21,
    64,
    [64, { xmlFlattened: 1, xmlName: "flatItem" }],
    [() => [1, "n", "Tags", 0, [() => tag, { xmlName: "item" }]], { xmlName: "tagSet" }],
    128,
    [() => [2, "n", "M", 0, [0, { xmlName: "k" }], [0, { xmlName: "v" }]], { xmlFlattened: 1 }],
    [0, { xmlAttribute: 1 }],
    () => everything,
  ],
  1,
] as unknown;
const shape = structOf(everything);
const when = new Date("2026-01-02T03:04:05.000Z");

function structOf(schema: unknown): StructShape {
  const found: Shape = shapeOf(schema);
  if (found.kind !== "struct") throw new TypeError("not a structure");
  return found;
}
const xml = (value: Record<string, unknown>) => membersToXml(shape.members(), value);

describe("XML", () => {
  test.each<{ value: Record<string, unknown>; expected: string }>([
    { value: { Text: "a<b" }, expected: "<text>a&lt;b</text>" },
    { value: { Count: 0, Yes: false }, expected: "<Count>0</Count><Yes>false</Yes>" },
    { value: { When: when }, expected: "<When>2026-01-02T03:04:05Z</When>" },
    { value: { When: new Date(when.getTime() + 1) }, expected: "<When>2026-01-02T03:04:05.001Z</When>" },
    { value: { Http: when }, expected: "<Http>Fri, 02 Jan 2026 03:04:05 GMT</Http>" },
    { value: { Epoch: when }, expected: "<Epoch>1767323045</Epoch>" },
    { value: { Blob: new Uint8Array([1, 2, 3]) }, expected: "<Blob>AQID</Blob>" },
    { value: { Names: ["a", "b"] }, expected: "<Names><member>a</member><member>b</member></Names>" },
    { value: { Names: [] }, expected: "<Names/>" },
    { value: { Flat: ["a", "b"] }, expected: "<flatItem>a</flatItem><flatItem>b</flatItem>" },
    { value: { Tags: [{ Key: "k" }] }, expected: "<tagSet><item><Key>k</Key></item></tagSet>" },
    { value: { Map: { a: "1" } }, expected: "<Map><entry><key>a</key><value>1</value></entry></Map>" },
    { value: { FlatMap: { a: "1" } }, expected: "<FlatMap><k>a</k><v>1</v></FlatMap>" },
    { value: { Self: { Text: "in", Id: "7" } }, expected: '<Self Id="7"><text>in</text></Self>' },
    { value: { Text: null, Count: undefined, Foreign: "x" }, expected: "" },
  ])("$value", ({ value, expected }) => {
    expect(xml(value)).toBe(expected);
  });

  test("an element takes the name it is given, also for a missing value", () => {
    expect(element("Root", shape, { Count: 1 })).toBe("<Root><Count>1</Count></Root>");
    expect(element("Root", shape, null)).toBe("<Root/>");
  });

  test("no text can open an element or an entity, nor hold a bare control character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeXml(text);
        const rest = escaped.replace(/&(?:amp|lt|gt|quot|#x[0-9a-f]+);/g, "").split("");
        expect(rest.filter((character) => '<>&"'.includes(character) || character < " ")).toEqual([]);
      }),
    );
  });

  test.each([new Date(Number.NaN), "2026-01-02", 5])("a timestamp of %s is refused, not sent", (value) => {
    expect(() => xml({ When: value })).toThrow(RangeError);
    expect(() => toJson(shape, { When: value }, "model")).toThrow(RangeError);
  });
});

describe("JSON", () => {
  const value = {
    Text: "t",
    Count: 0,
    Yes: false,
    When: when,
    Blob: new Uint8Array([1, 2, 3]),
    Names: ["a"],
    Tags: [{ Key: "k", Value: "v" }],
    Map: { a: "1" },
    Self: { Count: 2 },
  };

  test.each(["model", "jsonName"] as const)("names by %s go out and come back", (names) => {
    const wire: unknown = JSON.parse(JSON.stringify(toJson(shape, value, names)));
    expect(wire).toMatchObject({ [names === "model" ? "Text" : "text"]: "t", When: 1767323045, Blob: "AQID" });
    expect(fromJson(shape, wire, names)).toEqual(value);
  });

  test("a map's key `__proto__` is a key", () => {
    const read = fromJson(shape, JSON.parse('{"Map":{"__proto__":"x"}}'), "model");
    expect(JSON.stringify(read)).toBe('{"Map":{"__proto__":"x"}}');
  });

  test.each([null, 7, "text", []])("%j is an empty structure", (wire) => {
    expect(fromJson(shape, wire, "model") ?? {}).toEqual({});
  });
});

describe("query", () => {
  test.each<{ form: string; dialect: "awsQuery" | "ec2Query"; expected: Record<string, unknown> }>([
    { form: "text=a%20b&Count=3&Yes=true", dialect: "awsQuery", expected: { Text: "a b", Count: 3, Yes: true } },
    { form: "TheText=a&Count=3&Yes=false", dialect: "ec2Query", expected: { Text: "a", Count: 3, Yes: false } },
    { form: "Names.member.2=b&Names.member.1=a", dialect: "awsQuery", expected: { Names: ["a", "b"] } },
    { form: "Names.10=b&Names.9=a", dialect: "ec2Query", expected: { Names: ["a", "b"] } },
    { form: "Names=", dialect: "awsQuery", expected: { Names: [] } },
    { form: "tagSet.item.1.Key=k", dialect: "awsQuery", expected: { Tags: [{ Key: "k" }] } },
    { form: "TagSet.1.Key=k", dialect: "ec2Query", expected: { Tags: [{ Key: "k" }] } },
    { form: "flatItem.1=a", dialect: "awsQuery", expected: { Flat: ["a"] } },
    { form: "Map.entry.1.key=a&Map.entry.1.value=1", dialect: "awsQuery", expected: { Map: { a: "1" } } },
    { form: "FlatMap.1.k=a&FlatMap.1.v=1", dialect: "awsQuery", expected: { FlatMap: { a: "1" } } },
    {
      form: "When=2026-01-02T03:04:05Z&Blob=AQID",
      dialect: "awsQuery",
      expected: { When: when, Blob: new Uint8Array([1, 2, 3]) },
    },
    { form: "Self.Self.Count=1", dialect: "awsQuery", expected: { Self: { Self: { Count: 1 } } } },
    { form: "Foreign=1&__proto__.x=1&Names.member.x=1", dialect: "awsQuery", expected: { Names: [] } },
  ])("$dialect $form", ({ form, dialect, expected }) => {
    expect(fromQuery(shape, new URLSearchParams(form), dialect)).toEqual(expected);
  });
});
