import { type CoverageVerdict, verdictsWorstFirst } from "@sekinin/guardrails/coverage";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CoverageBadge } from "./coverage-badge.tsx";
import { barParts, CoverageBar } from "./coverage-bar.tsx";
import { CoverageLegend } from "./coverage-legend.tsx";
import { wholeCoverage } from "./coverage-link.ts";
import { CoverageMatrix } from "./coverage-matrix.tsx";
import { CoverageTable } from "./coverage-table.tsx";
import type { CoverageTexts } from "./coverage-texts.ts";
import { type MatrixColumn, type MatrixRow, packMatrix } from "./matrix-rows.ts";
import { PolicyText } from "./policy-text.tsx";

const words = Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, `is ${verdict}`])) as Record<
  CoverageVerdict,
  string
>;
const texts: CoverageTexts = {
  caption: "Coverage",
  objective: "Objective",
  verdicts: words,
  domains: { governance: "Governance", network: "Network" },
  count: "{count} {verdict}",
  between: ", ",
  cell: "{row}, {column}: {value}",
  noAccounts: "no accounts",
  expand: "Open {name}",
  collapse: "Close {name}",
  accounts: "{count} accounts",
  worst: "Worst account",
  limited: "No SCP proves it fully",
  limitedShort: "limited",
};
const columns: MatrixColumn[] = [
  { id: "r-ab12", name: "Root", parentName: null, level: 1, accounts: 5, expandable: true, expanded: true },
  { id: "ou-1", name: "<i>Dev</i>", parentName: "Root", level: 2, accounts: 0, expandable: false, expanded: false },
];
const rows: MatrixRow[] = [
  {
    id: "org-leave",
    title: 'No "leaving" & <b>',
    domain: "governance",
    isLimited: false,
    cells: [
      { counts: [2, 1, 0, 1, 1, 0], worst: "222222222222" },
      { counts: [0, 0, 0, 0, 0, 0], worst: null },
    ],
  },
  {
    id: "rds-public",
    title: "No public database",
    domain: "network",
    isLimited: true,
    cells: [
      { counts: [0, 5, 0, 0, 0, 0], worst: "333333333333" },
      { counts: [0, 0, 0, 0, 0, 0], worst: null },
    ],
  },
];
const shared = { texts, base: "/t/acme/coverage", accountNames: { "222222222222": "payments" } };

describe("the matrix", () => {
  const draw = (sort: "domain" | "worst") =>
    renderToStaticMarkup(
      <CoverageMatrix
        {...shared}
        rows={packMatrix(rows)}
        columns={columns}
        opened={["r-ab12"]}
        view={{ ...wholeCoverage, sort }}
      />,
    );
  const html = draw("domain");

  test("a cell says the worst verdict, how many accounts have it, and all of it in words", () => {
    expect(html).toContain(
      'aria-label="No &quot;leaving&quot; &amp; &lt;b&gt;, Root: 1 is none, 1 is unknown, 1 is conditional, 2 is enforced"',
    );
    expect(html).toMatch(/data-verdict="none"[^>]*><svg[^>]*data-mark="none"/);
    expect(html).toContain('href="/t/acme/coverage/objectives/org-leave?node=r-ab12"');
  });
  test("an OU without accounts has an empty cell, and says so", () => {
    expect(html).toContain("Dev&lt;/i&gt;: no accounts");
    expect(html).toContain('data-verdict="nothing"');
  });
  test("names come as text, columns that open lead there, closing included", () => {
    expect(html).not.toContain("<b>");
    expect(html).not.toContain("<i>");
    expect(html).toContain('href="/t/acme/coverage?open="');
    expect(html).toContain('aria-label="Close Root"');
  });
  test("rows stand under their domain; sorted by what is worst they stand under none", () => {
    expect(html).toContain("Governance");
    expect(draw("worst")).not.toContain("Governance");
  });
  test("what no SCP proves fully is marked, with the words", () => {
    expect(html).toContain('title="No SCP proves it fully">limited<');
  });
  test("Tab reaches one place only, and no style attribute is written", () => {
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    expect(html).not.toMatch(/\sstyle=/);
  });
});

test("the twin holds the same words, and leads to the worst account", () => {
  const html = renderToStaticMarkup(<CoverageTable {...shared} rows={rows} columns={columns} organizationId="o-1" />);
  expect(html).toContain("1 is none, 1 is unknown, 1 is conditional, 2 is enforced");
  expect(html).toContain('href="/t/acme/coverage/org-leave/222222222222?organization=o-1">payments</a>');
  expect(html).toContain("333333333333</a>");
});

test.each(verdictsWorstFirst)("the badge of %s has a sign and its word", (verdict) => {
  const html = renderToStaticMarkup(<CoverageBadge verdict={verdict}>{words[verdict]}</CoverageBadge>);
  expect(html).toContain(`data-mark="${verdict}"`);
  expect(html).toContain(`>${words[verdict]}<`);
  expect(html).toContain('aria-hidden="true"');
});

test("every verdict has a sign of its own, without any colour", () => {
  const signs = verdictsWorstFirst.map((verdict) =>
    renderToStaticMarkup(<CoverageBadge verdict={verdict}>x</CoverageBadge>).replaceAll(verdict, ""),
  );
  expect(new Set(signs).size).toBe(verdictsWorstFirst.length);
});

describe("the bar", () => {
  test("is as long as its parts, and one account among thousands is seen", () => {
    const parts = barParts([9_999, 0, 0, 1, 0, 0]);
    expect(parts.map(({ verdict }) => verdict)).toEqual(["none", "enforced"]);
    expect(parts[0]?.part).toBeGreaterThan(1.5);
    expect(parts.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(100, 1);
  });
  test("of no account is nothing", () => {
    expect(renderToStaticMarkup(<CoverageBar counts={[0, 0, 0, 0, 0, 0]} />)).toBe("");
  });
});

test("the legend says every verdict in words", () => {
  const html = renderToStaticMarkup(<CoverageLegend texts={texts} label="Legend" meanings={words} note="the bar" />);
  for (const verdict of verdictsWorstFirst) expect(html).toContain(`<dd>${words[verdict]}</dd>`);
});

describe("a policy's text", () => {
  const text = '{\n  "Statement": [\n    { "Sid": "<script>" },\n    { "Sid": "b" }\n  ]\n}';
  const range = { from: text.indexOf('{ "Sid": "b"'), to: text.indexOf('"b" }') + 5 };
  test("marks the lines of a statement, numbers all, escapes what is hostile", () => {
    const html = renderToStaticMarkup(<PolicyText text={text} label="p" marked={[range]} markedLabel="decides" />);
    expect(html.match(/data-marked/g)).toHaveLength(1);
    expect(html).toContain('data-line="4" data-marked=""');
    expect(html).toContain("&lt;script&gt;");
    expect(html).toContain("decides ");
  });
  test("shows only what is near where that is asked, with its own line numbers", () => {
    const html = renderToStaticMarkup(<PolicyText text={text} label="p" marked={[range]} around={1} />);
    expect(html.match(/data-line="\d"/g)).toEqual(['data-line="3"', 'data-line="4"', 'data-line="5"']);
  });
});
