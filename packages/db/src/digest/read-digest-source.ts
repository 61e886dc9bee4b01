import type { ControlSums, NodePosture } from "@sekinin/posture";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { DigestChange, DigestNode, DigestSource } from "./digest-source.ts";
import { readTeamPart } from "./read-team-part.ts";
import { readUnread, unreadByCode } from "./read-unread.ts";
import type { Subscription } from "./subscription.ts";

/** What of a subscription its digest is read by: a preview has no row yet. */
export type DigestScope = Pick<Subscription, "organizationId" | "scopeKind" | "nodeIds" | "teamId">;

const dayMs = 24 * 60 * 60 * 1_000;
/** How far back a first digest looks, and the furthest that any does. */
const firstDays = 7;
const mostDays = 366;

/**
 * Reads what a digest tells of a scope since `since` (null: the last seven days), by today's tree: accounts that moved
 * are found where they are now. Null where this tenant has no such organisation. At most five statements.
 */
export async function readDigestSource(
  tx: TenantTransaction,
  scope: DigestScope,
  { since, now }: { readonly since: Date | null; readonly now: Date },
): Promise<DigestSource | null> {
  const from = new Date(
    Math.max(since?.getTime() ?? now.getTime() - firstDays * dayMs, now.getTime() - mostDays * dayMs),
  );
  const head = await readHead(tx, scope);
  if (head === null) return null;
  const found = await readNodes(tx, scope);
  const roots = found.filter(({ isRoot }) => isRoot).map(rootOf);
  const children = found.filter(({ isRoot }) => !isRoot).map(nodeOf);
  const rootIds = roots.map(({ nodeId }) => nodeId);
  const shared = { ...head, scopeKind: scope.scopeKind, since: from };
  const unread = await readUnread(tx, scope.organizationId, rootIds);
  if (scope.scopeKind === "assignments") {
    const own = await readTeamPart(tx, scope, { roots, children, unread });
    return { ...shared, ...own, missingNodes: 0, changes: null, unread: unreadByCode(own.unread) };
  }
  const changes = await readChanges(tx, scope.organizationId, rootIds, from);
  const missingNodes = found[0] === undefined ? scope.nodeIds.length : found[0].missing;
  return { ...shared, roots, children, missingNodes, changes, unread: unreadByCode(unread), teamName: null };
}

type Root = DigestSource["roots"][number];

type Head = Pick<DigestSource, "tenant" | "organization" | "crawledAt" | "teamName">;

async function readHead(tx: TenantTransaction, scope: DigestScope): Promise<Head | null> {
  const teamId = scope.teamId !== null && isUuid(scope.teamId) ? scope.teamId : null;
  const [row] = await rows(tx)<
    Head["tenant"] & { root: string | null; crawledAt: Date | null; teamName: string | null }
  >`
    SELECT t.id::text, t.slug, t.name, t.zone, o.current_crawl_at AS "crawledAt",
      (SELECT n.name FROM organization_nodes n
       WHERE n.organization_id = o.organization_id AND n.node_id = o.root_id) AS root,
      (SELECT m.name FROM teams m WHERE m.id = ${teamId}::uuid) AS "teamName"
    FROM organizations o JOIN tenants t ON t.id = o.tenant_id WHERE o.organization_id = ${scope.organizationId}`;
  if (row === undefined) return null;
  const { root, crawledAt, teamName, ...tenant } = row;
  const organization = { organizationId: scope.organizationId, name: root ?? scope.organizationId };
  return { tenant, organization, crawledAt, teamName };
}

type NodeRow = Omit<DigestNode, "sums"> & {
  readonly isRoot: boolean;
  readonly missing: number;
  readonly posture: NodePosture;
  readonly controls: ControlSums | null;
};

/** The scope's nodes, none below another one, and the OUs directly below them; of accounts, those that are listed. */
function readNodes(tx: TenantTransaction, { organizationId, scopeKind, nodeIds }: DigestScope): Promise<NodeRow[]> {
  const isWhole = scopeKind === "organization" || scopeKind === "assignments";
  return rows(tx)<NodeRow>`
    WITH RECURSIVE wanted AS (
      SELECT node_id, parent_id FROM organization_nodes
      WHERE organization_id = ${organizationId} AND account_state <> 'LEFT'
        AND CASE WHEN ${isWhole}::boolean THEN kind = 'root' ELSE node_id = ANY(${[...nodeIds]}::text[]) END
    ), up AS (
      SELECT node_id AS origin, parent_id AS ancestor FROM wanted
      UNION
      SELECT up.origin, n.parent_id FROM up JOIN organization_nodes n
        ON n.organization_id = ${organizationId} AND n.node_id = up.ancestor
    ), roots AS (
      SELECT w.node_id FROM wanted w
      WHERE NOT EXISTS (SELECT FROM up JOIN wanted o ON o.node_id = up.ancestor WHERE up.origin = w.node_id)
    )
    SELECT n.node_id AS "nodeId", n.kind, nullif(n.parent_id, '') AS "parentId", n.name, n.accounts, n.posture,
      r.node_id IS NOT NULL AS "isRoot",
      CASE WHEN r.node_id IS NULL THEN NULL ELSE n.controls END AS controls,
      (SELECT CASE WHEN ${isWhole}::boolean THEN 0 ELSE ${nodeIds.length}::int - count(*)::int END FROM wanted) AS missing
    FROM organization_nodes n LEFT JOIN roots r ON r.node_id = n.node_id
    WHERE n.organization_id = ${organizationId} AND (r.node_id IS NOT NULL
      OR (n.kind = 'organizational-unit' AND n.parent_id IN (SELECT node_id FROM roots)))
    ORDER BY n.depth, n.name, n.node_id`;
}

function nodeOf({ nodeId, kind, parentId, name, accounts, posture }: NodeRow): DigestNode {
  return { nodeId, kind, parentId, name, accounts, sums: posture.sums };
}

function rootOf(row: NodeRow): Root {
  return { ...nodeOf(row), controls: row.controls ?? {} };
}

/** A crawl counts once its finalise has added it to the tree that pages show: an account's own row when it was counted. */
function readChanges(
  tx: TenantTransaction,
  organizationId: string,
  nodeIds: readonly string[],
  since: Date,
): Promise<DigestChange[]> {
  return rows(tx)<DigestChange>`
    SELECT p.node_id AS "nodeId", p.causes, p.flows, p.moves
    FROM posture_changes p JOIN crawls c ON c.id = coalesce(p.counted_by, p.crawl_id)
    WHERE p.organization_id = ${organizationId} AND p.node_id = ANY(${nodeIds}::text[])
      AND (p.kind <> 'account' OR p.counted_by IS NOT NULL) AND c.finished_at > ${since}::timestamptz
    ORDER BY c.finished_at, p.node_id`;
}
