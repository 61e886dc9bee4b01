import { type Severity, severities } from "@sekinin/responsibility";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { SeverityBadge, StateBadge, VerdictBadge } from "./badges.tsx";
import { CopyButton } from "./copy-button.tsx";
import { DomainTiles } from "./heatmap/domain-tiles.tsx";
import { HeatmapLegend } from "./heatmap/heatmap-legend.tsx";
import { Figures, PageHeader, Section, TableFrame } from "./layout.tsx";
import { EmptyState, Freshness, Notice } from "./notices.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { Words } from "./words.tsx";

const draw = (element: ReactElement) => renderToStaticMarkup(element);

test.each(["pass", "fail", "unknown", "not-applicable"] as const)("verdict %s is an icon and a word", (verdict) => {
  const html = draw(<VerdictBadge verdict={verdict}>a word</VerdictBadge>);
  expect(html).toContain(`data-icon="${verdict}"`);
  expect(html).toContain("a word");
  expect(html).toContain('aria-hidden="true"');
});

test("every verdict and every state has an icon of its own", () => {
  const verdicts = (["pass", "fail", "unknown", "not-applicable"] as const).map((verdict) =>
    draw(<VerdictBadge verdict={verdict}>x</VerdictBadge>).replace(/data-\w+="[^"]*"/g, ""),
  );
  const states = (["waiting", "running", "good", "bad", "stopped", "unknown"] as const).map((state) =>
    draw(<StateBadge state={state}>x</StateBadge>).replace(/data-\w+="[^"]*"/g, ""),
  );
  expect(new Set(verdicts).size).toBe(4);
  expect(new Set(states).size).toBe(6);
});

test.each([
  ["critical", 4],
  ["high", 3],
  ["medium", 2],
  ["low", 1],
] as const satisfies readonly (readonly [Severity, number])[])("severity %s has %i strokes", (severity, strokes) => {
  const html = draw(<SeverityBadge severity={severity}>word</SeverityBadge>);
  expect(html.match(/data-on="true"/g)).toHaveLength(strokes);
  expect(severities).toContain(severity);
});

describe("progress", () => {
  const bar = (total: number, done: number, unknown: number, running: number) =>
    draw(
      <ProgressBar
        label="Accounts read"
        text="words"
        total={total}
        parts={[
          { kind: "done", count: done },
          { kind: "unknown", count: unknown },
          { kind: "running", count: running },
        ]}
      />,
    );

  test("parts lie side by side, and only what has ended counts", () => {
    const html = bar(60, 30, 6, 4);
    expect(html).toContain('data-kind="done" data-share="50"');
    expect(html).toContain('data-kind="unknown" data-share="10"');
    expect(html).toContain('<progress class="visually-hidden" aria-label="Accounts read" max="60" value="36">');
  });

  test("nothing to do is no division by zero", () => {
    expect(bar(0, 0, 0, 0)).toContain('max="1" value="0"');
    expect(bar(0, 0, 0, 0)).not.toContain("NaN");
  });
});

test.each([
  { kind: "information", live: false, role: false },
  { kind: "danger", live: true, role: true },
] as const)("a notice of $kind is read out only where it appears later: $live", ({ kind, live, role }) => {
  const html = draw(
    <Notice kind={kind} title="Title" live={live}>
      text
    </Notice>,
  );
  expect(html.includes('role="status"')).toBe(role);
  expect(html).toContain("<strong>Title</strong>");
});

test("freshness is a machine-readable time, or a text where there is none", () => {
  expect(draw(<Freshness at="2026-11-24T10:00:00.000Z">then</Freshness>)).toContain(
    '<time dateTime="2026-11-24T10:00:00.000Z">then</time>',
  );
  expect(draw(<Freshness at={null}>never</Freshness>)).not.toContain("<time");
});

test.each([
  { text: "no code", expected: "no code" },
  { text: "run `npm start` now", expected: "run <code>npm start</code> now" },
  { text: "`a` and `b`", expected: "<code>a</code> and <code>b</code>" },
  { text: "<b>`<i>`", expected: "&lt;b&gt;<code>&lt;i&gt;</code>" },
])("$text", ({ text, expected }) => {
  expect(draw(<Words>{text}</Words>)).toBe(expected);
});

test("a tile of the account says its number and what is behind it", () => {
  const cell = {
    percent: null,
    unknownPercent: 100,
    duties: 3,
    knownDuties: 0,
    failingDuties: 0,
    failedResources: 0,
    worst: null,
    change: null,
  };
  const tile = {
    column: "network",
    label: "Network",
    href: "?domain=network",
    value: "nothing known",
    detail: "0 of 3",
  } as const;
  const html = draw(<DomainTiles label="Domains" tiles={[{ ...tile, cell, isCurrent: true }]} />);
  expect(html).toContain('aria-label="Network: nothing known. 0 of 3"');
  expect(html).toContain('aria-current="true"');
  expect(html).toContain('data-nothing="unknown"');
});

test("nothing carries a style attribute: the content security policy would refuse it", () => {
  const legend = { title: "Legend", low: "low", high: "high", nothing: "a", noDuties: "b", bar: "c", mark: "d" };
  const html = [
    <HeatmapLegend key="1" texts={legend} />,
    <PageHeader key="2" title="Page" path={<a href="/">up</a>} facts="facts" actions="actions" />,
    <Section key="3" title="Part" id="part" aside="aside">
      body
    </Section>,
    <Figures key="4" items={[{ label: "Calls", value: "12" }]} />,
    <TableFrame key="5" label="Table">
      rows
    </TableFrame>,
    <EmptyState key="6" title="Empty" action="do this">
      why
    </EmptyState>,
    <CopyButton key="7" text="secret" label="Copy" done="Copied" what="External ID" />,
  ].map(draw);
  expect(html.join("")).not.toContain(" style=");
  expect(html.every((part) => part.length > 40)).toBe(true);
  expect(html.at(-1)).toContain('aria-label="Copy: External ID"');
});
