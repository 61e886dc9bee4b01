import type { ControlSums } from "@sekinin/posture";
import { controlById, type Severity, severities } from "@sekinin/responsibility";
import { joined, part, rows, type SqlPart } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { conditionsOf, controlLanes } from "./finding-conditions.ts";
import { changedSince, type FindingFilter } from "./finding-filter.ts";
import type { FindingWay, ResolvedFindings } from "./resolve-findings.ts";

/** The findings of one control in a view. */
export type ControlGroup = {
  readonly controlId: string;
  readonly severity: Severity;
  readonly findings: number;
  readonly accounts: number;
  /** There are more than were counted: `findings` and `accounts` are at least so many. */
  readonly isCapped: boolean;
  /** Resources of which it is not known, and their accounts; null where the filter leaves that open. */
  readonly unknown: { readonly resources: number; readonly accounts: number } | null;
  /** First seen of the oldest; null where there is no finding, or it was not asked for. */
  readonly oldestAt: Date | null;
};

export type ControlGroups = {
  /** Worst severity first, then most findings. */
  readonly groups: readonly ControlGroup[];
  readonly findings: number;
  readonly isCapped: boolean;
};

/** How many findings of a control are counted one by one before "more than". */
export const mostCounted = 1_000;
/** How many findings are looked at where no index lists them by control. */
const mostLookedAt = 3_000;
/** So many accounts have few enough findings to count them all. */
const mostCountedAccounts = 100;

/** Findings by control. From the tree's own sums where they answer, else counted up to a cap; three statements at most. */
export async function readControlGroups(
  tx: TenantTransaction,
  findings: ResolvedFindings,
  { isOldestAsked = true }: { readonly isOldestAsked?: boolean } = {},
): Promise<ControlGroups> {
  const nodeId = summedNode(findings);
  const sums = nodeId === null ? null : await readSums(tx, findings.filter.organizationId, nodeId);
  const groups = sums === null ? await count(tx, findings) : await groupsOfSums(tx, findings, sums, isOldestAsked);
  const sorted = groups.sort(
    (left, right) =>
      severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
      right.findings - left.findings ||
      (left.controlId < right.controlId ? -1 : 1),
  );
  return {
    groups: sorted,
    findings: sorted.reduce((sum, group) => sum + group.findings, 0),
    isCapped: sorted.some((group) => group.isCapped),
  };
}

/** The node whose sums say what the filter asks; null where it asks more than they hold. Empty: the root. */
function summedNode({ filter, accountIds }: ResolvedFindings): string | null {
  const asksMore =
    filter.statuses.join() !== "open" ||
    filter.region !== null ||
    filter.seenFrom !== null ||
    filter.seenUntil !== null ||
    changedSince(filter) !== null ||
    filter.text !== null ||
    filter.anyOf !== null;
  if (asksMore) return null;
  if (filter.accountIds === null) return filter.nodeId ?? "";
  const [only, ...others] = accountIds ?? [];
  return only === undefined || others.length > 0 ? null : only;
}

/** Null before the first complete crawl, and where a node is not of this organisation. */
async function readSums(tx: TenantTransaction, organizationId: string, nodeId: string): Promise<ControlSums | null> {
  const [node] = await rows(tx)<{ controls: ControlSums }>`
    SELECT controls FROM organization_nodes WHERE organization_id = ${organizationId} AND node_id = coalesce(
      nullif(${nodeId}::text, ''),
      (SELECT root_id FROM organizations WHERE organization_id = ${organizationId}))`;
  return node === undefined || Object.keys(node.controls).length === 0 ? null : node.controls;
}

async function groupsOfSums(
  tx: TenantTransaction,
  findings: ResolvedFindings,
  sums: ControlSums,
  isOldestAsked: boolean,
): Promise<ControlGroup[]> {
  const { controlIds, filter } = findings;
  const shown = Object.entries(sums).filter(
    ([id, sum]) =>
      (controlIds === null || controlIds.includes(id)) &&
      (sum.failed > 0 || sum.unknown > 0) &&
      isAsked(filter, severityOf(id)),
  );
  const failing = shown.filter(([, sum]) => sum.failed > 0).map(([id]) => id);
  const oldest =
    failing.length === 0 || !isOldestAsked ? new Map<string, Date>() : await readOldest(tx, findings, failing);
  return shown.map(([controlId, sum]) => ({
    controlId,
    severity: severityOf(controlId),
    findings: sum.failed,
    accounts: sum.failingAccounts,
    isCapped: false,
    unknown: { resources: sum.unknown, accounts: sum.unknownAccounts },
    oldestAt: oldest.get(controlId) ?? null,
  }));
}

