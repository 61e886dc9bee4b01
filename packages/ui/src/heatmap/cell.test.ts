import { expect, test } from "vitest";
import { buildNode } from "./build-node.ts";
import { heatmapCells } from "./cell.ts";

const worstAt = (score: number) => ({ network: { accountId: "111111111111", score } });

test.each([
  { given: "all met", sum: { met: 10, known: 10, total: 10 }, percent: 100, unknownPercent: 0 },
  { given: "half met", sum: { met: 5, known: 10, total: 10 }, percent: 50, unknownPercent: 0 },
  { given: "nothing met", sum: { met: 0, known: 4, total: 4 }, percent: 0, unknownPercent: 0 },
  { given: "one of very many open", sum: { met: 9999, known: 10000, total: 10000 }, percent: 99, unknownPercent: 0 },
  { given: "a quarter unknown", sum: { met: 3, known: 6, total: 8 }, percent: 50, unknownPercent: 25 },
  { given: "a trace unknown", sum: { met: 3, known: 9999, total: 10000 }, percent: 1, unknownPercent: 1 },
  { given: "nothing known", sum: { met: 0, known: 0, total: 7 }, percent: null, unknownPercent: 100 },
  { given: "no duty", sum: { met: 0, known: 0, total: 0 }, percent: null, unknownPercent: 0 },
])("$given: $percent per cent, $unknownPercent unknown", ({ sum, percent, unknownPercent }) => {
  const { network } = heatmapCells(buildNode({ id: "a", domains: { network: sum } }).posture);
  expect(network).toMatchObject({ percent, unknownPercent });
});

test.each([
  { score: 0.6, worst: 0.41, far: false },
  { score: 0.6, worst: 0.4, far: true },
  { score: 0.9, worst: 0.7, far: true },
  { score: 0.9, worst: 0.7001, far: false },
  { score: 0.5, worst: 0, far: true },
  { score: 0.5, worst: 0.5, far: false },
])("cell at $score with the worst account at $worst: mark $far", ({ score, worst, far }) => {
  const node = buildNode({ id: "a", domains: { network: { met: score, known: 1, total: 1 } }, worst: worstAt(worst) });
  expect(heatmapCells(node.posture).network.worst?.far).toBe(far);
});

test("a cell of which nothing is known names no worst account", () => {
  const node = buildNode({ id: "a", domains: { network: { met: 0, known: 0, total: 1 } }, worst: worstAt(0) });
  expect(heatmapCells(node.posture).network.worst).toBeNull();
});

test('"all" adds the domains by weight and leaves the unknown share visible', () => {
  const node = buildNode({
    id: "a",
    domains: {
      network: { met: 10, known: 10, total: 10, duties: 2 },
      governance: { met: 0, known: 10, total: 20, duties: 3, failingDuties: 1, unknownDuties: 2, failed: 4 },
    },
  });
  expect(heatmapCells(node.posture).all).toEqual({
    percent: 50,
    unknownPercent: 33,
    duties: 5,
    knownDuties: 3,
    failingDuties: 1,
    failedResources: 4,
    worst: null,
    change: null,
  });
});

const known = (met: number, of: number) => ({ met, known: of, total: 10 });
test.each([
  { given: "risen", before: known(2, 10), now: known(5, 10), change: 30 },
  { given: "fallen", before: known(5, 10), now: known(0, 10), change: -50 },
  { given: "the same", before: known(5, 10), now: known(5, 10), change: 0 },
  { given: "too little for the shown numbers", before: known(5, 10), now: known(5.04, 10), change: 0 },
  {
    given: "as the shown numbers tell, not as the exact ones",
    before: known(5.04, 10),
    now: known(5.06, 10),
    change: 1,
  },
  { given: "not known before", before: known(0, 0), now: known(5, 10), change: null },
  { given: "not known now", before: known(5, 10), now: known(0, 0), change: null },
])("change since the week before, $given: $change", ({ before, now, change }) => {
  const sums = (network: typeof now) => buildNode({ id: "a", domains: { network } }).posture;
  const cells = heatmapCells(sums(now), sums(before).sums);
  expect([cells.network.change, cells.all.change]).toEqual([change, change]);
  expect(cells.governance.change).toBeNull();
  expect(heatmapCells(sums(now)).network.change).toBeNull();
});
