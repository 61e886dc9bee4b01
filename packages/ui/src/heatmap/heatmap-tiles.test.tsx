import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildNode } from "./build-node.ts";
import { heatmapColumns } from "./cell.ts";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import { HeatmapTiles } from "./heatmap-tiles.tsx";
import { heatmapRows } from "./rows.ts";

const texts = {
  caption: "Scores",
  unit: "OU or account",
  columns: Object.fromEntries(heatmapColumns.map((column) => [column, column])),
  cell: "{row}, {column}: {value}",
  percent: "{percent} %",
  nothingKnown: "nothing known",
  noDuties: "no duties",
  known: "{known} of {all} known",
  unknownShare: "{percent} % unknown",
  failing: "{failing} fail on {resources}",
  nothingFails: "nothing fails",
} as HeatmapTexts;

const network = (met: number, known: number, total = known) => ({ network: { met, known, total, duties: 2 } });
const nodes = [
  buildNode({ id: "r", kind: "root", name: "Root", childCount: 2, accounts: 3, domains: network(5, 10, 16) }),
  buildNode({ id: "ou-1", kind: "organizational-unit", parentId: "r", name: "<b>Dev</b>", domains: network(0, 0, 4) }),
  buildNode({
    id: "ou-2",
    kind: "organizational-unit",
    parentId: "r",
    name: "Prod",
    domains: network(9, 10),
    worst: { network: { accountId: "1", score: 0.2 } },
  }),
];
const rows = heatmapRows(nodes, { opened: new Set(["r"]), sort: null, locale: "en" });
const html = renderToStaticMarkup(
  <HeatmapTiles
    rows={rows}
    columns={heatmapColumns}
    texts={texts}
    hrefOf={(row, column) => `/h?row=${row.id}&column=${column}`}
  />,
);

test("every cell is a link that says what it shows", () => {
  expect(html.match(/<td/g)).toHaveLength(27);
  expect(html).toContain('href="/h?row=r&amp;column=network"');
  expect(html).toMatch(/aria-label="Root, network: 50 %[^"]*38 % unknown[^"]*"[^>]*data-score="50"/);
  expect(html).toContain('data-share="38"');
});

test("unknown and absent duties differ from a number and from each other", () => {
  expect(html).toMatch(/aria-label="&lt;b&gt;Dev&lt;\/b&gt;, network: nothing known[^"]*"[^>]*data-nothing="unknown"/);
  expect(html).toMatch(/aria-label="Prod, governance: no duties"[^>]*data-nothing="no-duties"/);
});

test("a stranger's name stays text, and nothing carries a style", () => {
  expect(html).not.toContain("<b>");
  expect(html).not.toContain("style=");
});
