import { expect, test } from "vitest";
import { parsePolicyDocument } from "./parse-policy.ts";
import { checkPolicyLanguage, refusedElements } from "./policy-language.ts";

const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };

function documentOf(statement: object) {
  const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  if (parsed.status === "problem") throw new Error(parsed.problem.code);
  return parsed.document;
}

test.each<{ given: string; type: string; statement: object; refused: readonly string[]; problem: string | null }>([
  { given: "an SCP that denies", type: scp, statement: deny, refused: [], problem: null },
  {
    given: "the full language of September 2025",
    type: scp,
    statement: {
      Effect: "Allow",
      NotAction: ["s3:*Object", "*:Get*"],
      NotResource: "arn:aws:s3:::a",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    },
    refused: [],
    problem: null,
  },
  {
    given: "an SCP with a principal",
    type: scp,
    statement: { ...deny, Principal: "*" },
    refused: ["Principal not-taken"],
    problem: "element-not-allowed",
  },
  {
    given: "an SCP that leaves principals out",
    type: scp,
    statement: { ...deny, NotPrincipal: { AWS: "111122223333" } },
    refused: ["NotPrincipal not-taken"],
    problem: "element-not-allowed",
  },
  {
    given: "an SCP without a resource",
    type: scp,
    statement: { Effect: "Deny", Action: "s3:*" },
    refused: ["Resource missing"],
    problem: "missing-element",
  },
  {
    given: "a list with nothing in it",
    type: scp,
    statement: { ...deny, Action: [] },
    refused: ["Action empty"],
    problem: "element-not-allowed",
  },
  {
    given: "an action without a service",
    type: scp,
    statement: { ...deny, Action: ["s3:Get*", "GetObject"] },
    refused: ["Action service-needed 1"],
    problem: null,
  },
  { given: "an RCP", type: rcp, statement: { ...deny, Principal: "*" }, refused: [], problem: null },
  {
    given: "an RCP's other spelling",
    type: rcp,
    statement: { ...deny, Principal: { AWS: "*" } },
    refused: [],
    problem: null,
  },
  {
    given: "an RCP that allows",
    type: rcp,
    statement: { ...deny, Principal: "*", Effect: "Allow" },
    refused: ["Effect deny-only"],
    problem: "element-not-allowed",
  },
  {
    given: "an RCP for one principal",
    type: rcp,
    statement: { ...deny, Principal: { AWS: "111122223333" } },
    refused: ["Principal everyone-only"],
    problem: "element-not-allowed",
  },
  {
    given: "an RCP without a principal",
    type: rcp,
    statement: deny,
    refused: ["Principal missing"],
    problem: "missing-element",
  },
  {
    given: "an RCP for all but some actions",
    type: rcp,
    statement: { Effect: "Deny", NotAction: "s3:*", Principal: "*", Resource: "*" },
    refused: ["NotAction not-taken"],
    problem: "element-not-allowed",
  },
  {
    given: "an RCP for every action",
    type: rcp,
    statement: { ...deny, Principal: "*", Action: "*" },
    refused: ["Action service-needed 0"],
    problem: null,
  },
])("$given", ({ type, statement, refused, problem }) => {
  const document = documentOf(statement);
  const found = document.statements.flatMap((one) => refusedElements(one, type));
  expect(
    found.map(({ element, rule, at }) => [element, rule, at].filter((part) => part !== undefined).join(" ")),
  ).toEqual(refused);
  expect(checkPolicyLanguage(document, type)?.code ?? null).toBe(problem);
});
