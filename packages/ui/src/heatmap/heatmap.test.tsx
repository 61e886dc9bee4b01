import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { buildNode } from "./build-node.ts";
import { heatmapColumns } from "./cell.ts";
import { Heatmap } from "./heatmap.tsx";
import { HeatmapTable } from "./heatmap-table.tsx";
import type { HeatmapTexts } from "./heatmap-texts.ts";
import { packRows } from "./packed-rows.ts";
import { type HeatmapNode, heatmapRows } from "./rows.ts";

const texts: HeatmapTexts = {
  caption: "Scores",
  unit: "OU or account",
  accounts: "Accounts",
  columns: Object.fromEntries(heatmapColumns.map((column) => [column, `<${column}>`])) as HeatmapTexts["columns"],
  states: { SUSPENDED: "suspended" },
  expand: "Open {name}",
  collapse: "Close {name}",
  sortBy: "Sort by {column}",
  cell: "{row}, {column}: {value}",
  percent: "{percent} %",
  nothingKnown: "nothing known",
  noDuties: "no duties",
  known: "{known} of {all} known",
  unknownShare: "{percent} % unknown",
  failing: "{failing} fail on {resources}",
  nothingFails: "nothing fails",
  changed: "{points} points since then",
  changedByOne: "{points} point since then",
  unchanged: "no change since then",
  worst: "Worst",
  worstIs: "{name}, {percent} %",
  worstShort: "worst {percent} %",
  drag: "Drags",
  dragIs: "{name}: {percent} %",
  legend: { title: "Legend", low: "0", high: "100", nothing: "nothing", noDuties: "none", bar: "bar", mark: "mark" },
};

const evil = '<img src=x onerror="alert(1)">';
const sums = (met: number, known: number, total = known) => ({ network: { met, known, total, duties: 2 } });
const nodes: HeatmapNode[] = [
  buildNode({
    id: "r",
    kind: "root",
    name: "Root",
    childCount: 3,
    accounts: 2,
    domains: sums(5, 10),
    worst: { network: { accountId: "111122223333", score: 0.1 } },
  }),
  buildNode({ id: "111122223333", parentId: "r", name: evil, domains: sums(1, 10, 16) }),
  buildNode({ id: "222233334444", parentId: "r", name: "unread", domains: sums(0, 0, 10) }),
  buildNode({ id: "333344445555", parentId: "r", name: "idle", accountState: "SUSPENDED", accounts: 0 }),
];

const view = { organizationId: null, opened: null, sort: null, table: false };
const laidOut = (given: readonly HeatmapNode[]) =>
  heatmapRows(given, { opened: new Set(["r"]), sort: null, locale: "en" });
const shared = { columns: heatmapColumns, texts, accountBase: "/t/a/accounts", accountNames: {} };

function drawn(given: readonly HeatmapNode[] = nodes): string {
  const rows = packRows(laidOut(given), heatmapColumns);
  return renderToStaticMarkup(<Heatmap {...shared} rows={rows} base="/h" view={view} opened={["r"]} />);
}

/** The markup of one cell: from its opening tag to the end of its link. */
function cellOf(html: string, row: string, column: string): string {
  const at = heatmapColumns.findIndex((candidate) => candidate === column);
  return new RegExp(`<a [^>]*data-row="${row}" data-column="${at}"[^>]*>.*?</a>`).exec(html)?.[0] ?? "";
}

describe("the grid", () => {
  test("has no style attribute, which the content security policy would refuse", () => {
    expect(drawn()).not.toContain(" style=");
    expect(
      renderToStaticMarkup(<HeatmapTable {...shared} rows={laidOut(nodes)} organizationId={null} />),
    ).not.toContain(" style=");
  });

  test("is one stop of the Tab key", () => {
    expect(drawn().match(/tabindex="0"/gi)).toHaveLength(1);
  });

  test("is a tree for screen readers", () => {
    const html = drawn();
    expect(html).toContain('role="treegrid"');
    expect(html).toMatch(/aria-level="1"[^>]*aria-expanded="true"/);
    expect(html).toMatch(/aria-level="2" aria-posinset="1" aria-setsize="3"/);
    expect(html).toContain('aria-rowcount="5"');
  });

  test("shows names as text", () => {
    expect(drawn()).not.toContain("<img");
    expect(drawn()).toContain("&lt;img src=x onerror=");
  });
});

