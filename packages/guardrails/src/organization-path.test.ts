import fc from "fast-check";
import { expect, test } from "vitest";
import { indexParents, pathTo } from "./organization-path.ts";
import { organizationWith } from "./testing/organization.ts";

const organization = organizationWith({
  units: { "ou-a": "r-1", "ou-b": "ou-a", "ou-lost": "ou-gone", "ou-x": "ou-y", "ou-y": "ou-x", "ou-self": "ou-self" },
  accounts: { "111111111111": "ou-b", "222222222222": "r-1", "333333333333": "ou-lost", "444444444444": "ou-x" },
});

test.each([
  { node: "r-1", ids: ["r-1"], broken: null },
  { node: "ou-b", ids: ["r-1", "ou-a", "ou-b"], broken: null },
  { node: "111111111111", ids: ["r-1", "ou-a", "ou-b", "111111111111"], broken: null },
  { node: "222222222222", ids: ["r-1", "222222222222"], broken: null },
  { node: "333333333333", ids: ["ou-lost", "333333333333"], broken: "orphan" },
  { node: "444444444444", ids: ["ou-y", "ou-x", "444444444444"], broken: "cycle" },
  { node: "ou-self", ids: ["ou-self"], broken: "cycle" },
  { node: "999999999999", ids: [], broken: "absent" },
])("the way to $node: $ids, broken: $broken", ({ node, ids, broken }) => {
  expect(pathTo(indexParents(organization), node)).toEqual({ ids, broken });
});

test("the root stays the root where a list claims another parent for it", () => {
  const hostile = organizationWith({ units: { "r-1": "ou-a", "ou-a": "r-1" } });
  expect(pathTo(indexParents(hostile), "ou-a")).toEqual({ ids: ["r-1", "ou-a"], broken: null });
});

test("any parents at all end the walk, without an id twice", () => {
  const id = fc.constantFrom("r-1", "a", "b", "c", "d", "e");
  fc.assert(
    fc.property(fc.dictionary(id, id), id, (units, node) => {
      const path = pathTo(indexParents(organizationWith({ units })), node);
      expect(new Set(path.ids).size).toBe(path.ids.length);
      expect(path.broken !== null || path.ids[0] === "r-1").toBe(true);
      expect(path.ids.at(-1)).toBe(path.broken === "absent" ? undefined : node);
    }),
  );
});