function isAsked({ severities: asked }: FindingFilter, severity: Severity): boolean {
  return asked.length === 0 || asked.includes(severity);
}

/** A control that this release does not know is the least. */
function severityOf(controlId: string): Severity {
  return controlById(controlId)?.severity ?? "low";
}

async function readOldest(
  tx: TenantTransaction,
  { filter, accountIds }: ResolvedFindings,
  controlIds: readonly string[],
): Promise<Map<string, Date>> {
  const way: FindingWay = { accountIds, controlIds, name: null, resource: null };
  const isFew = accountIds !== null && accountIds.length <= mostCountedAccounts;
  const found = isFew
    ? await rows(tx)<{ id: string; at: Date }>`
        SELECT f.control_id AS id, min(f.first_seen_at) AS at FROM findings f
        WHERE f.status = 'open' AND ${conditionsOf(filter, way, {})} GROUP BY f.control_id`
    : await rows(tx)<{ id: string; at: Date }>`
        SELECT c.id, min(k.at) AS at FROM ${controlLanes(filter, way)} CROSS JOIN unnest(ARRAY[1, 2, 3, 4]) AS r(rank)
        CROSS JOIN LATERAL (
          SELECT f.first_seen_at AS at FROM findings f
          WHERE f.control_id = c.id AND f.status = 'open' AND f.rank = r.rank::smallint
            AND ${conditionsOf(filter, way, { controls: true, ranks: true })}
          ORDER BY f.first_seen_at, f.id DESC LIMIT 1
        ) k GROUP BY c.id`;
  return new Map(found.map(({ id, at }) => [id, at]));
}

type Counted = {
  controlId: string;
  rank: number;
  findings: number;
  accounts: number;
  oldestAt: Date;
  isCapped: boolean;
};

async function count(tx: TenantTransaction, { filter, ways }: ResolvedFindings): Promise<ControlGroup[]> {
  const [way, ...others] = ways;
  if (way === undefined) return [];
  const isFew = way.accountIds !== null && way.accountIds.length <= mostCountedAccounts;
  // No index lists by control what a name or a date of change leaves.
  const isListed = others.length === 0 && way.name === null && changedSince(filter) === null && !isFew;
  const counted = isListed ? await countByControl(tx, filter, way) : await countSample(tx, filter, ways);
  return counted.map(({ rank, ...group }) => ({ ...group, severity: severities[rank - 1] ?? "low", unknown: null }));
}

/** Of each control at most so many. */
function countByControl(tx: TenantTransaction, filter: FindingFilter, way: FindingWay): Promise<Counted[]> {
  return rows(tx)<Counted>`
    SELECT c.id AS "controlId", min(k.rank)::int AS rank, least(count(*), ${mostCounted}::int)::int AS findings,
      count(DISTINCT k.account_id)::int AS accounts, min(k.first_seen_at) AS "oldestAt",
      count(*) > ${mostCounted}::int AS "isCapped"
    FROM ${controlLanes(filter, way)} CROSS JOIN LATERAL (
      SELECT f.rank, f.account_id, f.first_seen_at FROM findings f
      WHERE f.control_id = c.id AND f.status = ANY(${filter.statuses}::text[])
        AND ${conditionsOf(filter, way, { controls: true })}
      LIMIT ${mostCounted + 1}::int
    ) k GROUP BY c.id`;
}

/** Of each way at most so many, whichever control they are of; where there are more, every group may have more. */
function countSample(tx: TenantTransaction, filter: FindingFilter, ways: readonly FindingWay[]): Promise<Counted[]> {
  const sample = joined(
    ways.map((way) => part`(${sampleOf(filter, way)})`),
    " UNION ",
  );
  return rows(tx)<Counted>`
    WITH k AS MATERIALIZED (${sample})
    SELECT control_id AS "controlId", min(rank)::int AS rank, count(*)::int AS findings,
      count(DISTINCT account_id)::int AS accounts, min(first_seen_at) AS "oldestAt",
      (SELECT count(*) FROM k) > ${mostLookedAt}::int AS "isCapped"
    FROM k GROUP BY control_id`;
}

function sampleOf(filter: FindingFilter, way: FindingWay): SqlPart {
  return part`SELECT f.id, f.control_id, f.rank, f.account_id, f.first_seen_at FROM findings f
    WHERE f.status = ANY(${filter.statuses}::text[]) AND ${conditionsOf(filter, way, {})}
    LIMIT ${mostLookedAt + 1}::int`;
}
