import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Backlog, chooseNext, emptyFairState, type FairState } from "./choose-next.ts";

const backlog = (tenantId: string, pending: number, inFlight = 0): Backlog => ({
  tenantId,
  pending: Array.from({ length: pending }, (_, index) => `${tenantId}-${index}`),
  inFlight,
});

const steps = (chosen: readonly { stepId: string }[]) => chosen.map(({ stepId }) => stepId);

test.each([
  { given: "nobody", backlogs: [], slots: 4, expected: [] },
  { given: "no slot", backlogs: [backlog("a", 3)], slots: 0, expected: [] },
  {
    given: "one tenant takes all slots, oldest first",
    backlogs: [backlog("a", 3)],
    slots: 2,
    expected: ["a-0", "a-1"],
  },
  {
    given: "two tenants take turns",
    backlogs: [backlog("b", 9), backlog("a", 9)],
    slots: 4,
    expected: ["a-0", "b-0", "a-1", "b-1"],
  },
  {
    given: "the cap counts what is in flight",
    backlogs: [backlog("a", 9, 4), backlog("b", 9, 5)],
    slots: 4,
    expected: ["a-0"],
  },
  {
    given: "a capped tenant leaves its slots to the others",
    backlogs: [backlog("a", 9, 7), backlog("b", 2)],
    slots: 9,
    expected: ["b-0", "b-1"],
  },
])("$given", ({ backlogs, slots, expected }) => {
  const { chosen } = chooseNext(backlogs, emptyFairState, { slots, perTenant: 5, quantum: 1 });
  expect(steps(chosen)).toEqual(expected);
});

test("a turn that the slots cut short goes on at the next choice", () => {
  const limits = { slots: 3, perTenant: 50, quantum: 2 };
  const first = chooseNext([backlog("a", 9), backlog("b", 9)], emptyFairState, limits);
  expect(steps(first.chosen)).toEqual(["a-0", "a-1", "b-0"]);
  expect(first.state).toEqual({ lastServed: "b", deficits: { b: 1 } });
  const second = chooseNext([backlog("a", 9), backlog("b", 9)], first.state, limits);
  expect(second.chosen.map(({ tenantId }) => tenantId)).toEqual(["b", "a", "a"]);
});

test("a tenant that left between two choices does not stop the ring", () => {
  const state: FairState = { lastServed: "b", deficits: { b: 1 } };
  const { chosen } = chooseNext([backlog("a", 1), backlog("c", 1)], state, { slots: 1, perTenant: 5, quantum: 1 });
  expect(steps(chosen)).toEqual(["c-0"]);
});

const backlogs = fc
  .uniqueArray(fc.record({ id: fc.nat(40), pending: fc.nat(30), inFlight: fc.nat(12) }), {
    selector: ({ id }) => id,
    maxLength: 12,
  })
  .map((tenants) => tenants.map(({ id, pending, inFlight }) => backlog(`t${id}`, pending, inFlight)));
const limitsOf = fc.record({
  slots: fc.nat(40),
  perTenant: fc.integer({ min: 1, max: 12 }),
  quantum: fc.integer({ min: 1, max: 4 }),
});
const stateOf = fc
  .record({ last: fc.option(fc.nat(40)), credit: fc.nat(6) })
  .map(
    ({ last, credit }): FairState =>
      last === null ? emptyFairState : { lastServed: `t${last}`, deficits: { [`t${last}`]: credit } },
  );

describe("for any backlog, state and limits", () => {
  test("slots and caps are kept, and only pending steps are chosen, once, oldest first", () => {
    fc.assert(
      fc.property(backlogs, stateOf, limitsOf, (tenants, state, limits) => {
        const { chosen } = chooseNext(tenants, state, limits);
        expect(chosen.length).toBeLessThanOrEqual(limits.slots);
        for (const { tenantId, pending, inFlight } of tenants) {
          const own = steps(chosen.filter((choice) => choice.tenantId === tenantId));
          expect(own.length === 0 || own.length + inFlight <= limits.perTenant).toBe(true);
          expect(own).toEqual(pending.slice(0, own.length));
        }
      }),
    );
  });

  test("a slot stays empty only where every tenant is capped or done", () => {
    fc.assert(
      fc.property(backlogs, stateOf, limitsOf, (tenants, state, limits) => {
        const { chosen } = chooseNext(tenants, state, limits);
        const possible = tenants.reduce(
          (sum, { pending, inFlight }) => sum + Math.min(pending.length, Math.max(0, limits.perTenant - inFlight)),
          0,
        );
        expect(chosen.length).toBe(Math.min(limits.slots, possible));
      }),
    );
  });

  test("the same input gives the same choice, whatever the order of the tenants", () => {
    fc.assert(
      fc.property(backlogs, stateOf, limitsOf, (tenants, state, limits) => {
        expect(chooseNext([...tenants].reverse(), state, limits)).toEqual(chooseNext(tenants, state, limits));
      }),
    );
  });

  test("tenants that always have work are served alike, within one turn, and none waits longer than one round", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }),
        (count, quantum, rounds) => {
          const names = Array.from({ length: count }, (_, index) => `t${index}`);
          const served = new Map(names.map((name) => [name, 0]));
          const order: string[] = [];
          let state = emptyFairState;
          for (const slots of rounds) {
            const answer = chooseNext(
              names.map((name) => backlog(name, 20)),
              state,
              { slots, perTenant: 20, quantum },
            );
            state = answer.state;
            for (const { tenantId } of answer.chosen) {
              served.set(tenantId, (served.get(tenantId) ?? 0) + 1);
              order.push(tenantId);
            }
          }
          const counts = [...served.values()];
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(quantum);
          for (let start = 0; start + count * quantum + quantum <= order.length; start += 1) {
            expect(new Set(order.slice(start, start + count * quantum + quantum)).size).toBe(count);
          }
        },
      ),
    );
  });

  test("twenty small tenants that join a big one finish within their own share of rounds", () => {
    let state = emptyFairState;
    const left = new Map<string, number>([
      ["big", 10_000],
      ...Array.from({ length: 20 }, (_, index): [string, number] => [`small${index}`, 5]),
    ]);
    let rounds = 0;
    while ([...left].some(([name, count]) => name !== "big" && count > 0)) {
      const answer = chooseNext(
        [...left].map(([name, count]) => backlog(name, Math.min(count, 40))),
        state,
        { slots: 21, perTenant: 8, quantum: 1 },
      );
      state = answer.state;
      for (const { tenantId } of answer.chosen) left.set(tenantId, (left.get(tenantId) ?? 0) - 1);
      rounds += 1;
    }
    expect(rounds).toBe(5);
  });
});
