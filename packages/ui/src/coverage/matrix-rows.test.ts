import { expect, test } from "vitest";
import { type MatrixRow, matrixColumns, packMatrix, unpackMatrix } from "./matrix-rows.ts";

const node = (nodeId: string, parentId: string | null, childCount = 0, kind = "organizational-unit") => ({
  nodeId,
  kind: parentId === null ? "root" : kind,
  parentId,
  name: nodeId.toUpperCase(),
  accounts: 3,
  childCount,
});
const tree = [
  node("r", null, 2),
  node("b", "r", 1),
  node("a", "r", 2),
  node("a1", "a"),
  node("a2", "a"),
  node("111111111111", "r", 0, "account"),
];
const drawn = (opened: string[], most = 99, nodes = tree) => {
  const { columns, leftOff } = matrixColumns(nodes, new Set(opened), most);
  return { ids: columns.map(({ id, level }) => `${level}${id}`).join(" "), leftOff, columns };
};

test.each([
  { given: "only the root", opened: [], ids: "1r" },
  { given: "the first level", opened: ["r"], ids: "1r 2b 2a" },
  { given: "an OU inside", opened: ["r", "a"], ids: "1r 2b 2a 3a1 3a2" },
  { given: "an OU below a closed one", opened: ["a"], ids: "1r" },
])("$given: columns in the order of the tree, no accounts", ({ opened, ids }) => {
  expect(drawn(opened).ids).toBe(ids);
});

test("more columns than fit are left off and counted", () => {
  expect(drawn(["r", "a"], 3)).toMatchObject({ ids: "1r 2b 2a", leftOff: 2 });
});

test("an OU says whether it opens, what it is part of, and is not offered to open where only accounts are below", () => {
  const { columns } = drawn(["r", "b"]);
  expect(columns[0]).toMatchObject({ expandable: true, expanded: true, parentName: null });
  expect(columns[1]).toMatchObject({ id: "b", expandable: false, expanded: false, parentName: "R" });
  expect(columns[2]).toMatchObject({ id: "a", expandable: true, expanded: false });
});

test("a tree whose parents run in a circle, or are missing, ends", () => {
  const broken = [node("x", "y", 1), node("y", "x", 1), node("orphan", "gone")];
  expect(drawn(["x", "y"], 99, broken).ids).toBe("1orphan");
});

test("what is packed comes out the same", () => {
  const rows: MatrixRow[] = [
    {
      id: "org-leave",
      title: "No leaving",
      domain: "governance",
      isLimited: true,
      cells: [
        { counts: [1, 0, 0, 2, 0, 0], worst: "111111111111" },
        { counts: [0, 0, 0, 0, 0, 0], worst: null },
      ],
    },
  ];
  expect(unpackMatrix(packMatrix(rows))).toEqual(rows);
});
