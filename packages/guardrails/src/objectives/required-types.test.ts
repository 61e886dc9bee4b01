import { describe, expect, test } from "vitest";
import { decideOrganization } from "../coverage/decide-organization.ts";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { objectives } from "./index.ts";
import { isReviewed, requiredTogether } from "./required-types.ts";
import { shapesOf } from "./resource-shapes.ts";

const universe = loadUniverse();
const accountId = "111111111111";

function factsOf(name: string) {
  const facts = universe.action(name);
  if (facts === undefined) throw new Error(`AWS has no ${name}`);
  return facts;
}

test("every action that an objective names with two or more required types was looked at", () => {
  const named = objectives.flatMap(({ requests }) => requests.flatMap(({ actions }) => actions));
  const several = [...new Set(named)].filter((name) => {
    const types = universe.action(name)?.resourceTypes ?? [];
    return !/[*?]/.test(name) && types.filter((type) => type.isRequired).length > 1;
  });
  expect(several.length).toBeGreaterThan(40);
  expect(several.filter((name) => !isReviewed(name))).toEqual([]);
});

test.each([
  ["elasticloadbalancing:ModifyListener", "*", [["listener/app"], ["listener/gwy"], ["listener/net"]]],
  ["dynamodb:PutResourcePolicy", "*", [["table"], ["stream"]]],
  ["rds:DeleteDBCluster", "*", [["cluster"]]],
  ["rds:CreateDBCluster", "arn:*:rds:*:*:cluster:*", [["cluster"]]],
  // A type that a call may name comes to those that it must.
  ["rds:CreateDBCluster", "arn:*:rds:*:*:og:x", [["og", "cluster"]]],
  [
    "organizations:MoveAccount",
    "*",
    [
      ["account", "organizationalunit"],
      ["account", "root"],
    ],
  ],
  [
    "ec2:RunInstances",
    "arn:*:ec2:*:*:instance/*",
    [["instance", "image", "network-interface", "security-group", "subnet"]],
  ],
  ["ec2:CreateFleet", "arn:*:ec2:*::image/*", [["image", "fleet"]]],
  ["iam:CreateRole", "*", [["role"]]],
  ["sts:GetCallerIdentity", "*", [[null]]],
])("calls of %s on %s name %j", (name, form, expected) => {
  expect(shapesOf(factsOf(name), form, [])?.map((call) => call.map(({ type }) => type))).toEqual(expected);
});

test("nothing is believed of an action that nobody looked at: each type is a call of its own", () => {
  const types = ["a", "b"].map((name) => ({ name, isRequired: true, arns: [`arn:*:x:::${name}/*`], keys: [] }));
  const calls = requiredTogether({ name: "x:Unknown", resourceTypes: types, keys: [] });
  expect(calls.map((call) => call.map(({ name }) => name))).toEqual([["a"], ["b"]]);
});

describe("a Deny on one alternative does not stop the others", () => {
  const actionsOf = (id: string) =>
    objectives.flatMap((one) =>
      one.id === id ? one.requests.flatMap(({ part, actions }) => (part === "core" ? actions : [])) : [],
    );
  test.each([
    {
      objective: "http-listener",
      action: "elasticloadbalancing:ModifyListener",
      denied: "arn:aws:elasticloadbalancing:*:*:listener/gwy/*",
      resource: `arn:aws:elasticloadbalancing:eu-west-1:${accountId}:listener/app/a/1/2`,
      context: { "elasticloadbalancing:ListenerProtocol": ["HTTP"] },
    },
    {
      objective: "db-delete",
      action: "rds:DeleteDBCluster",
      denied: "arn:aws:rds:*:*:cluster-snapshot:*",
      resource: `arn:aws:rds:eu-west-1:${accountId}:cluster:c`,
      context: {},
    },
    {
      objective: "share-other",
      action: "dynamodb:PutResourcePolicy",
      denied: "arn:aws:dynamodb:*:*:table/*/stream/*",
      resource: `arn:aws:dynamodb:eu-west-1:${accountId}:table/t`,
      context: {},
    },
  ])("$action", ({ objective, action, denied, resource, context }) => {
    const compiled = compileOrganization(
      organizationWith({
        accounts: { [accountId]: "r-1" },
        policies: [
          scpWith("full", [{ Effect: "Allow", Action: "*", Resource: "*" }], ["r-1", accountId]),
          scpWith(
            "deny",
            [
              { Effect: "Deny", Action: actionsOf(objective).filter((name) => name !== action), Resource: "*" },
              { Effect: "Deny", Action: action, Resource: denied },
            ],
            ["r-1"],
          ),
        ],
      }),
      { universe },
    );
    const outcome = decideOrganization(compiled, { objectives: [objective] }).classes[0]?.outcomes[objective];
    expect(outcome?.verdict).toBe("partial");
    const principal = `arn:aws:iam::${accountId}:role/x`;
    const request = { account: accountId, principal, action, resources: [resource], context };
    expect(evaluateOrganizationRequest(compiled, request, "2026-01-01T00:00:00Z").decision).toBe("allowed");
  });
});
