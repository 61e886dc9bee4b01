import { controlById, domainTitles, severityNames } from "@sekinin/responsibility";
import type { FoundFinding } from "../finding/search-findings.ts";
import type { Locale } from "../locale.ts";
import { csvLine } from "./csv.ts";
import { findingLine } from "./exported-rows.ts";

type Line = ReturnType<typeof findingLine> & {
  readonly accountName: string | null;
  readonly controlTitle: string;
  readonly domainTitle: string;
  readonly severityName: string;
  readonly reasonText: string;
};

/** Columns in order. Ids keep one name in every language, so that files of two readers can be joined. */
const columns: readonly (readonly [field: keyof Line, en: string, ja: string])[] = [
  ["id", "id", "id"],
  ["organization", "organization", "organization"],
  ["account", "account", "account"],
  ["accountName", "Account name", "アカウント名"],
  ["region", "region", "region"],
  ["control", "control", "control"],
  ["controlTitle", "Control title", "コントロール名"],
  ["resource", "resource", "resource"],
  ["domainTitle", "Domain", "領域"],
  ["severityName", "Severity", "重大度"],
  ["status", "status", "status"],
  ["reasonText", "What is wrong", "問題点"],
  ["unread", "Not read because", "読み取れない理由"],
  ["firstSeenAt", "First seen", "初回検出"],
  ["changedAt", "Changed", "変化"],
  ["resolvedAt", "Resolved", "解決"],
  ["resolution", "resolution", "resolution"],
  ["reopenedAt", "Opened again", "再発"],
  ["evidence", "Evidence", "根拠"],
];

function lineOf(row: FoundFinding, locale: Locale): Line {
  const control = controlById(row.controlId);
  return {
    ...findingLine(row),
    accountName: row.accountName,
    controlTitle: control?.title[locale] ?? row.controlId,
    domainTitle: domainTitles[row.domain]?.[locale] ?? row.domain,
    severityName: severityNames[row.severity]?.[locale] ?? row.severity,
    reasonText: control?.reasons[row.reason]?.[locale] ?? row.reason,
  };
}

/** Head of a view as CSV, in the reader's language. */
export function viewCsvHeader(locale: Locale): string {
  return csvLine(columns.map(([, en, ja]) => (locale === "ja" ? ja : en)));
}

/** A finding of a view as CSV: words in the reader's language, instants in UTC, evidence as JSON in one cell. */
export function viewCsv(row: FoundFinding, locale: Locale): string {
  const line = lineOf(row, locale);
  return csvLine(
    columns.map(([field]) => {
      const value = line[field];
      return value === null || typeof value === "string" ? value : JSON.stringify(value);
    }),
  );
}

/** A finding of a view as a line of JSON: the fields of `export findings`, and its account's name. */
export function viewJson(row: FoundFinding): string {
  return `${JSON.stringify({ ...findingLine(row), accountName: row.accountName })}\n`;
}
