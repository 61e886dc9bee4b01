import { responsibilityDomains, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sumControls, sumsOfControls } from "./control-sums.ts";
import { rollUp, rollUpControls } from "./roll-up.ts";
import { addSums, cellOf, emptySums, type PostureSums, type ScoredDuty, sumDuties } from "./sums.ts";
import type { OrganizationNode } from "./tree.ts";

const root: OrganizationNode = { id: "r", kind: "root", parentId: null };
const unit = (id: string, parentId: string): OrganizationNode => ({ id, kind: "organizational-unit", parentId });
const account = (id: string, parentId: string): OrganizationNode => ({ id, kind: "account", parentId });

function network(passed: number, failed: number, unknown = 0): PostureSums {
  return sumDuties([{ domain: "network", severity: "high", passed, failed, unknown }]);
}

const tree = [
  root,
  unit("a", "r"),
  unit("b", "a"),
  unit("empty", "r"),
  account("1", "b"),
  account("2", "a"),
  account("3", "r"),
];

test("an OU sums the accounts below it, and an account is itself", () => {
  const one = network(1, 0);
  const two = network(0, 1);
  const three = network(1, 1, 2);
  const postures = rollUp(
    tree,
    new Map([
      ["1", one],
      ["2", two],
      ["3", three],
    ]),
  );
  expect(postures.get("1")).toMatchObject({ sums: one, accounts: 1, worst: { network: { accountId: "1", score: 1 } } });
  expect(postures.get("b")).toMatchObject({ sums: one, accounts: 1 });
  expect(postures.get("a")).toMatchObject({ sums: addSums(one, two), accounts: 2 });
  expect(postures.get("a")?.worst.network).toEqual({ accountId: "2", score: 0 });
  expect(postures.get("r")).toMatchObject({ sums: addSums(addSums(one, two), three), accounts: 3 });
  expect(postures.get("empty")).toMatchObject({ sums: emptySums(), accounts: 0, worst: { network: null } });
  expect([...postures.keys()].sort()).toEqual(tree.map(({ id }) => id).sort());
});

test.each([
  {
    given: "a frozen account counts nowhere",
    postures: { "1": network(1, 0) },
    accounts: 1,
    worst: { accountId: "1", score: 1 },
  },
  {
    given: "an account of which nothing is known is never the worst",
    postures: { "1": network(1, 0), "2": network(0, 0, 4) },
    accounts: 2,
    worst: { accountId: "1", score: 1 },
  },
  {
    given: "nobody is known",
    postures: { "1": network(0, 0, 1), "2": network(0, 0, 1) },
    accounts: 2,
    worst: null,
  },
  {
    given: "a tie goes to the lower id",
    postures: { "3": network(1, 1), "2": network(1, 1), "1": network(1, 0) },
    accounts: 3,
    worst: { accountId: "2", score: 0.5 },
  },
  { given: "an account outside the tree", postures: { "9": network(0, 1) }, accounts: 0, worst: null },
  { given: "an OU's id among the accounts", postures: { a: network(0, 1) }, accounts: 0, worst: null },
])("$given", ({ postures, accounts, worst }) => {
  const whole = rollUp(tree, new Map(Object.entries(postures))).get("r");
  expect(whole?.accounts).toBe(accounts);
  expect(whole?.worst.network).toEqual(worst);
});

test("a circle of OUs ends, and counts an account once in each", () => {
  const circle = [root, unit("x", "y"), unit("y", "x"), account("1", "x")];
  const postures = rollUp(circle, new Map([["1", network(0, 1)]]));
  expect(postures.get("x")?.accounts).toBe(1);
  expect(postures.get("y")?.accounts).toBe(1);
  expect(postures.get("r")?.accounts).toBe(0);
});

test("an account whose parent is missing counts for itself only", () => {
  const postures = rollUp([root, account("1", "gone")], new Map([["1", network(0, 1)]]));
  expect(postures.get("1")?.accounts).toBe(1);
  expect(postures.get("r")?.accounts).toBe(0);
});

test("an account that is listed twice counts once", () => {
  const postures = rollUp([root, account("1", "r"), account("1", "r")], new Map([["1", network(0, 1)]]));
  expect(postures.get("r")?.accounts).toBe(1);
});

const anyDuty: fc.Arbitrary<ScoredDuty> = fc.record({
  domain: fc.constantFrom(...responsibilityDomains),
  severity: fc.constantFrom(...severities),
  passed: fc.nat({ max: 9 }),
  failed: fc.nat({ max: 9 }),
  unknown: fc.nat({ max: 9 }),
});

