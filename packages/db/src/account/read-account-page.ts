import type { CoverageVerdict } from "@sekinin/guardrails";
import type { UnreadReason } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import { canonicalJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { AccountState, DutyRow, Finding, FindingStatus } from "./account.ts";

export type AccountPage = {
  readonly account: AccountState;
  /** From the root down to the account's OU; empty before the first complete crawl. */
  readonly path: readonly { readonly nodeId: string; readonly name: string }[];
  /** AWS's State of the account, `LEFT` where it is no longer listed, null before the first complete crawl. */
  readonly accountState: string | null;
  /** Failing first, then unknown, by control and Region. */
  readonly duties: readonly DutyRow[];
  /** Open and unknown first, worst severity first, at most `findingLimit`. */
  readonly findings: readonly Finding[];
  readonly findingCounts: Readonly<Record<FindingStatus, number>>;
  /** What could not be read, and how many resources it leaves unknown; most first. */
  readonly unread: readonly { readonly reason: UnreadReason; readonly count: number }[];
  /** Of guardrail objectives, by id; null where nothing was decided of it yet. */
  readonly verdicts: Readonly<Record<string, CoverageVerdict>> | null;
};

const usualFindingLimit = 500;

/** Null where this tenant's organisation has no such account. */
export async function readAccountPage(
  tx: TenantTransaction,
  where: { readonly organizationId: string; readonly accountId: string; readonly findingLimit?: number },
): Promise<AccountPage | null> {
  const key = { organizationId: where.organizationId, accountId: where.accountId };
  const [found] = await rows(tx)<AccountState & Pick<AccountPage, "verdicts">>`
    SELECT a.organization_id AS "organizationId", a.account_id AS "accountId", a.name, a.status, a.reason,
      a.crawl_id::text AS "crawlId", a.observed_at AS "observedAt", a.last_read_at AS "lastReadAt", a.sums, a.calls,
      c.verdicts
    FROM account_states a
      LEFT JOIN coverage_nodes v ON v.organization_id = a.organization_id AND v.node_id = a.account_id
      LEFT JOIN coverage_classes c ON c.organization_id = v.organization_id AND c.class_key = v.class_key
    WHERE a.organization_id = ${key.organizationId} AND a.account_id = ${key.accountId}`;
  if (found === undefined) return null;
  const { verdicts, ...account } = found;
  const nodes = await readPath(tx, key);
  const duties = await readDuties(tx, key);
  return {
    account,
    path: nodes.slice(0, -1).map(({ nodeId, name }) => ({ nodeId, name })),
    accountState: nodes.at(-1)?.accountState ?? null,
    duties,
    findings: await readFindings(tx, key, where.findingLimit ?? usualFindingLimit),
    findingCounts: await countFindings(tx, key),
    unread: unreadOf(duties),
    verdicts,
  };
}

type Key = { readonly organizationId: string; readonly accountId: string };

function readPath(tx: TenantTransaction, key: Key) {
  return rows(tx)<{ nodeId: string; name: string; accountState: string }>`
    WITH RECURSIVE path AS (
      SELECT node_id, parent_id, name, account_state, depth FROM organization_nodes
      WHERE organization_id = ${key.organizationId} AND node_id = ${key.accountId} AND kind = 'account'
      UNION ALL
      SELECT n.node_id, n.parent_id, n.name, n.account_state, n.depth
      FROM path p JOIN organization_nodes n
        ON n.organization_id = ${key.organizationId} AND n.node_id = p.parent_id AND n.depth < p.depth
    )
    SELECT node_id AS "nodeId", name, account_state AS "accountState" FROM path ORDER BY depth`;
}

function readDuties(tx: TenantTransaction, key: Key) {
  return rows(tx)<DutyRow>`
    SELECT region, control_id AS "controlId", domain, severity, passed, failed, unknown,
      not_applicable AS "notApplicable", unknown_reasons AS "unknownReasons", changed_at AS "changedAt"
    FROM duties WHERE organization_id = ${key.organizationId} AND account_id = ${key.accountId}
    ORDER BY failed > 0 DESC, unknown > 0 DESC, control_id, region`;
}

function readFindings(tx: TenantTransaction, key: Key, limit: number) {
  return rows(tx)<Finding>`
    SELECT id::text, region, control_id AS "controlId", resource, domain, severity, status, reason, evidence,
      unread_reason AS "unreadReason", first_seen_at AS "firstSeenAt", changed_at AS "changedAt",
      resolved_at AS "resolvedAt", resolution, reopened_at AS "reopenedAt"
    FROM findings WHERE organization_id = ${key.organizationId} AND account_id = ${key.accountId}
    ORDER BY array_position(ARRAY['open', 'unknown', 'frozen', 'resolved'], status),
      array_position(ARRAY['critical', 'high', 'medium', 'low'], severity), control_id, region, resource
    LIMIT ${limit}::int`;
}

async function countFindings(tx: TenantTransaction, key: Key): Promise<AccountPage["findingCounts"]> {
  const counted = await rows(tx)<{ status: FindingStatus; count: number }>`
    SELECT status, count(*)::int AS count FROM findings
    WHERE organization_id = ${key.organizationId} AND account_id = ${key.accountId} GROUP BY status`;
  const counts = { open: 0, unknown: 0, resolved: 0, frozen: 0 };
  for (const { status, count } of counted) counts[status] = count;
  return counts;
}

function unreadOf(duties: readonly DutyRow[]): AccountPage["unread"] {
  const byText = new Map<string, { reason: UnreadReason; count: number }>();
  for (const { reason, count } of duties.flatMap((duty) => duty.unknownReasons)) {
    const text = canonicalJson(reason);
    byText.set(text, { reason, count: count + (byText.get(text)?.count ?? 0) });
  }
  return [...byText.entries()]
    .sort(([leftText, left], [rightText, right]) => right.count - left.count || (leftText < rightText ? -1 : 1))
    .map(([, entry]) => entry);
}
