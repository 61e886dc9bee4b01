import { responsibilityDomains, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causesOfSums, changeOfCauses } from "./cause-tally.ts";
import { rollUp } from "./roll-up.ts";
import { emptySums, type PostureSums, sumDuties, sumsDifference } from "./sums.ts";
import type { OrganizationNode } from "./tree.ts";
import { type CountedTree, type NodeChange, unitChanges } from "./unit-changes.ts";

const root: OrganizationNode = { id: "r", kind: "root", parentId: null };
const unit = (id: string, parentId = "r"): OrganizationNode => ({ id, kind: "organizational-unit", parentId });
const account = (id: string, parentId: string): OrganizationNode => ({ id, kind: "account", parentId });
const sums = (passed: number, failed: number): PostureSums =>
  sumDuties([{ domain: "network", severity: "high", passed, failed, unknown: 0 }]);
const network = (met: number, known: number, total: number) => ({ network: { met, known, total } });
const one = { count: 1, accountIds: ["1"] };

/** A root with OUs a and b, and account 1 in one of them, or not counted. */
const tree = (parentId: string, counted: PostureSums | null): CountedTree => ({
  nodes: [root, unit("a"), unit("b"), account("1", parentId)],
  sums: new Map(counted === null ? [] : [["1", counted]]),
});
const nothing: CountedTree = { nodes: [], sums: new Map() };
const own = (change: Partial<NodeChange>) => new Map([["1", { causes: {}, flows: {}, moves: {}, ...change }]]);
const found = (before: CountedTree, after: CountedTree, changes: ReadonlyMap<string, NodeChange>) =>
  Object.fromEntries(unitChanges(before, after, changes));

describe("an account that", () => {
  test("stays and does not change tells nothing", () => {
    expect(found(tree("a", sums(1, 1)), tree("a", sums(1, 1)), own({}))).toEqual({});
  });

  test("changes tells its causes, events and sight to every OU above", () => {
    const change: NodeChange = {
      causes: { "new-findings": network(-2.5, 0, 0) },
      flows: { network: { opened: 1, reopened: 0, mended: 0, gone: 0, unread: 0, readAgain: 0, frozen: 0 } },
      moves: { lostSight: one },
    };
    expect(found(tree("a", sums(2, 0)), tree("a", sums(1, 1)), own(change))).toEqual({ a: change, r: change });
  });

  test("moves takes its old sums along, and its own change belongs to the new OU", () => {
    const mended = { causes: { mended: network(2.5, 0, 0) } };
    expect(found(tree("a", sums(1, 1)), tree("b", sums(2, 0)), own(mended))).toEqual({
      a: { causes: { "moved-out": network(-2.5, -5, -5) }, flows: {}, moves: { movedOut: one } },
      b: {
        causes: { mended: network(2.5, 0, 0), "moved-in": network(2.5, 5, 5) },
        flows: {},
        moves: { movedIn: one },
      },
      r: { ...mended, flows: {}, moves: {} },
    });
  });

  test("joins", () => {
    const joined = { causes: causesOfSums("joined", sums(1, 0)), flows: {}, moves: { joined: one } };
    expect(found(nothing, tree("a", sums(1, 0)), own(joined))).toEqual({ a: joined, r: joined });
  });

  test("leaves from where it was, wherever it hangs now", () => {
    const left = { causes: causesOfSums("left", sums(1, 0), -1), flows: {}, moves: { left: one } };
    expect(found(tree("a", sums(1, 0)), tree("r", null), own(left))).toEqual({ a: left, r: left });
  });

  test("came and went between two counts is nothing to the OUs", () => {
    const both = { causes: { ...causesOfSums("joined", sums(1, 0)), ...causesOfSums("left", sums(1, 0), -1) } };
    expect(found(tree("a", null), tree("a", null), own(both))).toEqual({});
  });

  test("was lost from sight and seen again between two counts was always seen", () => {
    const moves = { lostSight: one, seenAgain: one };
    expect(found(tree("a", sums(1, 0)), tree("a", sums(1, 0)), own({ moves }))).toEqual({});
  });
});

