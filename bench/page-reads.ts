import type { Database, TenantTransaction } from "@sekinin/db";
import { type Figure, time } from "./harness.ts";

/** The value that 95 of 100 lie at or below. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

/** How many statements `work` sends in its transaction, the one that names the tenant aside. */
export async function countStatements(
  database: Database,
  tenantId: string,
  work: (tx: TenantTransaction) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  await database.withTenant(tenantId, (tx) =>
    work(
      new Proxy(tx, {
        get(target, name, receiver) {
          const value: unknown = Reflect.get(target, name, receiver);
          // Raw statements, and Prisma's models: `tx.tenant.findFirst()` is one too.
          const isStatement = name === "$queryRaw" || name === "$executeRaw";
          const isModel = typeof name === "string" && /^[a-z]/.test(name) && typeof value === "object";
          if (isStatement || isModel) count += 1;
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    ),
  );
  return count;
}

type Reads = {
  readonly database: Database;
  readonly tenantId: string;
  readonly organizationId: string;
  readonly rootId: string;
};

/** A page's reads against one row by its key, turn by turn on the same pool: p95 over p95, and its statements. */
export async function measurePage(
  name: string,
  { database, tenantId, organizationId, rootId }: Reads,
  work: (tx: TenantTransaction) => Promise<unknown>,
  times = 400,
): Promise<Figure> {
  const rows: number[] = [];
  const pages: number[] = [];
  // In turns, so that whatever else the machine does falls on both.
  for (let turn = 0; turn < times; turn += 1) {
    const [row = Number.NaN] = await time(1, () =>
      database.withTenant(tenantId, (tx) =>
        tx.organizationNode.findUnique({
          where: { tenantId_organizationId_nodeId: { tenantId, organizationId, nodeId: rootId } },
        }),
      ),
    );
    const [page = Number.NaN] = await time(1, () => database.withTenant(tenantId, work));
    rows.push(row);
    pages.push(page);
  }
  const statements = await countStatements(database, tenantId, work);
  const ratio = p95(pages) / p95(rows);
  return {
    name,
    ratio,
    goal: "<= 20, statements <= 6",
    ok: ratio <= 20 && statements <= 6,
    detail: { pageP95Ms: p95(pages), rowP95Ms: p95(rows), statements },
  };
}
