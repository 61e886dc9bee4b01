import { rows } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** The posture of an account, OU or root as of a day. */
export type Rollup = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly accounts: number;
  readonly sums: unknown;
  readonly worst: unknown;
  /** Accounts in the sums that could not be entered; none where it is left out. */
  readonly unreadAccounts?: number;
  /** Day on which the one of those that was entered longest ago was; null where none ever was. */
  readonly oldestReadOn?: string | null;
};

/** Writes rows of `day` for those nodes whose newest row at or before it differs; says how many. */
export async function writeRollups(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly crawlId: string; readonly day: string },
  rollups: readonly Rollup[],
): Promise<number> {
  const [written] = await rows(tx)<{ count: number }>`
    WITH incoming AS (
      SELECT node_id, kind, accounts, sums::jsonb, worst::jsonb, unread, oldest::date
      FROM unnest(${rollups.map((row) => row.nodeId)}::text[], ${rollups.map((row) => row.kind)}::text[],
        ${rollups.map((row) => row.accounts)}::int[], ${rollups.map((row) => storableJson(row.sums))}::text[],
        ${rollups.map((row) => storableJson(row.worst))}::text[],
        ${rollups.map((row) => row.unreadAccounts ?? 0)}::int[],
        ${rollups.map((row) => row.oldestReadOn ?? null)}::text[])
        AS i(node_id, kind, accounts, sums, worst, unread, oldest)
    ), written AS (
      INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums, worst,
        unread_accounts, oldest_read_on)
      SELECT current_setting('app.tenant_id')::uuid, ${where.organizationId}, i.node_id, ${where.day}::date, i.kind,
        ${where.crawlId}::uuid, i.accounts, i.sums, i.worst, i.unread, i.oldest
      FROM incoming i LEFT JOIN LATERAL (
        SELECT r.accounts, r.sums, r.worst, r.unread_accounts AS unread, r.oldest_read_on AS oldest
        FROM posture_rollups r
        WHERE r.organization_id = ${where.organizationId} AND r.node_id = i.node_id AND r.day <= ${where.day}::date
        ORDER BY r.day DESC LIMIT 1
      ) last ON true
      WHERE (last.accounts, last.sums, last.worst, last.unread, last.oldest)
        IS DISTINCT FROM (i.accounts, i.sums, i.worst, i.unread, i.oldest)
      ON CONFLICT (tenant_id, organization_id, node_id, day) DO UPDATE SET kind = excluded.kind,
        crawl_id = excluded.crawl_id, accounts = excluded.accounts, sums = excluded.sums, worst = excluded.worst,
        unread_accounts = excluded.unread_accounts, oldest_read_on = excluded.oldest_read_on
      RETURNING 1
    )
    SELECT count(*)::int AS count FROM written`;
  return written?.count ?? 0;
}
