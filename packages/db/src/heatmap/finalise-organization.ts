import { Failure } from "@sekinin/config";
import { type CountedTree, rollUpControls, unitChanges } from "@sekinin/posture";
import { writeNodeHistory } from "../history/write-node-history.ts";
import { writeUnitChanges } from "../history/write-unit-changes.ts";
import { execute, rows } from "../sql.ts";
import { boundedKey, isUuid, mostIdBytes } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { FinalisedNode } from "./finalised-node.ts";
import { type AccountFacts, readAccountFacts, readStoredTree, readUncounted } from "./read-before.ts";
import { replaceNodes } from "./replace-nodes.ts";
import { unitRollups } from "./unit-rollups.ts";
import { writeRollups } from "./write-rollups.ts";

export type FinalisedOrganization = {
  readonly organizationId: string;
  readonly crawlId: string;
  /** Every node of the tree as the crawl saw it. */
  readonly nodes: readonly FinalisedNode[];
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
  /** When the crawl was complete; the database's clock where it is left out. */
  readonly at?: Date;
};

/** Snapshots of the organisation that are kept. */
const keptSnapshots = 3;

/**
 * Makes a crawl what pages show: tree, OU rollups and why they changed, the tree of the day, `current_crawl`, and the
 * crawl complete. Writes changes only. Call `withLease` first in the same transaction. Throws `crawl.cancelled` where the crawl runs no more, `not-found` where
 * the organisation is not this tenant's.
 */
export async function finaliseOrganization(
  tx: TenantTransaction,
  input: FinalisedOrganization,
): Promise<{ readonly rowsWritten: number }> {
  await lockRunning(tx, input.crawlId);
  const at = input.at ?? null;
  const moved = await execute(tx)`
    UPDATE organizations SET current_crawl_id = ${input.crawlId}::uuid,
      current_crawl_at = coalesce(${at}::timestamptz, clock_timestamp())
    WHERE organization_id = ${input.organizationId}`;
  if (moved === 0) throw new Failure("not-found");
  const nodes = input.nodes.map(bounded);
  const accounts = await readAccountFacts(tx, input.organizationId);
  const before = await readStoredTree(tx, input.organizationId);
  const written = await replaceNodes(
    tx,
    input.organizationId,
    nodes,
    rollUpControls(nodes, controlsOf(nodes, accounts)),
  );
  const rollups = await writeRollups(tx, input, unitRollups(nodes, before, accounts));
  const changes = await writeChanges(tx, input, before, nodes);
  const history = await writeNodeHistory(tx, input, nodes);
  const ended = await execute(tx)`
    UPDATE crawls SET state = 'complete', finished_at = coalesce(${at}::timestamptz, clock_timestamp())
    WHERE id = ${input.crawlId}::uuid`;
  const tidied = await tidy(tx, input);
  return { rowsWritten: moved + written + rollups + changes + history + ended + tidied };
}

function bounded(node: FinalisedNode): FinalisedNode {
  const parentId = node.parentId === null ? null : boundedKey(node.parentId, mostIdBytes);
  return { ...node, id: boundedKey(node.id, mostIdBytes), parentId };
}

function isCounted({ kind, accounts }: FinalisedNode): boolean {
  return kind === "account" && accounts > 0;
}

function controlsOf(nodes: readonly FinalisedNode[], accounts: ReadonlyMap<string, AccountFacts>) {
  return new Map(nodes.filter(isCounted).map(({ id }) => [id, accounts.get(id)?.controls ?? {}]));
}

async function writeChanges(
  tx: TenantTransaction,
  input: FinalisedOrganization,
  before: CountedTree,
  nodes: readonly FinalisedNode[],
): Promise<number> {
  const sums = new Map(nodes.filter(isCounted).map(({ id, posture }) => [id, posture.sums]));
  const own = await readUncounted(tx, input.organizationId);
  const kinds = new Map([...before.nodes, ...nodes].map(({ id, kind }) => [id, kind]));
  const changes = [...unitChanges(before, { nodes, sums }, own)].map(([nodeId, change]) => {
    const kind = kinds.get(nodeId) === "root" ? ("root" as const) : ("organizational-unit" as const);
    return { nodeId, kind, ...change };
  });
  return writeUnitChanges(tx, input, changes);
}

async function lockRunning(tx: TenantTransaction, crawlId: string): Promise<void> {
  const [crawl] = isUuid(crawlId)
    ? await rows(tx)<{ id: string }>`
        SELECT id::text FROM crawls
        WHERE id = ${crawlId}::uuid AND state = 'running' AND cancel_requested_at IS NULL FOR NO KEY UPDATE`
    : [];
  if (crawl === undefined) throw new Failure("crawl.cancelled");
}

/** The step's pages have done their work; older snapshots are not shown any more. */
async function tidy(tx: TenantTransaction, input: FinalisedOrganization): Promise<number> {
  const pages = await execute(tx)`DELETE FROM organization_pages WHERE crawl_id = ${input.crawlId}::uuid`;
  const snapshots = await execute(tx)`
    DELETE FROM organization_snapshots WHERE organization_id = ${input.organizationId} AND crawl_id NOT IN (
      SELECT crawl_id FROM organization_snapshots WHERE organization_id = ${input.organizationId}
      ORDER BY crawl_id = ${input.crawlId}::uuid DESC, observed_at DESC LIMIT ${keptSnapshots}::int)`;
  return pages + snapshots;
}
