import type { PostureSums } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { compareSums } from "./compare-sums.ts";
import { DayTree, type HistoryRow } from "./day-tree.ts";
import type { Disagreement } from "./disagreement.ts";
import { addTo, zeroSums } from "./sums.ts";

/** `skipped`: days of OUs that cannot be recounted. */
export type RecountedHistory = { readonly disagreements: readonly Disagreement[]; readonly skipped: number };

/**
 * Every OU on every day: its rollup as of the day, against the rollups of the accounts below it in the tree of the day.
 * Left out, and counted as skipped, where an account's row is of a crawl that no finalise had counted by that day: one
 * that was cancelled, or ran past midnight. Days before there was a tree of the day are not looked at.
 */
export async function recountHistory(tx: TenantTransaction): Promise<RecountedHistory> {
  const organizations = await rows(tx)<{ id: string; since: string }>`
    SELECT organization_id AS id, min(day)::text AS since FROM node_history
    GROUP BY organization_id ORDER BY organization_id`;
  const found: Disagreement[] = [];
  let skipped = 0;
  for (const { id, since } of organizations) {
    const tree = new DayTree();
    const states = new Map<string, DayState>();
    for (const state of await readStatesBefore(tx, id, since)) states.set(state.nodeId, state);
    for (const { day } of await readDays(tx, id, since)) {
      tree.apply(await readTreeOf(tx, id, day));
      for (const state of await readStatesOf(tx, id, day)) states.set(state.nodeId, state);
      const recounted = recountDay(tree, states, { organizationId: id, day });
      found.push(...recounted.disagreements);
      skipped += recounted.skipped;
    }
  }
  return { disagreements: found, skipped };
}

/** A node's rollup as of a day. `countedOn`: the day of the first finalise that had it; null: none yet. */
type DayState = {
  readonly nodeId: string;
  readonly accounts: number;
  readonly sums: PostureSums;
  readonly unreadAccounts: number;
  readonly oldestReadOn: string | null;
  readonly countedOn: string | null;
};

function readDays(tx: TenantTransaction, organizationId: string, since: string): Promise<{ day: string }[]> {
  return rows(tx)<{ day: string }>`
    SELECT day::text FROM (
      SELECT day FROM posture_rollups WHERE organization_id = ${organizationId}
      UNION SELECT day FROM node_history WHERE organization_id = ${organizationId}
    ) d WHERE day >= ${since}::date ORDER BY day`;
}

function readTreeOf(tx: TenantTransaction, organizationId: string, day: string): Promise<HistoryRow[]> {
  return rows(tx)<HistoryRow>`
    SELECT node_id AS "nodeId", kind, parent_id AS "parentId", account_state AS "accountState",
      is_present AS "isPresent"
    FROM node_history WHERE organization_id = ${organizationId} AND day = ${day}::date`;
}

function readStatesOf(tx: TenantTransaction, organizationId: string, day: string): Promise<DayState[]> {
  return rows(tx)<DayState>`
    SELECT r.node_id AS "nodeId", r.accounts, r.sums, r.unread_accounts AS "unreadAccounts",
      r.oldest_read_on::text AS "oldestReadOn", (CASE WHEN c.state = 'complete' THEN c.finished_at ELSE (
        SELECT min(y.finished_at) FROM crawls y WHERE y.organization_id = r.organization_id AND y.state = 'complete'
          AND y.requested_at > c.requested_at) END AT TIME ZONE (SELECT zone FROM tenants))::date::text AS "countedOn"
    FROM posture_rollups r LEFT JOIN crawls c ON c.id = r.crawl_id
    WHERE r.organization_id = ${organizationId} AND r.day = ${day}::date`;
}

/** As of the day before `since`. */
function readStatesBefore(tx: TenantTransaction, organizationId: string, since: string): Promise<DayState[]> {
  return rows(tx)<DayState>`
    SELECT DISTINCT ON (node_id) node_id AS "nodeId", accounts, sums, unread_accounts AS "unreadAccounts",
      oldest_read_on::text AS "oldestReadOn", day::text AS "countedOn"
    FROM posture_rollups WHERE organization_id = ${organizationId} AND day < ${since}::date
    ORDER BY node_id, day DESC`;
}

class Below {
  readonly sums = zeroSums();
  accounts = 0;
  unreadAccounts = 0;
  oldestReadOn: string | null = null;
  isOpen = false;

  add(part: Pick<DayState, "accounts" | "unreadAccounts" | "oldestReadOn"> & { readonly sums: PostureSums | null }) {
    if (part.sums !== null) addTo(this.sums, part.sums);
    this.accounts += part.accounts;
    this.unreadAccounts += part.unreadAccounts;
    const oldest = part.oldestReadOn;
    if (oldest !== null && (this.oldestReadOn === null || oldest < this.oldestReadOn)) this.oldestReadOn = oldest;
  }
}

function recountDay(
  tree: DayTree,
  states: ReadonlyMap<string, DayState>,
  { organizationId, day }: { readonly organizationId: string; readonly day: string },
): RecountedHistory {
  const below = new Map<string, Below>();
  const found: Disagreement[] = [];
  let skipped = 0;
  // Deepest first, so every node is complete before its parent is asked.
  for (const node of tree.deepestFirst()) {
    const own = below.get(node.nodeId) ?? new Below();
    const state = states.get(node.nodeId);
    if (node.kind === "account") {
      own.isOpen = state !== undefined && (state.countedOn === null || state.countedOn > day);
      if (node.accountState === "ACTIVE")
        own.add(state === undefined || state.accounts === 0 ? unseen : { ...state, accounts: 1 });
    } else if (own.isOpen) skipped += 1;
    else found.push(...compareDay({ kind: "unit-history", organizationId, nodeId: node.nodeId }, day, state, own));
    const parent = below.get(node.parentId) ?? new Below();
    below.set(node.parentId, parent);
    parent.isOpen ||= own.isOpen;
    parent.add(own);
  }
  return { disagreements: found, skipped };
}

/** Listed as active, and no step has read or kept anything of it. */
const unseen = { accounts: 1, unreadAccounts: 1, oldestReadOn: null, sums: null };

function compareDay(
  place: Pick<Disagreement, "kind" | "organizationId" | "nodeId">,
  day: string,
  state: DayState | undefined,
  below: Below,
): Disagreement[] {
  const pairs = [
    ["accounts", state?.accounts ?? null, below.accounts],
    ["unread accounts", state?.unreadAccounts ?? null, below.unreadAccounts],
    ["oldest read on", dayNumber(state?.oldestReadOn), dayNumber(below.oldestReadOn)],
  ] as const;
  const counts = pairs.flatMap(([where, stored, recounted]) =>
    stored === recounted ? [] : [{ ...place, where, stored, recounted }],
  );
  const found = [...counts, ...compareSums(place, state?.sums ?? {}, below.sums)];
  return found.map((one) => ({ ...one, where: `${day} ${one.where}` }));
}

/** Days since 1970. */
function dayNumber(day: string | null | undefined): number | null {
  return day === null || day === undefined ? null : Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
