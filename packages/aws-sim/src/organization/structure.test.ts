import { describe, expect, test } from "vitest";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";
import type { OrganizationShape, SimulatedOrganization } from "./types.ts";

const shapes: readonly OrganizationShape[] = ["landing-zone", "flat", "deep", "business-units"];
const depths = [1, 2, 3, 4, 5];
const sizes = [1, 5, 60, 700];
const cases = shapes.flatMap((shape) =>
  depths.flatMap((depth) => sizes.map((accounts) => ({ shape, depth, accounts }))),
);

/** The ids from the root to a node, walked by parents: an independent way to what `path` says. */
function walk(organization: SimulatedOrganization, parentId: string): readonly string[] {
  if (parentId === organization.root.id) return [organization.id, organization.root.id];
  const unit = organization.units.find(({ id }) => id === parentId);
  if (unit === undefined) throw new Error(`no parent ${parentId}`);
  return [...walk(organization, unit.parentId), unit.id];
}

describe.each(cases)("$shape, depth $depth, $accounts accounts", ({ shape, depth, accounts }) => {
  const organization = sampleOrganization({ shape, depth, accounts });

  test("is a tree of at most `depth` levels whose paths are right", () => {
    for (const unit of organization.units) {
      const ids = [...walk(organization, unit.parentId), unit.id];
      expect(unit.path).toBe(`${ids.join("/")}/`);
      expect(ids.length - 2).toBeLessThanOrEqual(depth);
    }
    for (const account of accountsOf(organization)) {
      expect(account.path).toBe(`${[...walk(organization, account.parentId), account.id].join("/")}/`);
    }
  });

  test("reaches every account and OU from the root", () => {
    const reach = (parentId: string): readonly string[] => [
      ...organization.accountsOf(parentId).map(({ id }) => id),
      ...organization.unitsOf(parentId).flatMap(({ id }) => reach(id)),
    ];
    expect([...reach(organization.root.id)].sort()).toEqual([...organization.accountIds()].sort());
  });
});

test("depth is used where the organisation is large enough", () => {
  const levels = (depth: number) =>
    Math.max(
      ...sampleOrganization({ shape: "deep", depth, accounts: 700 }).units.map(
        ({ path }) => path.split("/").length - 3,
      ),
    );
  expect(depths.map(levels)).toEqual(depths);
});

test("a landing zone has the OUs that people expect, every workload OU some accounts", () => {
  const organization = sampleOrganization();
  const top = organization.unitsOf(organization.root.id).map(({ name }) => name);
  expect(top).toEqual([
    "Security",
    "Infrastructure",
    "Workloads",
    "Sandbox",
    "Acquisitions",
    "Suspended",
    "Policy Staging",
  ]);
  const empty = organization.units.filter(
    ({ id }) => organization.unitsOf(id).length === 0 && organization.accountsOf(id).length === 0,
  );
  expect(empty.map(({ name }) => name)).toEqual(["Policy Staging"]);
});
