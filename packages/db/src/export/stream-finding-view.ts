import { conditionsOf } from "../finding/finding-conditions.ts";
import type { FindingWay, ResolvedFindings } from "../finding/resolve-findings.ts";
import { accountOfFinding, type FoundFinding, foundColumns } from "../finding/search-findings.ts";
import { execute, joined, part, rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

const findingsAtOnce = 1_000;

/**
 * Every finding of a view, in its order, 1,000 in memory at a time, from one cursor of the database: all rows are of the
 * moment at which it began. One at a time in a transaction; give `withTenant` a long `timeoutMs`.
 */
export async function* streamFindingView(
  tx: TenantTransaction,
  { filter, ways }: ResolvedFindings,
): AsyncGenerator<FoundFinding, void, undefined> {
  const meant = joined(
    ways.map((way: FindingWay) => part`(${conditionsOf(filter, way, {})})`),
    " OR ",
  );
  const order = filter.sort === "newest" ? part`f.changed_at DESC, f.id` : part`f.rank, f.first_seen_at DESC, f.id`;
  const status =
    filter.statuses.length === 1
      ? part`f.status = ${filter.statuses[0] ?? ""}`
      : part`f.status = ANY(${filter.statuses}::text[])`;
  await execute(tx)`
    DECLARE finding_view NO SCROLL CURSOR FOR
    SELECT ${foundColumns} FROM findings f ${accountOfFinding}
    WHERE f.organization_id = ${filter.organizationId} AND ${status} AND (${meant}) ORDER BY ${order}`;
  try {
    for (;;) {
      const page = await rows(tx)<FoundFinding>`FETCH 1000 FROM finding_view`;
      yield* page;
      if (page.length < findingsAtOnce) return;
    }
  } finally {
    // After an error the transaction is over, and the cursor with it: the error itself is what counts.
    await execute(tx)`CLOSE finding_view`.catch(() => undefined);
  }
}
