import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrationsDirectory } from "./migration-files.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import { sqlOfSchema } from "./testing/schema-engine.ts";

/** Indexes that only SQL can say, each with the reason. */
const onlyInSql = new Map([
  ["crawls_running_key", "partial: one running crawl a connection"],
  ["connections_file_key", "partial: one connection for the files of an organisation"],
  ["coverage_nodes_class_idx", "partial: accounts by their class, of no use for a node's id"],
  ["crawl_steps_lease_idx", "partial: leases that may have run out"],
  ["connection_tests_open_idx", "partial: tests that wait for a worker"],
  ["outbox_mails_open_idx", "partial: mails that are not settled"],
  ["posture_changes_uncounted_idx", "partial: what the next finalise adds up"],
  ["subscriptions_due_idx", "partial: digests that are still wanted"],
]);

let databases: TestDatabase;
let scratchUrl: string;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  const name = `${new URL(databases.ownerUrl).pathname.slice(1)}_schema`;
  await query(databases.ownerUrl, `CREATE DATABASE ${name}`);
  const url = new URL(databases.ownerUrl);
  url.pathname = `/${name}`;
  scratchUrl = url.href;
  const schema = await readFile(join(dirname(migrationsDirectory()), "schema.prisma"), "utf8");
  await query(scratchUrl, await sqlOfSchema(schema, scratchUrl));
});
afterAll(async () => {
  await query(databases.ownerUrl, `DROP DATABASE ${new URL(scratchUrl).pathname.slice(1)} WITH (FORCE)`);
  await databases.drop();
});

async function both<Row extends object>(statement: string): Promise<{ migrated: Row[]; described: Row[] }> {
  const [migrated, described] = await Promise.all([
    query<Row>(databases.ownerUrl, statement),
    query<Row>(scratchUrl, statement),
  ]);
  return { migrated, described };
}

describe("schema.prisma and the migrations", () => {
  test("have the same tables and columns, types, defaults and nullability", async () => {
    // Prisma leaves a list nullable in SQL and never writes null; the migrations say NOT NULL.
    const { migrated, described } = await both(`
      SELECT table_name, column_name, udt_name, datetime_precision, column_default,
        CASE WHEN data_type = 'ARRAY' THEN 'NO' ELSE is_nullable END AS is_nullable
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      ORDER BY table_name, column_name`);
    expect(described.length).toBeGreaterThan(100);
    expect(migrated).toEqual(described);
  });

  test("have the same keys and indexes, save those that only SQL can say", async () => {
    const { migrated, described } = await both<{ name: string; definition: string }>(`
      SELECT indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY indexdef`);
    const extra = migrated.filter(({ name }) => onlyInSql.has(name));
    expect(extra.map(({ name }) => name).sort()).toEqual([...onlyInSql.keys()].sort());
    // Names longer than 63 bytes are cut in the middle by Prisma: only what an index does is compared.
    const meaning = ({ definition }: { definition: string }) => definition.replace(/INDEX \S+ ON/, "INDEX ON");
    expect(
      migrated
        .filter(({ name }) => !onlyInSql.has(name))
        .map(meaning)
        .sort(),
    ).toEqual(described.map(meaning).sort());
  });

  test("a planted difference is seen", async () => {
    await query(scratchUrl, "ALTER TABLE users ADD COLUMN planted text");
    const { migrated, described } = await both(`
      SELECT column_name FROM information_schema.columns WHERE table_name = 'users' ORDER BY 1`);
    expect(migrated).not.toEqual(described);
    await query(scratchUrl, "ALTER TABLE users DROP COLUMN planted");
  });
});
