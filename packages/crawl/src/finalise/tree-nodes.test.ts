import fc from "fast-check";
import { expect, test } from "vitest";
import { readingWith } from "../testing/organization-reading.ts";
import { treeNodes } from "./tree-nodes.ts";

const account = (id: string, parentId: string) => ({
  id,
  name: id,
  parentId,
  state: "ACTIVE" as const,
  joinedAt: null,
});

test("parents come before children, with their depth and state", () => {
  const nodes = treeNodes(readingWith());
  expect(nodes[0]).toEqual({ id: "r-ab12", kind: "root", parentId: null, name: "Root", depth: 0, accountState: "" });
  expect(nodes.find(({ id }) => id === "222222222222")).toEqual({
    id: "222222222222",
    kind: "account",
    parentId: "ou-ab12-nested01",
    name: "payments",
    depth: 3,
    accountState: "ACTIVE",
  });
});

test.each([
  { given: "an OU of a missing parent", units: [{ id: "ou-x", name: "x", parentId: "ou-gone" }], lost: "ou-x" },
  {
    given: "two OUs in a circle",
    units: [
      { id: "ou-x", name: "x", parentId: "ou-y" },
      { id: "ou-y", name: "y", parentId: "ou-x" },
    ],
    lost: "ou-x",
  },
  { given: "an OU that is its own parent", units: [{ id: "ou-x", name: "x", parentId: "ou-x" }], lost: "ou-x" },
  { given: "an OU below an account", units: [{ id: "ou-x", name: "x", parentId: "555555555555" }], lost: "ou-x" },
])("$given hangs below the root, and so its accounts count", ({ units, lost }) => {
  const nodes = treeNodes(readingWith({ organizationalUnits: units, accounts: [account("555555555555", lost)] }));
  expect(nodes.find(({ id }) => id === lost)?.parentId).toBe("r-ab12");
  expect(nodes.some(({ id }) => id === "555555555555")).toBe(true);
});

test("an account that is listed twice is one node", () => {
  const accounts = [account("555555555555", "ou-ab12-open0001"), account("555555555555", "ou-ab12-guarded1")];
  expect(treeNodes(readingWith({ accounts })).filter(({ id }) => id === "555555555555")).toHaveLength(1);
});

test("whatever the parents, it is a tree: one root, every account once, each parent one level higher", () => {
  const ids = ["ou-0", "ou-1", "ou-2", "ou-3", "ou-4", "ou-5"];
  const parent = fc.constantFrom(...ids, "r-ab12", "ou-none", "000000000001");
  fc.assert(
    fc.property(
      fc.array(parent, { minLength: 6, maxLength: 6 }),
      fc.array(parent, { maxLength: 9 }),
      (above, homes) => {
        const nodes = treeNodes(
          readingWith({
            organizationalUnits: ids.map((id, index) => ({ id, name: id, parentId: above[index] ?? "r-ab12" })),
            accounts: homes.map((home, index) => account(String(index).padStart(12, "0"), home)),
          }),
        );
        const depth = new Map(nodes.map((node) => [node.id, node.depth]));
        expect(nodes).toHaveLength(1 + ids.length + homes.length);
        expect(nodes.filter(({ parentId }) => parentId === null)).toHaveLength(1);
        for (const node of nodes) {
          if (node.parentId !== null) expect(depth.get(node.parentId)).toBe(node.depth - 1);
        }
      },
    ),
  );
});
