import { describe, expect, test } from "vitest";
import { buildNode } from "./build-node.ts";
import { type HeatmapNode, type HeatmapSort, heatmapRows } from "./rows.ts";

const ou = { kind: "organizational-unit" } as const;
const network = (met: number) => ({ network: { met, known: 10, total: 10 } });

/** r -> (prod -> (shop, api), dev -> (box), logs); dev's level was not asked for. */
const nodes: HeatmapNode[] = [
  buildNode({ id: "r", kind: "root", name: "Root", childCount: 3, accounts: 4, domains: network(6) }),
  buildNode({ id: "logs", parentId: "r", name: "logs", domains: { network: { met: 0, known: 0, total: 5 } } }),
  buildNode({ id: "prod", ...ou, parentId: "r", name: "Production", childCount: 2, domains: network(4) }),
  buildNode({ id: "dev", ...ou, parentId: "r", name: "Development", childCount: 1, domains: network(9) }),
  buildNode({ id: "shop", parentId: "prod", name: "shop 10", domains: network(8) }),
  buildNode({ id: "api", parentId: "prod", name: "shop 9", domains: network(2) }),
  buildNode({ id: "lost", parentId: "ou-far", name: "below a closed level", domains: network(2) }),
];

const rows = (opened: string[], sort: HeatmapSort | null = null, given = nodes) =>
  heatmapRows(given, { opened: new Set(opened), sort, locale: "en" });
const ids = (opened: string[], sort: HeatmapSort | null = null) => rows(opened, sort).map((row) => row.id);

describe("order and depth", () => {
  test.each([
    { given: "nothing open", opened: [], expected: ["r"] },
    { given: "the root open: OUs first, by name", opened: ["r"], expected: ["r", "dev", "prod", "logs"] },
    {
      given: "two levels: numbers in names count as numbers",
      opened: ["r", "prod"],
      expected: ["r", "dev", "prod", "api", "shop", "logs"],
    },
    { given: "a child open under a closed parent", opened: ["prod"], expected: ["r"] },
    { given: "an open level whose parent is closed and not among the nodes", opened: ["ou-far"], expected: ["r"] },
    { given: "an id that is not there", opened: ["r", "ou-gone"], expected: ["r", "dev", "prod", "logs"] },
    { given: "an account asked to open", opened: ["r", "logs"], expected: ["r", "dev", "prod", "logs"] },
  ])("$given", ({ opened, expected }) => {
    expect(ids(opened)).toEqual(expected);
  });

  test.each([
    { direction: "ascending", expected: ["r", "prod", "api", "shop", "dev", "logs"] },
    { direction: "descending", expected: ["r", "dev", "prod", "shop", "api", "logs"] },
  ] as const)("sorted by a domain, $direction: siblings only, the unknown last", ({ direction, expected }) => {
    expect(ids(["r", "prod"], { column: "network", direction })).toEqual(expected);
  });

  test("a column in which nothing is known keeps the order by name", () => {
    expect(ids(["r"], { column: "governance", direction: "descending" })).toEqual(["r", "dev", "prod", "logs"]);
  });

  test("levels, places and states are those of a tree grid", () => {
    const shown = rows(["r", "prod"]).map(({ id, level, position, siblings, expandable, expanded }) => ({
      id,
      level,
      place: `${position}/${siblings}`,
      expandable,
      expanded,
    }));
    expect(shown).toEqual([
      { id: "r", level: 1, place: "1/1", expandable: true, expanded: true },
      { id: "dev", level: 2, place: "1/3", expandable: true, expanded: false },
      { id: "prod", level: 2, place: "2/3", expandable: true, expanded: true },
      { id: "api", level: 3, place: "1/2", expandable: false, expanded: false },
      { id: "shop", level: 3, place: "2/2", expandable: false, expanded: false },
      { id: "logs", level: 2, place: "3/3", expandable: false, expanded: false },
    ]);
  });
});

describe("what drags a row down", () => {
  test("is the child with most of the missing points, where the row is open", () => {
    const [root, , prod] = rows(["r", "prod"]);
    expect(root?.drag.network).toEqual({ id: "prod", name: "Production", percent: 86 });
    expect(prod?.drag.network).toEqual({ id: "api", name: "shop 9", percent: 80 });
    expect(prod?.drag.all).toEqual({ id: "api", name: "shop 9", percent: 80 });
  });

  test("is rounded like a score: not all of it while another child misses something", () => {
    const few = buildNode({ id: "few", parentId: "r", domains: { network: { met: 999, known: 1000, total: 1000 } } });
    const much = buildNode({ id: "much", parentId: "r", domains: { network: { met: 0, known: 999, total: 999 } } });
    const root = buildNode({ id: "r", kind: "root", childCount: 2 });
    expect(rows(["r"], null, [root, few, much])[0]?.drag.network?.percent).toBe(99);
  });

  test("is nothing where nothing is missing or known, or the row is closed", () => {
    const [root, dev] = rows(["r"]);
    expect(root?.drag.governance).toBeUndefined();
    expect(dev?.drag).toEqual({});
  });
});

test("a tree that names itself as its parent ends", () => {
  const loop = [
    buildNode({ id: "a", ...ou, parentId: "b", childCount: 1 }),
    buildNode({ id: "b", ...ou, parentId: "a", childCount: 1 }),
    buildNode({ id: "c" }),
  ];
  expect(rows(["a", "b"], null, loop).map((row) => row.id)).toEqual(["c"]);
});

test("a level whose parent was not sent is drawn on top", () => {
  expect(rows([], null, nodes.slice(4, 6)).map((row) => row.id)).toEqual(["api", "shop"]);
});

test("ten thousand siblings are laid out in well under a second", () => {
  const many = Array.from({ length: 10_000 }, (_, at) =>
    buildNode({ id: `a${at}`, parentId: "r", domains: network(at % 11) }),
  );
  const start = performance.now();
  const shown = rows(["r"], { column: "network", direction: "ascending" }, [nodes[0] as HeatmapNode, ...many]);
  expect(shown).toHaveLength(10_001);
  expect(performance.now() - start).toBeLessThan(1500);
});
