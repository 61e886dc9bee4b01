import { expect, test } from "vitest";
import { splitVariables, type TextPart } from "./variables.ts";

const text = (written: string, isLiteral = false): TextPart => ({ kind: "text", text: written, isLiteral });
const variable = (name: string, fallback: string | null = null): TextPart => ({
  kind: "variable",
  name,
  key: name.toLowerCase(),
  fallback,
});

test.each<{ written: string; parts: readonly TextPart[] }>([
  { written: "", parts: [text("")] },
  { written: "a*", parts: [text("a*")] },
  { written: "${aws:PrincipalAccount}", parts: [variable("aws:PrincipalAccount")] },
  { written: "a/${ aws:username }/b", parts: [text("a/"), variable("aws:username"), text("/b")] },
  { written: "${*}${?}${$}", parts: [text("*", true), text("?", true), text("$", true)] },
  { written: "${aws:PrincipalTag/team, 'it''s, x'}", parts: [variable("aws:PrincipalTag/team", "it''s, x")] },
  { written: "${aws:PrincipalTag/a,b}", parts: [variable("aws:PrincipalTag/a,b")] },
  { written: "${a, ''}", parts: [variable("a", "")] },
  { written: "${a", parts: [text("${a")] },
  { written: "$a}", parts: [text("$a}")] },
])("`$written`", ({ written, parts }) => {
  expect(splitVariables(written, "2012-10-17")).toEqual(parts);
});

test("under the old version nothing is a variable", () => {
  expect(splitVariables("${aws:username}", "2008-10-17")).toEqual([text("${aws:username}")]);
});

test.each([
  ["${".repeat(130_000)],
  [`${"${".repeat(100_000)}}`],
  [`\${a,${" ".repeat(200_000)}b}`],
  [`\${${" ".repeat(200_000)},}`],
])("hostile texts take no longer than their length", (written) => {
  const start = performance.now();
  splitVariables(written, "2012-10-17");
  expect(performance.now() - start).toBeLessThan(500);
});
