import { type CoverageVerdict, coverageVerdicts } from "@sekinin/guardrails";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";

type Counts = Readonly<Record<string, readonly number[]>>;

type Node = {
  readonly organizationId: string;
  readonly nodeId: string;
  readonly kind: string;
  readonly parentId: string;
  /** AWS's State of an account, empty for other nodes. */
  readonly accountState: string;
  /** Accounts below that count, as the tree has it. */
  readonly accounts: number;
  readonly counts: Counts | null;
  readonly rollup: Counts | null;
  readonly verdicts: Readonly<Record<string, CoverageVerdict>> | null;
};

/**
 * Coverage of the root and of OUs equals the classes of the active accounts below them in the tree that was decided,
 * as many as the tree counts there, and their newest rollup. What a later crawl has not decided yet is left out: its tree is another one.
 */
export async function recountCoverage(tx: TenantTransaction): Promise<Disagreement[]> {
  const organizations = await rows(tx)<{ id: string }>`
    SELECT o.organization_id AS id FROM organizations o
      JOIN coverage_states s ON s.organization_id = o.organization_id AND s.crawl_id = o.current_crawl_id
    ORDER BY o.organization_id`;
  const found: Disagreement[] = [];
  for (const { id } of organizations) found.push(...recountTree(await readNodes(tx, id)));
  return found;
}

function readNodes(tx: TenantTransaction, organizationId: string): Promise<Node[]> {
  return rows(tx)<Node>`
    SELECT n.organization_id AS "organizationId", n.node_id AS "nodeId", n.kind, n.parent_id AS "parentId",
      n.account_state AS "accountState", n.accounts, v.counts, r.counts AS rollup, c.verdicts
    FROM organization_nodes n
      LEFT JOIN LATERAL (
        SELECT counts, class_key FROM coverage_nodes
        WHERE organization_id = ${organizationId} AND node_id = n.node_id OFFSET 0
      ) v ON true
      LEFT JOIN LATERAL (
        SELECT verdicts FROM coverage_classes
        WHERE organization_id = ${organizationId} AND class_key = v.class_key OFFSET 0
      ) c ON true
      LEFT JOIN LATERAL (
        SELECT p.counts FROM coverage_rollups p
        WHERE n.kind <> 'account' AND p.organization_id = n.organization_id AND p.node_id = n.node_id
        ORDER BY p.day DESC LIMIT 1
      ) r ON true
    WHERE n.organization_id = ${organizationId} AND n.account_state <> 'LEFT' ORDER BY n.depth DESC, n.node_id`;
}

/** `nodes` come deepest first, so every node is complete before its parent is asked. */
function recountTree(nodes: readonly Node[]): Disagreement[] {
  const recounted = new Map<string, Map<string, number>>(nodes.map(({ nodeId }) => [nodeId, new Map()]));
  const found: Disagreement[] = [];
  for (const node of nodes) {
    const own = recounted.get(node.nodeId) ?? new Map<string, number>();
    const verdicts = node.kind !== "account" || node.accountState === "ACTIVE" ? (node.verdicts ?? {}) : {};
    for (const [objective, verdict] of Object.entries(verdicts)) add(own, `${objective} ${verdict}`, 1);
    if (node.kind === "account") {
      if (node.verdicts === null) found.push(disagreement(node, "unit-coverage", "class", null, 1));
    } else {
      const stored = flat(node.counts ?? {});
      found.push(
        ...compare(node, "unit-coverage", stored, own),
        ...compare(node, "rollup-coverage", flat(node.rollup ?? {}), stored),
        ...compare(node, "unit-coverage", totals(node.counts ?? {}), headsOf(node)),
      );
    }
    const parent = recounted.get(node.parentId);
    if (parent !== undefined) for (const [key, count] of own) add(parent, key, count);
  }
  return found;
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** Accounts by objective, whatever the verdict. */
function totals(counts: Counts): Map<string, number> {
  const sum = (byVerdict: readonly number[]) => byVerdict.reduce((total, count) => total + count, 0);
  return new Map(Object.entries(counts).map(([objective, byVerdict]) => [`${objective} accounts`, sum(byVerdict)]));
}

/** What `totals` must be: each objective has a verdict in each account that counts. */
function headsOf({ counts, accounts }: Node): Map<string, number> {
  return new Map(Object.keys(counts ?? {}).map((objective) => [`${objective} accounts`, accounts]));
}

/** Counts by objective and verdict, none where they are 0. */
function flat(counts: Counts): Map<string, number> {
  const all = new Map<string, number>();
  for (const [objective, byVerdict] of Object.entries(counts)) {
    coverageVerdicts.forEach((verdict, at) => {
      if ((byVerdict[at] ?? 0) !== 0) all.set(`${objective} ${verdict}`, byVerdict[at] ?? 0);
    });
  }
  return all;
}

type Kind = "unit-coverage" | "rollup-coverage";

function compare(
  node: Node,
  kind: Kind,
  stored: ReadonlyMap<string, number>,
  recounted: ReadonlyMap<string, number>,
): Disagreement[] {
  const keys = new Set([...stored.keys(), ...recounted.keys()]);
  return [...keys].flatMap((key) =>
    stored.get(key) === recounted.get(key)
      ? []
      : [disagreement(node, kind, key, stored.get(key) ?? 0, recounted.get(key) ?? 0)],
  );
}

function disagreement(
  { organizationId, nodeId }: Node,
  kind: Kind,
  where: string,
  stored: number | null,
  recounted: number | null,
): Disagreement {
  return { kind, organizationId, nodeId, where, stored, recounted };
}