describe("what no row explains", () => {
  test.each<{ given: string; before: CountedTree; after: CountedTree; cause: string }>([
    { given: "came", before: nothing, after: tree("a", sums(1, 0)), cause: "joined" },
    { given: "went", before: tree("a", sums(1, 0)), after: tree("a", null), cause: "left" },
    { given: "stayed", before: tree("a", sums(1, 0)), after: tree("a", sums(0, 1)), cause: "resources" },
  ])("of an account that $given is `$cause`", ({ before, after, cause }) => {
    expect(Object.keys(found(before, after, new Map()).r?.causes ?? {})).toEqual([cause]);
  });
});

test("an OU that is gone tells how it was emptied", () => {
  const before: CountedTree = {
    nodes: [root, unit("a"), unit("old", "a"), account("1", "old")],
    sums: new Map([["1", sums(1, 0)]]),
  };
  expect(found(before, tree("a", sums(1, 0)), new Map())).toEqual({
    old: { causes: { "moved-out": network(-5, -5, -5) }, flows: {}, moves: { movedOut: one } },
  });
});

test("a tree that runs in a circle ends", () => {
  const circle: CountedTree = {
    nodes: [unit("a", "b"), unit("b", "a"), account("1", "a")],
    sums: new Map([["1", sums(1, 0)]]),
  };
  expect(Object.keys(found(nothing, circle, new Map())).sort()).toEqual(["a", "b"]);
});

const anySums = fc
  .array(
    fc.record({
      domain: fc.constantFrom(...responsibilityDomains),
      severity: fc.constantFrom(...severities),
      passed: fc.integer({ min: 0, max: 30 }),
      failed: fc.integer({ min: 0, max: 30 }),
      unknown: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 4 },
  )
  .map(sumDuties);
const accountIds = ["1", "2", "3", "4"];
/** Five OUs in any shape that is a tree, and four accounts anywhere in it, each counted or not. */
const anyTree: fc.Arbitrary<CountedTree> = fc
  .record({
    parents: fc.tuple(...[0, 1, 2, 3, 4].map((index) => fc.integer({ min: 0, max: index }))),
    present: fc.subarray([1, 2, 3, 4, 5]),
    places: fc.tuple(...accountIds.map(() => fc.integer({ min: 0, max: 5 }))),
    sums: fc.tuple(...accountIds.map(() => fc.option(anySums))),
  })
  .map(({ parents, present, places, sums: all }) => {
    const name = (index: number) => (index === 0 || !present.includes(index) ? "r" : `ou-${index}`);
    const units = present.map((index) => unit(name(index), name(parents[index - 1] ?? 0)));
    const accounts = accountIds.map((id, index) => account(id, name(places[index] ?? 0)));
    const counted = accountIds.flatMap((id, index) => {
      const one = all[index] ?? null;
      return one === null ? [] : [[id, one] as const];
    });
    return { nodes: [root, ...units, ...accounts], sums: new Map(counted) };
  });

test("causes of every node add up exactly to the change of its sums, whatever rows there are", () => {
  const anyOwn = fc.dictionary(
    fc.constantFrom(...accountIds),
    fc.tuple(fc.constantFrom("mended", "resources"), anySums),
  );
  fc.assert(
    fc.property(anyTree, anyTree, anyOwn, (before, after, rows) => {
      const changes = new Map(
        Object.entries(rows).map(([id, [cause, weight]]) => {
          return [id, { causes: causesOfSums(cause as "mended", weight), flows: {}, moves: {} }];
        }),
      );
      const all = unitChanges(before, after, changes);
      const from = rollUp(before.nodes, before.sums);
      const to = rollUp(after.nodes, after.sums);
      for (const id of new Set([...from.keys(), ...to.keys()].filter((node) => !accountIds.includes(node)))) {
        const expected = new Map(sumsDifference(from.get(id)?.sums ?? emptySums(), to.get(id)?.sums ?? emptySums()));
        const counted = new Map(changeOfCauses(all.get(id)?.causes ?? {}));
        const zero = { met: 0, known: 0, total: 0 };
        for (const domain of responsibilityDomains) {
          expect(counted.get(domain) ?? zero).toEqual(expected.get(domain) ?? zero);
        }
      }
    }),
    { numRuns: 500 },
  );
});
