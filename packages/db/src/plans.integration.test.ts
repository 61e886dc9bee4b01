import { Failure } from "@sekinin/config";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as db from "./index.ts";
import { rows } from "./sql.ts";
import { fullTenant, type Ids } from "./testing/full-tenant.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import { tenantVerbs } from "./testing/verb-table.ts";
import type { SystemTransaction, TenantTransaction } from "./transaction.ts";

/** Tables that grow with accounts, resources and crawls. */
const large = [
  "account_states",
  "coverage_classes",
  "coverage_nodes",
  "coverage_outcomes",
  "coverage_rollups",
  "crawl_steps",
  "duties",
  "finding_events",
  "findings",
  "organization_changes",
  "organization_nodes",
  "posture_rollups",
  "verdict_logs",
];

let databases: TestDatabase;
let small: Ids;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  small = await fullTenant(databases.database, (await databases.createTenant()).id, "small");
  for (const name of ["large-a", "large-b"]) {
    const ids = await fullTenant(databases.database, (await databases.createTenant()).id, name);
    await grow(ids);
  }
  await query(databases.ownerUrl, "ANALYZE");
});
afterAll(() => databases.drop());

/** Two thousand accounts with five findings and duties each, and what else there is one of per account. */
async function grow(ids: Ids): Promise<void> {
  const { tenantId, organizationId, crawlId } = ids;
  const values = [tenantId, organizationId, crawlId];
  const account = "(200000000000 + n)::text";
  const statements = [
    `INSERT INTO account_states SELECT $1, $2, ${account}, 'n', 'current', NULL, $3, now(), now(), '{}', 1
     FROM generate_series(1, 2000) n`,
    `INSERT INTO crawl_steps (tenant_id, id, crawl_id, kind, account_id)
     SELECT $1, gen_random_uuid(), $3, 'account', ${account} || left($2, 0) FROM generate_series(1, 2000) n`,
    `INSERT INTO duties SELECT $1, $2, ${account}, 'r-' || m, 'c', 'network', 'low', 0, 1, 0, 0, '[]', now(), $3
     FROM generate_series(1, 2000) n, generate_series(1, 5) m`,
    `INSERT INTO findings (tenant_id, id, organization_id, account_id, region, control_id, resource, domain, severity,
       status, reason, first_seen_at, changed_at, crawl_id, rank, resource_name)
     SELECT $1, gen_random_uuid(), $2, ${account}, 'r-' || m, 'c', 'arn', 'network', 'low', 'open', 'x', now(), now(), $3,
       4, 'arn'
     FROM generate_series(1, 2000) n, generate_series(1, 5) m`,
    `INSERT INTO finding_events (tenant_id, finding_id, crawl_id, event, at)
     SELECT tenant_id, id, crawl_id, 'changed', now() FROM findings
     WHERE tenant_id = $1 AND organization_id = $2 AND crawl_id = $3`,
    `INSERT INTO organization_nodes SELECT $1, $2, ${account}, 'account', 'ou-' || n % 50 || left($3::text, 0), 'n', 2,
       'ACTIVE', 1, 0, '{}' FROM generate_series(1, 2000) n`,
    `INSERT INTO posture_rollups SELECT $1, $2, ${account}, '2026-11-01', 'account', $3, 1, '{}', '{}'
     FROM generate_series(1, 2000) n`,
    `INSERT INTO coverage_outcomes SELECT $1, $2, 'o-' || n || left($3::text, 0), '{}' FROM generate_series(1, 2000) n`,
    `INSERT INTO coverage_classes SELECT $1, $2, 'c-' || n, '{"cloudtrail-off": "none"}',
       jsonb_build_object('cloudtrail-off', 'o-' || n || left($3::text, 0)) FROM generate_series(1, 2000) n`,
    `INSERT INTO coverage_nodes SELECT $1, $2, ${account}, 'account', 'c-' || n || left($3::text, 0), '{}', '{}'
     FROM generate_series(1, 2000) n`,
    `INSERT INTO coverage_rollups SELECT $1, $2, 'ou-' || n % 50, '2026-01-01'::date + n / 50, $3, '{}'
     FROM generate_series(1, 2000) n`,
    `INSERT INTO organization_changes SELECT $1, $2, $3, 10 + n, '2026-11-01', now(), 'unit-created', NULL, 'ou-' || n,
       '{}', '[]' FROM generate_series(1, 2000) n`,
    `INSERT INTO verdict_logs SELECT $1, $2, ${account}, $3, now(), '', '' FROM generate_series(1, 2000) n`,
  ];
  for (const statement of statements) await query(databases.ownerUrl, statement, values);
}