test.each([
  { given: "a known cell: number and colour", row: "r", column: "network", holds: 'data-score="50"', text: ">50<" },
  { given: "a far worse account: a mark", row: "r", column: "network", holds: "mark", text: ">50<" },
  {
    given: "a part unknown: a bar as long",
    row: "111122223333",
    column: "network",
    holds: 'data-share="38"',
    text: ">10<",
  },
  {
    given: "nothing known: hatched",
    row: "222233334444",
    column: "network",
    holds: 'data-nothing="unknown"',
    text: "><",
  },
  { given: "no duty: empty", row: "333344445555", column: "network", holds: 'data-nothing="no-duties"', text: "></a>" },
])("$given", ({ row, column, holds, text }) => {
  const cell = cellOf(drawn(), row, column);
  expect(cell).toContain(holds);
  expect(cell).toContain(text);
});

test("a cell without a number has no colour of a score either", () => {
  expect(cellOf(drawn(), "222233334444", "network")).not.toContain("data-score");
});

test("a cell says in words what it shows in colour", () => {
  expect(cellOf(drawn(), "r", "network")).toContain(
    'aria-label="Root, &lt;network&gt;: 50 %, 2 of 2 known, nothing fails"',
  );
  expect(cellOf(drawn(), "222233334444", "network")).toContain("nothing known");
});

test("a cell says what has changed since the week before, where that is known", () => {
  const [root, ...rest] = nodes;
  const before = buildNode({ id: "r", domains: sums(2, 10) }).posture;
  const html = drawn(root === undefined ? [] : [{ ...root, before }, ...rest]);
  expect(cellOf(html, "r", "network")).toContain("50 %, +30 points since then, 2 of 2 known");
  expect(cellOf(html, "111122223333", "network")).not.toContain("since then");
});

test("links lead to the account at the domain, and to the level of an OU", () => {
  expect(cellOf(drawn(), "111122223333", "network")).toContain('href="/t/a/accounts/111122223333?domain=network"');
  expect(cellOf(drawn(), "111122223333", "all")).toContain('href="/t/a/accounts/111122223333"');
  expect(cellOf(drawn(), "r", "network")).toContain('href="/h?open="');
});

test("of thousands of rows only a screenful is in the page, and the rest keeps its height", () => {
  const many = Array.from({ length: 5_000 }, (_, at) =>
    buildNode({ id: String(100_000_000_000 + at), parentId: "r", domains: sums(at % 11, 10) }),
  );
  const html = drawn([...nodes.slice(0, 1), ...many]);
  const rows = html.match(/aria-level=/g)?.length ?? 0;
  const rest = Number(/<svg width="1" height="(\d+)"/.exec(html)?.[1]);
  expect(rows).toBeLessThan(100);
  expect(rest).toBe((5_001 - rows) * 32);
});

test("the table twin says the same numbers as plain cells", () => {
  const html = renderToStaticMarkup(<HeatmapTable {...shared} rows={laidOut(nodes)} organizationId="o-1" />);
  const cells = [...html.matchAll(/<td class="number">(.*?)<\/td>/g)].map((match) => match[1]);
  expect(cells).toContain("nothing known");
  expect(cells).toContain("no duties");
  expect(cells.some((cell) => cell?.startsWith("10 %") && cell.includes("38 % unknown"))).toBe(true);
  expect(html).toContain('href="/t/a/accounts/111122223333?organization=o-1&amp;domain=network"');
  expect(html).toContain("worst 10 %");
});
