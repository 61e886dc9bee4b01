import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CoverageVerdict, ObjectiveOutcome } from "../coverage/coverage.ts";
import { decideAlone, explainObjective } from "../coverage/explain-objective.ts";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import type { OrganizationReading } from "../organization.ts";
import { read } from "../reading.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { findObjective, objectives } from "./index.ts";
import type { ObjectiveParameters } from "./objective.ts";

type Case = { readonly given: string; readonly deny: readonly object[]; readonly expected: CoverageVerdict };
type CasesOfObjective = { readonly type: "scp" | "rcp"; readonly cases: readonly Case[] };

const folder = join(import.meta.dirname, "cases");
const parameters = JSON.parse(readFileSync(join(folder, "parameters.json"), "utf8")) as ObjectiveParameters;
const files = readdirSync(folder).filter((name) => name !== "parameters.json");
const cases = new Map(
  files.flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, CasesOfObjective>),
  ),
);
const universe = loadUniverse();
const account = "111122223333";

/** One member below the root, with the given Denies at the root beside AWS's own policies. */
function organizationThatDenies(type: "scp" | "rcp", deny: readonly object[]): OrganizationReading {
  const policy = (id: string, policyType: string, statements: readonly object[]) => ({
    id,
    name: id,
    type: policyType,
    awsManaged: id.startsWith("p-Full") || id.startsWith("p-RCPFull"),
    content: read(JSON.stringify({ Version: "2012-10-17", Statement: statements })),
    targetIds: read(id === "p-deny" ? ["r-1"] : ["r-1", account]),
  });
  const types = { scp: "SERVICE_CONTROL_POLICY", rcp: "RESOURCE_CONTROL_POLICY" };
  const principal = type === "rcp" ? { Principal: "*" } : {};
  const statements = deny.map((statement) => ({ ...statement, ...principal }));
  return {
    format: "sekinin.organization/1",
    organization: { id: "o-exampleorg", managementAccountId: "999999999999", featureSet: "ALL" },
    root: {
      id: "r-1",
      name: "Root",
      policyTypes: Object.values(types).map((name) => ({ type: name, status: "ENABLED" })),
    },
    organizationalUnits: [],
    accounts: [{ id: account, name: "workload", parentId: "r-1", state: "ACTIVE", joinedAt: null }],
    policies: [
      policy("p-FullAWSAccess", types.scp, [{ Effect: "Allow", Action: "*", Resource: "*" }]),
      policy("p-RCPFullAWSAccess", types.rcp, [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }]),
      ...(deny.length === 0 ? [] : [policy("p-deny", types[type], statements)]),
    ],
    delegatedAdministrators: [],
    unread: [],
  };
}

function decide(id: string, type: "scp" | "rcp", deny: readonly object[]): ObjectiveOutcome {
  const compiled = compileOrganization(organizationThatDenies(type, deny), { universe, parameters });
  // What goes over every action is decided by what actions have in common, all else for itself.
  const isWide = findObjective(id)?.requests.some(({ actions }) => actions.some((action) => action.endsWith("*")));
  const outcome = isWide === true ? explainObjective(compiled, id, account) : decideAlone(compiled, id, account);
  if (outcome === null) throw new Error(`no objective \`${id}\``);
  return outcome;
}

test("every objective has at least three cases: nothing, all of it, an exemption", () => {
  for (const { id } of objectives) {
    const verdicts = cases.get(id)?.cases.map(({ expected }) => expected) ?? [];
    expect(verdicts.slice(0, 3), id).toEqual(["none", "enforced", "conditional"]);
  }
  expect(cases.size).toBe(objectives.length);
});

describe.each([...cases].map(([id, { type, cases: rows }]) => ({ id, type, rows })))("$id", ({ id, type, rows }) => {
  test.each(rows)("$given: $expected", ({ deny, expected }) => {
    const outcome = decide(id, type, deny);
    expect({
      verdict: outcome.verdict,
      reason: outcome.reason,
      ways: outcome.waysOut.map(({ detail }) => detail),
    }).toMatchObject({ verdict: expected, reason: null });
    // The exemption is told in its own words.
    if (expected === "conditional" && JSON.stringify(deny).includes("role/Exempt*"))
      expect(outcome.waysOut.some(({ detail }) => detail.includes("role/Exempt*"))).toBe(true);
    // What gets through is shown by a request, and what does not by what denies it.
    expect(outcome.witness).not.toBeNull();
    expect(outcome.witness?.deniedBy.length === 0).toBe(expected !== "enforced");
  });
});

test("a service whose name was mistyped is not reported as shut", () => {
  const deny = [{ Effect: "Deny", Action: "gamelift:*", Resource: "*" }];
  const decideFor = (unapprovedServices: readonly string[]) => {
    const given = { ...parameters, unapprovedServices };
    const compiled = compileOrganization(organizationThatDenies("scp", deny), { universe, parameters: given });
    return explainObjective(compiled, "service-off", account)?.verdict;
  };
  expect(decideFor(["gamelift"])).toBe("enforced");
  expect(decideFor(["gamelift", "gamelfit"])).toBe("partial");
  expect(decideFor(["gamelfit"])).toBe("none");
});
