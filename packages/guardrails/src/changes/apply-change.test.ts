import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrganizationReading } from "../organization.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { applyChange } from "./apply-change.ts";
import { diffOrganizations } from "./diff-organizations.ts";

const nodes = ["r-1", "ou-0", "ou-1", "ou-2", "ou-3"];
const accounts = ["111111111111", "222222222222", "333333333333"];
/** A unit hangs on the root or on a unit before it, in one of two orders, so that units change places. */
const units = fc
  .tuple(fc.boolean(), fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), fc.subarray([0, 1, 2, 3]))
  .map(([isReversed, parents, kept]) => {
    const order = isReversed ? [...kept].reverse() : kept;
    const parentOf = (at: number) => (at === 0 ? "r-1" : `ou-${order[(parents[at] ?? 0) % at] ?? 0}`);
    return Object.fromEntries(order.map((unit, at) => [`ou-${unit}`, parentOf(at)]));
  });
const policies = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("a", "b", "c"),
    content: fc.constantFrom("{}", '{"Version":"2012-10-17"}', "broken"),
    targets: fc.subarray([...nodes, ...accounts]),
  }),
  { selector: ({ name }) => name },
);
const organization = fc
  .tuple(units, fc.subarray(accounts), fc.nat(4), policies, fc.boolean())
  .map(([tree, members, shift, attached, isOn]): OrganizationReading => {
    const parents = ["r-1", ...Object.keys(tree)];
    const present = new Set([...parents, ...members]);
    return organizationWith({
      units: tree,
      accounts: Object.fromEntries(members.map((id, at) => [id, parents[(at + shift) % parents.length] ?? "r-1"])),
      policies: attached.map(({ name, content, targets }) =>
        scpWith(name, content, isOn ? targets.filter((id) => present.has(id)) : []),
      ),
      scpStatus: isOn ? "ENABLED" : "DISABLED",
    });
  });

/** Order does not matter, nor attachments to nodes that are gone. */
function comparable({ root, organizationalUnits, accounts: members, policies: all }: OrganizationReading) {
  const byId = <T extends { id: string }>(list: readonly T[]) =>
    [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
  const present = new Set([root.id, ...[...organizationalUnits, ...members].map(({ id }) => id)]);
  const targets = (targetIds: OrganizationReading["policies"][number]["targetIds"]) =>
    targetIds.status === "read" ? targetIds.value.filter((id) => present.has(id)).sort() : targetIds;
  return {
    types: root.policyTypes,
    units: byId(organizationalUnits),
    accounts: byId(members),
    policies: byId(all.map((policy) => ({ ...policy, targetIds: targets(policy.targetIds) }))),
  };
}

test("the changes of a diff lead from the one reading to the other", () => {
  fc.assert(
    fc.property(organization, organization, (before, after) => {
      const changes = diffOrganizations(before, after);
      const reached = changes.reduce((reading, change) => applyChange(reading, change, after), before);
      expect(comparable(reached)).toEqual(comparable(after));
    }),
    { numRuns: 3_000 },
  );
});