/** OU n hangs below an OU with a lower number or the root; accounts anywhere. */
const anyOrganization = fc
  .record({
    parents: fc.array(fc.nat({ max: 20 }), { maxLength: 12 }),
    accounts: fc.array(fc.record({ parent: fc.nat({ max: 20 }), duties: fc.array(anyDuty, { maxLength: 6 }) }), {
      maxLength: 20,
    }),
  })
  .map(({ parents, accounts }) => {
    const idOf = (at: number) => (at === 0 ? "r" : `ou${at}`);
    const nodes = [
      root,
      ...parents.map((parent, at) => unit(idOf(at + 1), idOf(parent % (at + 1)))),
      ...accounts.map(({ parent }, at) => account(`acc${at}`, idOf(parent % (parents.length + 1)))),
    ];
    return { nodes, postures: new Map(accounts.map(({ duties }, at) => [`acc${at}`, sumDuties(duties)])) };
  });

function isBelow(nodes: readonly OrganizationNode[], id: string, ancestor: string): boolean {
  if (id === ancestor) return true;
  const parentId = nodes.find((node) => node.id === id)?.parentId ?? null;
  return parentId !== null && isBelow(nodes, parentId, ancestor);
}

test("every node equals the sum over its descendants, and its worst the lowest of them", () => {
  fc.assert(
    fc.property(anyOrganization, ({ nodes, postures }) => {
      const rolled = rollUp(nodes, postures);
      for (const { id } of nodes) {
        const below = [...postures].filter(([accountId]) => isBelow(nodes, accountId, id));
        const node = rolled.get(id);
        expect(node?.accounts).toBe(below.length);
        expect(node?.sums).toEqual(below.reduce((sum, [, sums]) => addSums(sum, sums), emptySums()));
        for (const domain of responsibilityDomains) {
          const scores = below.map(([, sums]) => cellOf(sums[domain]).score).filter((score) => score !== null);
          expect(node?.worst[domain]?.score ?? null).toBe(scores.length === 0 ? null : Math.min(...scores));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("the order of nodes and accounts changes nothing", () => {
  fc.assert(
    fc.property(anyOrganization, ({ nodes, postures }) => {
      const backwards = rollUp([...nodes].reverse(), new Map([...postures].reverse()));
      for (const [id, posture] of rollUp(nodes, postures)) expect(backwards.get(id)).toEqual(posture);
    }),
    { numRuns: 100 },
  );
});

test("10,000 accounts five OUs deep take well under a second", () => {
  const units = Array.from({ length: 300 }, (_, at) =>
    unit(`ou${at}`, at === 0 ? "r" : `ou${Math.floor((at - 1) / 3)}`),
  );
  const accounts = Array.from({ length: 10_000 }, (_, at) => account(`acc${at}`, `ou${at % 300}`));
  const sums = sumDuties(
    responsibilityDomains.map((domain) => ({ domain, severity: "high", passed: 3, failed: 2, unknown: 1 })),
  );
  const postures = new Map(accounts.map(({ id }) => [id, sums]));
  const start = performance.now();
  const rolled = rollUp([root, ...units, ...accounts], postures);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(rolled.get("r")?.accounts).toBe(10_000);
  expect(rolled.get("r")?.sums.network.passed).toBe(30_000);
});

test("a node's posture survives JSON", () => {
  const posture = rollUp(tree, new Map([["1", network(1, 2, 3)]])).get("r");
  expect(JSON.parse(JSON.stringify(posture))).toEqual(posture);
});

test("sums by control roll up like the domains that they make up", () => {
  const duty = fc.record({
    controlId: fc.constantFrom("a", "b", "c"),
    severity: fc.constantFrom(...severities),
    passed: fc.nat(9),
    failed: fc.nat(9),
    unknown: fc.nat(9),
  });
  const catalogue = [
    { id: "a", domain: "network" as const },
    { id: "b", domain: "network" as const },
    { id: "c", domain: "governance" as const },
  ];
  const domainOf = new Map(catalogue.map(({ id, domain }) => [id, domain]));
  fc.assert(
    fc.property(fc.array(fc.array(duty), { minLength: 3, maxLength: 3 }), (accounts) => {
      const duties = accounts.map((all) =>
        all.map((one) => ({ ...one, domain: domainOf.get(one.controlId) ?? "network" })),
      );
      const rolled = rollUpControls(
        tree,
        new Map(duties.map((all, index) => [`${index + 1}`, sumControls(all, catalogue)])),
      );
      const postures = rollUp(tree, new Map(duties.map((all, index) => [`${index + 1}`, sumDuties(all)])));
      for (const { id } of tree) expect(sumsOfControls(rolled.get(id) ?? {})).toEqual(postures.get(id)?.sums);
      const failing = duties.filter((all) => all.some((one) => one.controlId === "a" && one.failed > 0)).length;
      expect(rolled.get("r")?.a?.failingAccounts).toBe(failing);
      expect(rolled.get("empty")).toEqual({});
    }),
  );
});
