import fc from "fast-check";
import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import { objectives } from "../objectives/index.ts";
import { randomOrganization } from "../testing/random-organization.ts";
import type { ActionFacts } from "../universe/action-universe.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { decideOrganization } from "./decide-organization.ts";

const universe = loadUniverse();
const asked = [
  "guardduty-off",
  "cloudtrail-off",
  "org-leave",
  "root-access-keys",
  "admin-attach",
  "log-archive-bucket",
];

/** Core actions of objectives that ask about members on any resource, so that each of their calls is meant. */
const actionsOf = new Map(
  asked.map((id) => {
    const requests = objectives.find((one) => one.id === id)?.requests ?? [];
    const plain = requests.filter(
      ({ part, conditions, principals, resources }) =>
        part === "core" &&
        conditions.length === 0 &&
        principals.includes("member") &&
        resources.every((resource) => resource === "*"),
    );
    return [id, plain.flatMap(({ actions }) => actions.flatMap((pattern) => universe.matching(pattern)))] as const;
  }),
);

const callers = ["user/a", "role/a1", "role/AdminX", "role/Ops", "role/Own", "role/x", "root"];
const choices = {
  caller: fc.constantFrom(...callers),
  action: fc.nat(),
  resource: fc.nat(),
  region: fc.constantFrom("eu-west-1", "us-east-1"),
  name: fc.constantFrom("org-a", "b1", "111111111111"),
  tag: fc.constantFrom(null, "111111111111", "1111", "22", "team-111111111111-1", "ops"),
  mfa: fc.constantFrom(null, "true", "false"),
  viaService: fc.constantFrom("true", "false"),
  resourceTag: fc.constantFrom(null, "ops", "dev"),
};

type Choice = {
  [Name in keyof typeof choices]: (typeof choices)[Name] extends fc.Arbitrary<infer Value> ? Value : never;
};

function requestOf(facts: ActionFacts, account: string, choice: Choice) {
  const { caller, region, name, tag, mfa, viaService, resourceTag } = choice;
  const type = facts.resourceTypes.filter(({ isRequired }) => isRequired)[0];
  const arn = type?.arns[choice.resource % type.arns.length] ?? "*";
  // Partition, service, Region, account, then the name.
  const filled = arn
    .split(":")
    .map((part, at) => (part === "*" ? (["", "aws", "", region, account][at] ?? name) : part));
  const carriesTag = [...facts.keys, ...(type?.keys ?? [])].includes("aws:resourcetag/");
  return {
    account,
    principal: `arn:aws:iam::${account}:${caller}`,
    action: facts.name,
    resources: [filled.join(":").replaceAll("*", name)],
    context: {
      "aws:RequestedRegion": [region],
      "aws:ViaAWSService": [viaService],
      "aws:ResourceAccount": [account],
      ...(tag === null || caller === "root" ? {} : { "aws:PrincipalTag/team": [tag] }),
      ...(mfa === null ? {} : { "aws:MultiFactorAuthPresent": [mfa] }),
      ...(resourceTag === null || !carriesTag ? {} : { "aws:ResourceTag/team": [resourceTag] }),
    },
  };
}

/** Both sides are written apart: what the search says nobody can do, the plain evaluator must let nobody do. */
test("no request gets through where an objective is enforced", () => {
  let tried = 0;
  fc.assert(
    fc.property(randomOrganization, fc.array(fc.record(choices), { minLength: 30, maxLength: 30 }), (reading, all) => {
      const compiled = compileOrganization(reading, { universe });
      for (const { accounts, outcomes } of decideOrganization(compiled, { objectives: asked }).classes) {
        for (const [id, actions] of actionsOf) {
          if (outcomes[id]?.verdict !== "enforced" || actions.length === 0) continue;
          for (const account of accounts) {
            for (const choice of all) {
              const facts = actions[choice.action % actions.length];
              if (facts === undefined) continue;
              const request = requestOf(facts, account, choice);
              const { decision } = evaluateOrganizationRequest(compiled, request, "2026-11-01T00:00:00Z");
              expect(decision, `${id} ${JSON.stringify(request)}`).not.toBe("allowed");
              tried += 1;
            }
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(tried).toBeGreaterThan(500);
}, 240_000);
