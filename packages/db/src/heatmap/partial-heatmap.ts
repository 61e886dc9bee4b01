import { Failure } from "@sekinin/config";
import { type NodePosture, type OrganizationNode, type PostureSums, rollUp } from "@sekinin/posture";
import type { Organization } from "../organization/list-organizations.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Heatmap, HeatmapRow } from "./heatmap.ts";

type ReadAccount = { readonly accountId: string; readonly name: string; readonly sums: PostureSums };

/** Accounts that an opened root shows before the tree is known. */
const mostAccounts = 500;

/**
 * Before the first complete crawl there is no tree to show: one row for the whole organisation, the sum of the accounts
 * that were read so far, and these accounts below it.
 */
export async function readPartialHeatmap(
  tx: TenantTransaction,
  organization: Organization,
  opened: readonly string[],
): Promise<Pick<Heatmap, "partial" | "rows">> {
  const accounts = await rows(tx)<ReadAccount>`
    SELECT account_id AS "accountId", name, sums FROM account_states
    WHERE organization_id = ${organization.organizationId} AND status <> 'frozen' ORDER BY name, account_id`;
  const [planned] = await rows(tx)<{ count: number }>`
    SELECT count(*)::int AS count FROM crawl_steps WHERE kind = 'account' AND crawl_id = (
      SELECT id FROM crawls WHERE connection_id = ${organization.connectionId}::uuid
      ORDER BY requested_at DESC, id DESC LIMIT 1)`;
  const { rootId, organizationId } = organization;
  const posture = posturesOf(rootId, accounts);
  const root: HeatmapRow = {
    nodeId: rootId,
    kind: "root",
    parentId: null,
    name: organizationId,
    depth: 0,
    accountState: "",
    accounts: accounts.length,
    childCount: accounts.length,
    posture: posture(rootId),
    before: null,
  };
  const shown = opened.includes(rootId) ? accounts.slice(0, mostAccounts) : [];
  const below = shown.map((account) => rowOf(account, rootId, posture(account.accountId)));
  return {
    partial: { accountsRead: accounts.length, accounts: Math.max(planned?.count ?? 0, accounts.length) },
    rows: [root, ...below],
  };
}

function rowOf(account: ReadAccount, rootId: string, posture: NodePosture): HeatmapRow {
  return {
    nodeId: account.accountId,
    kind: "account",
    parentId: rootId,
    name: account.name,
    depth: 1,
    accountState: "",
    accounts: 1,
    childCount: 0,
    posture,
    before: null,
  };
}

/** Every account directly below the root. */
function posturesOf(rootId: string, accounts: readonly ReadAccount[]): (nodeId: string) => NodePosture {
  const tree: OrganizationNode[] = [
    { id: rootId, kind: "root", parentId: null },
    ...accounts.map(({ accountId }) => ({ id: accountId, kind: "account" as const, parentId: rootId })),
  ];
  const postures = rollUp(tree, new Map(accounts.map(({ accountId, sums }) => [accountId, sums])));
  return (nodeId) => {
    const posture = postures.get(nodeId);
    if (posture === undefined) throw new Failure("internal", { detail: { problem: "A node without posture." } });
    return posture;
  };
}
