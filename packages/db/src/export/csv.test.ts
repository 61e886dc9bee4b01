import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.each([
  ["a plain cell", ["bucket"], '"bucket"\r\n'],
  ["a quote", ['say "no"'], '"say ""no"""\r\n'],
  ["a comma and a line break", ["a,b\nc"], '"a,b\nc"\r\n'],
  ["nothing", [null, 3], '"","3"\r\n'],
  ["Japanese", ["日の出"], '"日の出"\r\n'],
  ["a formula", ["=cmd|' /C calc'!A0"], "\"'=cmd|' /C calc'!A0\"\r\n"],
  ["a plus", ["+1"], '"\'+1"\r\n'],
  ["a minus", ["-1"], '"\'-1"\r\n'],
  ["an at sign", ["@SUM(A1)"], '"\'@SUM(A1)"\r\n'],
  ["a tab", ["\t=1"], '"\'\t=1"\r\n'],
  ["a carriage return", ["\r=1"], '"\'\r=1"\r\n'],
  ["a line feed", ["\n=1"], '"\'\n=1"\r\n'],
  ["a full-width pipe", ["｜1"], '"\'｜1"\r\n'],
  ["a pipe", ["|calc"], '"\'|calc"\r\n'],
  ["a full-width equals sign", ["＝1"], '"\'＝1"\r\n'],
])("%s", (_, cells, expected) => {
  expect(csvLine(cells)).toBe(expected);
});
