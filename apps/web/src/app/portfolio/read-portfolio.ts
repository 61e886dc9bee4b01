import "server-only";
import type { SignedIn, TenantAccess } from "@sekinin/auth";
import {
  type ConnectionState,
  type CrawlState,
  listConnections,
  listCrawls,
  listOrganizations,
  readHeatmap,
  type TenantTransaction,
} from "@sekinin/db";
import { addSums, cellOf, emptySums, type NodePosture, overallSum } from "@sekinin/posture";
import { recordOperatorAccess } from "../../server/operator-access.ts";
import { services } from "../../server/services.ts";
import { worstState } from "./worst-state.ts";

/** One customer of an operator. `score` and `knownShare` are 0..1, null where nothing is known. */
export type Customer = {
  readonly slug: string;
  readonly name: string;
  readonly organizations: number;
  readonly accounts: number;
  /** Before the first complete crawl: how many of `accounts` the score holds. Null afterwards. */
  readonly accountsRead: number | null;
  readonly score: number | null;
  readonly knownShare: number | null;
  readonly connection: ConnectionState | "none";
  readonly crawl: { readonly id: string; readonly state: CrawlState; readonly at: Date } | null;
};

/** Each customer in a transaction of its own: no query crosses tenants. Lowest score first, unknown ones before all. */
export async function readPortfolio(user: SignedIn, tenants: readonly TenantAccess[]): Promise<Customer[]> {
  const { database } = await services();
  const customers: Customer[] = [];
  // One after the other: forty short transactions at once would take the pool from everybody else.
  for (const tenant of tenants) {
    await recordOperatorAccess(user, tenant);
    const facts = await database.withTenant(tenant.tenantId, readCustomer);
    customers.push({ slug: tenant.slug, name: tenant.name, ...facts });
  }
  return customers.sort((a, b) => (a.score ?? -1) - (b.score ?? -1) || a.name.localeCompare(b.name));
}

async function readCustomer(tx: TenantTransaction): Promise<Omit<Customer, "slug" | "name">> {
  const connections = await listConnections(tx);
  const [crawl] = await listCrawls(tx, { limit: 1 });
  const organizations = await listOrganizations(tx);
  const roots: NodePosture[] = [];
  let accounts = 0;
  let isPartial = false;
  for (const { organizationId } of organizations) {
    const heatmap = await readHeatmap(tx, { organizationId, parentIds: [] });
    const root = heatmap?.rows.find((row) => row.kind === "root");
    if (root !== undefined) roots.push(root.posture);
    accounts += heatmap?.partial?.accounts ?? root?.accounts ?? 0;
    isPartial ||= (heatmap?.partial ?? null) !== null;
  }
  const sums = roots.reduce((total, root) => addSums(total, root.sums), emptySums());
  return {
    organizations: organizations.length,
    accounts,
    accountsRead: isPartial ? roots.reduce((sum, root) => sum + root.accounts, 0) : null,
    ...cellOf(overallSum(sums)),
    connection: worstState(connections.map((connection) => connection.state)),
    crawl: crawl === undefined ? null : { id: crawl.id, state: crawl.state, at: crawl.finishedAt ?? crawl.requestedAt },
  };
}