/** Rows of large tables that this session has read from end to end so far, whosever they were. */
async function scanned(tx: TenantTransaction): Promise<Map<string, number>> {
  const counted = await rows(tx)<{ table: string; count: number }>`
    SELECT relname AS table, coalesce(seq_tup_read, 0)::int AS count FROM pg_stat_xact_user_tables
    WHERE relname = ANY(${large}::text[])`;
  return new Map(counted.map(({ table, count }) => [table, count]));
}

/** `verify` reads everything of its tenant, by design; its plan may be any. */
const readsAll = new Set(["recountTenant"]);

/** Large tables that `work` reads from end to end. */
async function scannedBy(work: (tx: TenantTransaction) => Promise<unknown>): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const undo = new Error("undone");
  const run = databases.database.withTenant(small.tenantId, async (tx) => {
    const before = await scanned(tx);
    // What refuses its own tenant's ids for a reason of ours has read before that all the same.
    await work(tx).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
    const after = await scanned(tx);
    found = large.filter((table) => (after.get(table) ?? 0) > (before.get(table) ?? 0));
    throw undo;
  });
  await expect(run).rejects.toBe(undo);
  return found;
}

describe("a small tenant's verb", () => {
  test("that read a large table from end to end would be seen", async () => {
    const read = await scannedBy(async (tx) => {
      for (const kind of ["indexscan", "indexonlyscan", "bitmapscan"]) {
        await rows(tx)`SELECT set_config(${`enable_${kind}`}, 'off', true)`;
      }
      await db.readAccountPage(tx, small);
    });
    const coverage = ["coverage_classes", "coverage_nodes"];
    expect(read).toEqual(["account_states", ...coverage, "duties", "findings", "organization_nodes"]);
  });

  test.each(Object.keys(tenantVerbs).filter((name) => !readsAll.has(name)))(
    "%s never reads a large table from end to end",
    async (name) => {
      expect(await scannedBy(async (tx) => tenantVerbs[name]?.withIds(tx, small))).toEqual([]);
    },
  );
});

test("a heatmap with a tree looks up what each row stood at before", async () => {
  const read = await scannedBy(async (tx) => {
    await rows(tx)`UPDATE organizations SET current_crawl_id = ${small.crawlId}::uuid
      WHERE organization_id = ${small.organizationId} RETURNING 1`;
    const heatmap = await db.readHeatmap(tx, { ...small, parentIds: ["r-root", "ou-1"] });
    expect(heatmap?.partial).toBeNull();
  });
  expect(read).toEqual([]);
});

describe("the dispatcher", () => {
  const system = <T>(work: (tx: SystemTransaction) => Promise<T>) => databases.database.withSystem(work);

  test.each([
    ["listDispatchable", (tx: SystemTransaction) => db.listDispatchable(tx, { perTenantLimit: 20 })],
    ["reapExpiredLeases", db.reapExpiredLeases],
    ["listStalledCrawls", db.listStalledCrawls],
    ["listCancelledRunning", db.listCancelledRunning],
  ])("%s asks four thousand waiting steps in a moment", async (_name, verb) => {
    await system(async (tx) => verb(tx));
    const times: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const began = performance.now();
      await system(async (tx) => verb(tx));
      times.push(performance.now() - began);
    }
    // Asked every second: far below a tenth of one, on a machine that does other things too.
    expect(Math.min(...times)).toBeLessThan(60);
  });

  test("names each tenant", async () => {
    const backlog = await system((tx) => db.listDispatchable(tx, { perTenantLimit: 20 }));
    expect(backlog.map((tenant) => tenant.pending.length)).toEqual([20, 20]);
  });
});
