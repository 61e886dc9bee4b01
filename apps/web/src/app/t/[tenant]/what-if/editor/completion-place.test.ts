import { json } from "@codemirror/lang-json";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { brokenPlace, writtenWord } from "./completion-place.ts";

function stateOf(text: string): EditorState {
  const state = EditorState.create({ doc: text, extensions: json() });
  ensureSyntaxTree(state, text.length, 5_000);
  return state;
}

/** `|` is the cursor. */
test.each([
  { text: '{"Statement":[{"Action":"ec2:Ru|"}]}', expected: { at: "action", text: "ec2:Ru" } },
  { text: '{"Statement":[{"Action":["s3:Get*", "ec2:|"]}]}', expected: { at: "action", text: "ec2:" } },
  { text: '{"Statement":{"NotAction":["|"]}}', expected: { at: "action", text: "" } },
  // The editor closes quotation marks by itself; without the second one nobody knows where the word ends.
  { text: '{"Statement":[{"Action":["ec2:Ru|', expected: null },
  { text: '{"Statement":[{"Effect":"D|"}]}', expected: { at: "effect", text: "D" } },
  { text: '{"Statement":[{"Ef|":"Deny"}]}', expected: { at: "element", text: "Ef" } },
  { text: '{"Statement":[{"Condition":{"String|":{}}}]}', expected: { at: "operator", text: "String" } },
  {
    text: '{"Statement":[{"Condition":{"StringEquals":{"aws:Pri|":"x"}}}]}',
    expected: { at: "key", text: "aws:Pri" },
  },
  { text: '{"Statement":[{"Condition":{"StringEquals":{"aws:PrincipalArn":"x|"}}}]}', expected: null },
  {
    text: '{"Statement":[{"Action":["ec2:*","s3:GetObject"],"Resource":"arn:|"}]}',
    expected: { at: "resource", text: "arn:", actions: ["ec2:*", "s3:GetObject"] },
  },
  {
    text: '{"Statement":[{"Condition":{"Bool":{"|":""}},"Action":"s3:PutObject"}]}',
    expected: { at: "key", text: "", operator: "Bool", actions: ["s3:PutObject"] },
  },
  {
    text: '{"Statement":[{"Effect":"Deny","Re|":"*"}]}',
    expected: { at: "element", text: "Re", present: ["Effect"] },
  },
  { text: '{"Ver|sion":"2012-10-17"}', expected: null },
  { text: "|", expected: null },
  { text: "not json|", expected: null },
])("$text", ({ text, expected }) => {
  const position = text.indexOf("|");
  const place = writtenWord(stateOf(text.replace("|", "")), position);
  if (expected === null) expect(place).toBeNull();
  else expect(place?.place).toMatchObject(expected);
});

test("what is replaced is the whole word, without its quotation marks", () => {
  const text = '{"Statement":[{"Action":"ec2:RunInstances"}]}';
  const state = stateOf(text);
  const place = writtenWord(state, text.indexOf("Run"));
  expect(state.sliceDoc(place?.from, place?.to)).toBe("ec2:RunInstances");
});

test.each([
  { text: '{"a": 1}', expected: null },
  { text: '{"a": }', expected: 6 },
  { text: '{"a": [1, 2}', expected: 11 },
  { text: "[".repeat(10_000), expected: "somewhere" },
])("broken at: $expected", ({ text, expected }) => {
  const found = brokenPlace(stateOf(text));
  if (expected === "somewhere") expect(found).not.toBeNull();
  else expect(found?.from ?? null).toBe(expected);
});
