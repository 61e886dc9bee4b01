import { describe, expect, test } from "vitest";
import type { FoundFinding } from "../finding/search-findings.ts";
import { viewCsv, viewCsvHeader, viewJson } from "./view-rows.ts";

const at = new Date("2026-11-24T10:00:00.000Z");

function found(change: Partial<FoundFinding> = {}): FoundFinding {
  return {
    id: "0b8f9c7e-0000-4000-8000-000000000001",
    organizationId: "o-abc1234567",
    accountId: "222222222222",
    accountName: "支払い",
    region: "ap-northeast-1",
    controlId: "s3-bucket-tls-required",
    resource: "arn:aws:s3:::ledger",
    domain: "data-protection",
    severity: "medium",
    status: "open",
    reason: "no-policy",
    evidence: {},
    unreadReason: null,
    firstSeenAt: at,
    changedAt: at,
    resolvedAt: null,
    resolution: null,
    reopenedAt: null,
    ...change,
  };
}

/** A line's cells, as a reader of RFC 4180 sees them. */
function cells(line: string): string[] {
  expect(line).toMatch(/\r\n$/);
  return [...line.slice(0, -2).matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell]) =>
    (cell ?? "").replaceAll('""', '"'),
  );
}

describe("CSV of a view", () => {
  test("has the reader's words, and the same names for ids", () => {
    const [en, ja] = [cells(viewCsvHeader("en")), cells(viewCsvHeader("ja"))];
    expect(en).toHaveLength(ja.length);
    expect(en.filter((name) => ja.includes(name))).toEqual(
      "id organization account region control resource status resolution".split(" "),
    );
    const row = Object.fromEntries(cells(viewCsv(found(), "ja")).map((cell, index) => [ja[index], cell]));
    expect(row).toMatchObject({
      account: "222222222222",
      アカウント名: "支払い",
      領域: "データ保護",
      重大度: "中",
      問題点: "バケットにポリシーがない。",
      初回検出: "2026-11-24T10:00:00.000Z",
      解決: "",
    });
  });

  test.each([
    "=cmd|'/C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "|calc",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "｜1",
  ])("a name that begins as a formula (%j) is text in every cell", (hostile) => {
    const row = found({
      accountName: hostile,
      resource: hostile,
      region: hostile,
      controlId: hostile,
      reason: hostile,
      evidence: { name: hostile },
    });
    for (const cell of cells(viewCsv(row, "en"))) expect(cell).not.toMatch(/^[=+\-@\t\r\n|＝＋－＠｜]/);
  });

  test("quotes, line breaks and HTML stay inside their cell", () => {
    const name = '"><script>alert(1)</script>\r\nSet-Cookie: a=b,"';
    const row = cells(viewCsv(found({ accountName: name }), "en"));
    expect(row).toHaveLength(cells(viewCsvHeader("en")).length);
    expect(row[3]).toBe(name);
  });

  test("a control, domain and severity of another release are said by their ids", () => {
    const row = found({
      controlId: "new-control",
      domain: "new" as "network",
      severity: "worse" as "low",
      reason: "r",
    });
    expect(cells(viewCsv(row, "en"))).toEqual(expect.arrayContaining(["new-control", "new", "worse", "r"]));
  });
});

test("NDJSON is one line whatever the names hold, with the stable fields", () => {
  const text = viewJson(found({ accountName: 'a\r\n"b"\u2028', status: "unknown", unreadReason: { code: "timeout" } }));
  expect(text.slice(0, -1)).not.toMatch(/[\r\n]/);
  expect(JSON.parse(text)).toMatchObject({
    account: "222222222222",
    accountName: 'a\r\n"b"\u2028',
    control: "s3-bucket-tls-required",
    status: "unknown",
    unread: "timeout",
    resolvedAt: null,
  });
});
