import type { ControlSum, ControlSums } from "@sekinin/posture";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Disagreement } from "./disagreement.ts";
import { quantities } from "./sums.ts";

type Sum = Omit<ControlSum, "domain">;
type Place = Pick<Disagreement, "kind" | "organizationId" | "nodeId">;

const controlQuantities = [
  ...quantities,
  "failingAccounts",
  "unknownAccounts",
] as const satisfies readonly (keyof Sum)[];

/** Sums by control: of accounts against their duties, and of the tree's nodes against the accounts below them. */
export async function recountControls(tx: TenantTransaction): Promise<Disagreement[]> {
  const organizations = await rows(tx)<{ id: string }>`
    SELECT organization_id AS id FROM organizations WHERE current_crawl_id IS NOT NULL ORDER BY organization_id`;
  const found = await recountAccounts(tx);
  for (const { id } of organizations) found.push(...(await recountTree(tx, id)));
  return found;
}

type Account = { readonly organizationId: string; readonly accountId: string; readonly controls: ControlSums };
type Counted = Omit<Account, "controls"> & { readonly controlId: string } & Sum;

/** Accounts that no step has decided since there are sums by control name none, and are left out. */
async function recountAccounts(tx: TenantTransaction): Promise<Disagreement[]> {
  const accounts = await rows(tx)<Account>`
    SELECT organization_id AS "organizationId", account_id AS "accountId", controls FROM account_states
    WHERE status <> 'frozen' AND controls <> '{}' ORDER BY organization_id, account_id`;
  const counted = new Map<string, Map<string, Sum>>();
  for (const row of await countDuties(tx)) {
    const key = `${row.organizationId} ${row.accountId}`;
    const controls = counted.get(key) ?? new Map<string, Sum>();
    counted.set(key, controls.set(row.controlId, row));
  }
  return accounts.flatMap(({ organizationId, accountId, controls }) => {
    const recounted = counted.get(`${organizationId} ${accountId}`) ?? new Map<string, Sum>();
    return compareControls({ kind: "account-controls", organizationId, nodeId: accountId }, controls, recounted);
  });
}

/** The score's formula in SQL, apart from `posture`, in steps of 2^-22. */
function countDuties(tx: TenantTransaction): Promise<Counted[]> {
  return rows(tx)<Counted>`
    SELECT organization_id AS "organizationId", account_id AS "accountId", control_id AS "controlId",
      sum(round(w * passed / n * 4194304) / 4194304)::float8 AS met,
      sum(round(w * (passed + failed) / n * 4194304) / 4194304)::float8 AS known,
      sum(w)::float8 AS total, count(*)::int AS duties,
      count(*) FILTER (WHERE failed > 0)::int AS "failingDuties",
      count(*) FILTER (WHERE unknown > 0)::int AS "unknownDuties",
      sum(passed)::int AS passed, sum(failed)::int AS failed, sum(unknown)::int AS unknown,
      max(CASE WHEN failed > 0 THEN 1 ELSE 0 END)::int AS "failingAccounts",
      max(CASE WHEN unknown > 0 THEN 1 ELSE 0 END)::int AS "unknownAccounts"
    FROM (
      SELECT *, (passed + failed + unknown)::float8 AS n,
        CASE severity WHEN 'critical' THEN 10 WHEN 'high' THEN 5 WHEN 'medium' THEN 2 ELSE 1 END::float8 AS w
      FROM duties
    ) d WHERE n > 0 GROUP BY organization_id, account_id, control_id`;
}

type Node = {
  readonly nodeId: string;
  readonly kind: string;
  readonly parentId: string;
  readonly controls: ControlSums;
  /** Of the account that the same crawl wrote; null for other nodes. */
  readonly own: ControlSums | null;
};

/** Nodes come deepest first, so every node is complete before its parent is asked. */
async function recountTree(tx: TenantTransaction, organizationId: string): Promise<Disagreement[]> {
  const nodes = await rows(tx)<Node>`
    SELECT n.node_id AS "nodeId", n.kind, n.parent_id AS "parentId", n.controls, a.controls AS own
    FROM organization_nodes n JOIN organizations o USING (organization_id)
      LEFT JOIN account_states a ON n.kind = 'account' AND n.accounts > 0 AND a.organization_id = n.organization_id
        AND a.account_id = n.node_id AND a.crawl_id = o.current_crawl_id AND a.status <> 'frozen'
    WHERE n.organization_id = ${organizationId} ORDER BY n.depth DESC, n.node_id`;
  const below = new Map(nodes.map(({ nodeId }) => [nodeId, new Map<string, Sum>()]));
  const found: Disagreement[] = [];
  for (const { nodeId, kind, parentId, controls, own } of nodes) {
    const sums = below.get(nodeId) ?? new Map<string, Sum>();
    if (kind === "account") addControls(sums, Object.entries(controls));
    else found.push(...compareControls({ kind: "unit-controls", organizationId, nodeId }, controls, sums));
    if (own !== null) {
      const stored = new Map(Object.entries(own));
      found.push(...compareControls({ kind: "node-controls", organizationId, nodeId }, controls, stored));
    }
    const parent = below.get(parentId);
    if (parent !== undefined) addControls(parent, sums);
  }
  return found;
}

function addControls(total: Map<string, Sum>, parts: Iterable<readonly [string, Sum]>): void {
  for (const [id, part] of parts) {
    const sum = total.get(id);
    const added = controlQuantities.map((quantity) => [quantity, (sum?.[quantity] ?? 0) + part[quantity]]);
    // Every quantity is set in the list above.
    total.set(id, Object.fromEntries(added) as Sum);
  }
}

function compareControls(place: Place, stored: ControlSums, recounted: ReadonlyMap<string, Sum>): Disagreement[] {
  const ids = new Set([...Object.keys(stored), ...recounted.keys()]);
  return [...ids].sort().flatMap((id) =>
    controlQuantities.flatMap((quantity) => {
      const left = stored[id]?.[quantity] ?? null;
      // A control without a duty has an entry of zeros.
      const right = recounted.get(id)?.[quantity] ?? 0;
      return left === right ? [] : [{ ...place, where: `${id} ${quantity}`, stored: left, recounted: right }];
    }),
  );
}
