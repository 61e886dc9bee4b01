import type { Finding } from "../account/account.ts";
import { part, rows, type SqlPart } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { findingKeys, orderOfKeys, type PageStart } from "./finding-keys.ts";
import { type FindingPlace, readPlace, writePlace } from "./finding-place.ts";
import type { ResolvedFindings } from "./resolve-findings.ts";

/** A finding with where it is. `accountName` is null where the account is not known any more. */
export type FoundFinding = Finding & {
  readonly organizationId: string;
  readonly accountId: string;
  readonly accountName: string | null;
};

/** `after` or `before`: a cursor of an earlier answer. */
export type FindingPageInput = {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly limit?: number;
};

export type FindingPage = {
  readonly findings: readonly FoundFinding[];
  /** Cursors of the pages beside this one; null where there is none. */
  readonly next: string | null;
  readonly previous: string | null;
  /** The cursor given was not one of this view: this is its first page. */
  readonly isPlaceUnknown: boolean;
};

const usualLimit = 50;

/** Columns of `FoundFinding` from findings `f` and account_states `a`. */
export const foundColumns: SqlPart = part`f.id::text, f.organization_id AS "organizationId",
  f.account_id AS "accountId", a.name AS "accountName", f.region, f.control_id AS "controlId", f.resource, f.domain,
  f.severity, f.status, f.reason, f.evidence, f.unread_reason AS "unreadReason", f.first_seen_at AS "firstSeenAt",
  f.changed_at AS "changedAt", f.resolved_at AS "resolvedAt", f.resolution, f.reopened_at AS "reopenedAt"`;

export const accountOfFinding: SqlPart = part`LEFT JOIN account_states a
  ON a.organization_id = f.organization_id AND a.account_id = f.account_id`;

/** One page of a view, 50 findings unless said otherwise: one statement, whatever the filter and however deep. */
export async function searchFindings(
  tx: TenantTransaction,
  findings: ResolvedFindings,
  page: FindingPageInput = {},
): Promise<FindingPage> {
  const limit = Math.min(Math.max(1, page.limit ?? usualLimit), 1_000);
  const { start, isPlaceUnknown } = startOf(findings, page);
  const found = await rows(tx)<FoundFinding & { rank: number; at: Date }>`
    WITH k AS MATERIALIZED (${findingKeys(findings, start, limit + 1)})
    SELECT ${foundColumns}, k.rank, k.at FROM k JOIN findings f ON f.id = k.id ${accountOfFinding}
    ORDER BY ${orderOfKeys(findings.filter, start)}`;
  const hasMore = found.length > limit;
  const isBackward = start?.direction === "before";
  const shown = isBackward ? found.slice(0, limit).reverse() : found.slice(0, limit);
  const cursor = (row: FindingPlace | undefined) => (row === undefined ? null : writePlace(findings.filter, row));
  return {
    findings: shown.map(({ rank: _rank, at: _at, ...finding }) => finding),
    next: hasMore || isBackward ? cursor(shown.at(-1)) : null,
    previous: (isBackward ? hasMore : start !== null) ? cursor(shown[0]) : null,
    isPlaceUnknown,
  };
}

function startOf(
  { filter }: ResolvedFindings,
  { after = null, before = null }: FindingPageInput,
): { start: PageStart; isPlaceUnknown: boolean } {
  const cursor = after ?? before;
  if (cursor === null) return { start: null, isPlaceUnknown: false };
  const place = readPlace(filter, cursor);
  if (place === null) return { start: null, isPlaceUnknown: true };
  return { start: { place, direction: after === null ? "before" : "after" }, isPlaceUnknown: false };
}
