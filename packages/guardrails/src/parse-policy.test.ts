import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePolicyDocument } from "./parse-policy.ts";
import { policyProblemCodes } from "./policy-document.ts";

const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };
const absent = {
  sid: null,
  actions: null,
  notActions: null,
  resources: null,
  notResources: null,
  principals: null,
  notPrincipals: null,
  conditions: [],
};

function textOf(statement: unknown, rest: Record<string, unknown> = {}): string {
  return JSON.stringify({ Version: "2012-10-17", ...rest, Statement: statement });
}

test.each([
  { given: "one statement without a list", text: textOf(allowAll), statements: [{ actions: ["*"], resources: ["*"] }] },
  { given: "no statements", text: textOf([]), statements: [] },
  {
    given: "NotAction and NotResource",
    text: textOf([{ Sid: "", Effect: "Allow", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::a" }]),
    statements: [{ sid: "", notActions: ["iam:*"], notResources: ["arn:aws:s3:::a"] }],
  },
  {
    given: "the bare principal",
    text: textOf([{ ...allowAll, Principal: "*" }]),
    statements: [{ actions: ["*"], resources: ["*"], principals: [{ kind: "any", value: "*" }] }],
  },
  {
    given: "principals of several kinds",
    text: textOf([{ ...allowAll, Principal: { Service: ["a", "b"], AWS: "111122223333" } }]),
    statements: [
      {
        actions: ["*"],
        resources: ["*"],
        principals: [
          { kind: "AWS", value: "111122223333" },
          { kind: "Service", value: "a" },
          { kind: "Service", value: "b" },
        ],
      },
    ],
  },
  {
    given: "NotPrincipal",
    text: textOf([{ ...allowAll, NotPrincipal: { CanonicalUser: "x", Federated: "y" } }]),
    statements: [
      {
        actions: ["*"],
        resources: ["*"],
        notPrincipals: [
          { kind: "Federated", value: "y" },
          { kind: "CanonicalUser", value: "x" },
        ],
      },
    ],
  },
  {
    given: "condition values of every type that AWS takes",
    text: textOf([{ ...allowAll, Condition: { Bool: { "aws:A": false }, NumericLessThan: { "s3:b": [1.2, "3"] } } }]),
    statements: [
      {
        actions: ["*"],
        resources: ["*"],
        conditions: [
          { operator: "Bool", key: "aws:A", values: ["false"] },
          { operator: "NumericLessThan", key: "s3:b", values: ["1.2", "3"] },
        ],
      },
    ],
  },
])("$given is read", ({ text, statements }) => {
  expect(parsePolicyDocument(text)).toEqual({
    status: "parsed",
    document: {
      version: "2012-10-17",
      id: null,
      statements: statements.map((statement, index) => ({ ...absent, index, effect: "Allow", ...statement })),
    },
  });
});

test("a document without Version is read as 2008-10-17, and its Id is kept", () => {
  const parsed = parsePolicyDocument(JSON.stringify({ Id: "x", Statement: [] }));
  expect(parsed).toEqual({
    status: "parsed",
    document: { version: "2008-10-17", isVersionMissing: true, id: "x", statements: [] },
  });
});

const deep = `${"[".repeat(17)}${"]".repeat(17)}`;

test.each([
  { text: "", code: "not-json", path: "" },
  { text: "not json", code: "not-json", path: "" },
  { text: '{"Statement":[', code: "not-json", path: "" },
  { text: "[]", code: "not-an-object", path: "" },
  { text: "null", code: "not-an-object", path: "" },
  { text: '"*"', code: "not-an-object", path: "" },
  { text: "{}", code: "missing-element", path: "Statement" },
  { text: textOf(null), code: "wrong-type", path: "Statement[0]" },
  { text: textOf([allowAll, 3]), code: "wrong-type", path: "Statement[1]" },
  { text: textOf([], { Version: "2020-01-01" }), code: "unknown-version", path: "Version" },
  { text: textOf([], { Version: 2012 }), code: "unknown-version", path: "Version" },
  { text: textOf([], { Statements: [] }), code: "unknown-element", path: "Statements" },
  { text: textOf([], { Id: 7 }), code: "wrong-type", path: "Id" },
  { text: textOf([{ ...allowAll, Actions: "x" }]), code: "unknown-element", path: "Statement[0].Actions" },
  { text: textOf([{ ...allowAll, effect: "Deny" }]), code: "unknown-element", path: "Statement[0].effect" },
  { text: textOf([{ Action: "*", Resource: "*" }]), code: "missing-element", path: "Statement[0].Effect" },
  { text: textOf([{ ...allowAll, Effect: "allow" }]), code: "wrong-type", path: "Statement[0].Effect" },
  { text: textOf([{ Effect: "Deny", Resource: "*" }]), code: "missing-element", path: "Statement[0].Action" },
  { text: textOf([{ ...allowAll, NotAction: "a:b" }]), code: "conflicting-elements", path: "Statement[0].NotAction" },
  { text: textOf([{ ...allowAll, NotResource: "x" }]), code: "conflicting-elements", path: "Statement[0].NotResource" },
  {
    text: textOf([{ ...allowAll, Principal: "*", NotPrincipal: { AWS: "1" } }]),
    code: "conflicting-elements",
    path: "Statement[0].NotPrincipal",
  },
  { text: textOf([{ ...allowAll, Action: ["a:b", 1] }]), code: "wrong-type", path: "Statement[0].Action[1]" },
  { text: textOf([{ ...allowAll, Action: {} }]), code: "wrong-type", path: "Statement[0].Action" },
  { text: textOf([{ ...allowAll, Resource: null }]), code: "wrong-type", path: "Statement[0].Resource" },
  { text: textOf([{ ...allowAll, Sid: 5 }]), code: "wrong-type", path: "Statement[0].Sid" },
  { text: textOf([{ ...allowAll, Principal: "111122223333" }]), code: "wrong-type", path: "Statement[0].Principal" },
  { text: textOf([{ ...allowAll, Principal: ["*"] }]), code: "wrong-type", path: "Statement[0].Principal" },
  {
    text: textOf([{ ...allowAll, Principal: { Aws: "*" } }]),
    code: "unknown-element",
    path: "Statement[0].Principal.Aws",
  },
  { text: textOf([{ ...allowAll, Condition: [] }]), code: "wrong-type", path: "Statement[0].Condition" },
  {
    text: textOf([{ ...allowAll, Condition: { Bool: "x" } }]),
    code: "wrong-type",
    path: "Statement[0].Condition.Bool",
  },
  {
    text: textOf([{ ...allowAll, Condition: { Bool: { k: [null] } } }]),
    code: "wrong-type",
    path: "Statement[0].Condition.Bool.k",
  },
  { text: '{"Statement":[],"Statement":[]}', code: "duplicate-key", path: "Statement" },
  { text: '{"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*"}]}', code: "duplicate-key", path: "Effect" },
  {
    text: '{"Statement":[{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*"}]}',
    code: "duplicate-key",
    path: "Effect",
  },
  { text: `{"Statement":${deep}}`, code: "too-deep", path: "" },
  { text: "[".repeat(200_000), code: "too-deep", path: "" },
  { text: " ".repeat(262_145), code: "too-large", path: "" },
  { text: '{"Statement":[],"Id":"\\ud800"}', code: "lone-surrogate", path: "" },
  { text: '{"Statement":[],"Id":"\ud83d"}', code: "lone-surrogate", path: "" },
  { text: textOf(Array.from({ length: 2_001 }, () => ({}))), code: "too-many-statements", path: "Statement" },
])("$code at `$path`: $text", ({ text, code, path }) => {
  expect(parsePolicyDocument(text)).toEqual({ status: "problem", problem: { code, path } });
});

test.each(['"\\ud83d\\ude00"', '"\ud83d\ude00"', '"\\\\ud800"'])("a whole character stays what it is: %s", (id) => {
  expect(parsePolicyDocument(`{"Statement":[],"Id":${id}}`).status).toBe("parsed");
});

test("two objects of a list may hold the same key", () => {
  expect(parsePolicyDocument(textOf([allowAll, allowAll])).status).toBe("parsed");
});

test("a `__proto__` element is refused and changes nothing", () => {
  const parsed = parsePolicyDocument('{"Statement":[],"__proto__":{"polluted":true}}');
  expect(parsed).toEqual({ status: "problem", problem: { code: "unknown-element", path: "__proto__" } });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("no text makes it throw, and every problem has a known code", () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((value) => textOf(value)),
    fc.jsonValue().map((value) => textOf([{ Effect: "Deny", Action: value, Principal: value, Condition: value }])),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parsePolicyDocument(text);
      const codes: readonly string[] = parsed.status === "problem" ? [parsed.problem.code] : policyProblemCodes;
      const statements: unknown = parsed.status === "parsed" ? parsed.document.statements : [];
      expect(policyProblemCodes).toEqual(expect.arrayContaining([...codes]));
      expect(Array.isArray(statements)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
