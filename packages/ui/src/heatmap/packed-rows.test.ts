import { expect, test } from "vitest";
import { buildNode } from "./build-node.ts";
import { heatmapColumns } from "./cell.ts";
import { packRows, unpackRows } from "./packed-rows.ts";
import { heatmapRows } from "./rows.ts";

const part = { met: 4, known: 8, total: 10, duties: 5, unknownDuties: 2, failingDuties: 1, failed: 3 };
const before = (met: number) => ({ before: buildNode({ id: "e", domains: { network: { ...part, met } } }).posture });
const nodes = [
  {
    ...buildNode({
      id: "r",
      kind: "root",
      name: "<Root>",
      childCount: 3,
      accounts: 2,
      domains: { network: part },
      worst: { network: { accountId: "111122223333", score: 0.1 } },
    }),
    ...before(6),
  },
  { ...buildNode({ id: "111122223333", parentId: "r", name: "受発注", domains: { network: part } }), ...before(4) },
  buildNode({ id: "222233334444", parentId: "r", domains: { network: part }, worst: {} }),
  buildNode({ id: "444455556666", parentId: "r", accounts: 0, accountState: "SUSPENDED" }),
];
const rows = heatmapRows(nodes, { opened: new Set(["r"]), sort: null, locale: "en" });

test("what is packed comes out the same, through JSON too", () => {
  const packed = JSON.parse(JSON.stringify(packRows(rows, heatmapColumns))) as ReturnType<typeof packRows>;
  expect(unpackRows(packed, heatmapColumns)).toEqual(rows);
  expect(rows[0]?.drag.network?.percent).toBe(50);
  expect(rows[0]?.cells.network.worst?.far).toBe(true);
  expect(rows.map(({ cells }) => cells.network.change)).toEqual([-25, null, null, 0]);
});

test("nothing to pack, nothing comes out", () => {
  expect(unpackRows(packRows([], heatmapColumns), heatmapColumns)).toEqual([]);
});

test("an account's row takes less than half a kilobyte", () => {
  expect(JSON.stringify(packRows(rows.slice(-1), heatmapColumns)).length).toBeLessThan(400);
});
