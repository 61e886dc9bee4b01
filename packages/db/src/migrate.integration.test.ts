import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migration-files.ts";
import { openDatabase } from "./open-database.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";

let databases: TestDatabase;
let admin: string;
let folder: string;
let ownerUrl: string;
let name: string;
let roles: { appPassword: string; systemPassword: string };

beforeAll(async () => {
  // Also makes the roles with the passwords that every test of this server shares.
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  admin = databases.ownerUrl;
  roles = { appPassword: new URL(databases.appUrl).password, systemPassword: new URL(databases.systemUrl).password };
});
afterAll(() => databases.drop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sekinin-migrations-"));
  name = `sekinin_migrate_${process.pid}_${Date.now()}`;
  await query(admin, `CREATE DATABASE ${name}`);
  ownerUrl = addressOf(admin);
});
afterEach(async () => {
  await query(admin, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(folder, { recursive: true });
});

function addressOf(url: string, user?: string, password?: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  if (user !== undefined) address.username = user;
  if (password !== undefined) address.password = password;
  return address.href;
}

async function write(migration: string, sql: string): Promise<void> {
  await mkdir(join(folder, migration), { recursive: true });
  await writeFile(join(folder, migration, "migration.sql"), sql);
}

const run = (directory = folder) => migrate({ ownerUrl, ...roles, directory });
const tables = async () =>
  (await query<{ name: string }>(ownerUrl, "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"))
    .map((table) => table.name)
    .sort();

describe("the project's own migrations", () => {
  test("apply once, in order, and the application can work then", async () => {
    const applied = await migrate({ ownerUrl, ...roles });
    const files = await readMigrations(join(import.meta.dirname, "../../../prisma/migrations"));
    expect(applied).toEqual(files.map((file) => file.name));
    expect(await migrate({ ownerUrl, ...roles })).toEqual([]);
    const database = await openDatabase({
      appUrl: addressOf(databases.appUrl),
      systemUrl: addressOf(databases.systemUrl),
      poolSize: 1,
    });
    expect(await database.withSystem((tx) => tx.tenant.count())).toBe(0);
    await database.close();
  });

  test("apply for an administrator that is no superuser but may make roles and owns the database", async () => {
    const role = `${name}_admin`;
    await query(admin, `CREATE ROLE ${role} LOGIN CREATEROLE PASSWORD 'p'`);
    await query(admin, `GRANT sekinin_owner, sekinin_app, sekinin_system TO ${role} WITH ADMIN OPTION`);
    await query(admin, `ALTER DATABASE ${name} OWNER TO ${role}`);
    try {
      const applied = await migrate({ ownerUrl: addressOf(admin, role, "p"), ...roles });
      expect(applied.length).toBeGreaterThan(0);
      const owners = await query(ownerUrl, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'");
      expect(owners).toEqual([{ tableowner: "sekinin_owner" }]);
    } finally {
      await query(admin, `ALTER DATABASE ${name} OWNER TO CURRENT_USER`);
      await query(ownerUrl, `DROP OWNED BY ${role}`);
      await query(admin, `DROP ROLE ${role}`);
    }
  });

  test("apply once where two installations start at the same moment", async () => {
    const [one, two] = await Promise.all([migrate({ ownerUrl, ...roles }), migrate({ ownerUrl, ...roles })]);
    expect([one.length, two.length].sort()).toEqual([0, one.length + two.length]);
  });
});

describe("the runner", () => {
  test("notes what it did as Prisma does", async () => {
    await write("0001_a", "CREATE TABLE a (id int)");
    expect(await run()).toEqual(["0001_a"]);
    const notes = await query(
      ownerUrl,
      `SELECT migration_name, length(checksum) AS length, finished_at IS NOT NULL AS finished, applied_steps_count,
         rolled_back_at FROM _prisma_migrations`,
    );
    expect(notes).toEqual([
      { migration_name: "0001_a", length: 64, finished: true, applied_steps_count: 1, rolled_back_at: null },
    ]);
  });

  test("takes function bodies and many statements in a file", async () => {
    await write(
      "0001_a",
      "CREATE TABLE a (id int); CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;",
    );
    await run();
    expect(await query(ownerUrl, "SELECT f() AS one")).toEqual([{ one: 1 }]);
  });

  test("applies what is new and refuses what was edited", async () => {
    await write("0001_a", "CREATE TABLE a (id int)");
    await run();
    await write("0002_b", "CREATE TABLE b (id int)");
    expect(await run()).toEqual(["0002_b"]);
    await write("0001_a", "CREATE TABLE a (id bigint)");
    await expect(run()).rejects.toMatchObject({ code: "database.migration-refused" });
    await expect(run()).rejects.toThrow("`0001_a` was edited");
  });

  test("refuses a database that a newer build has migrated", async () => {
    await write("0001_a", "CREATE TABLE a (id int)");
    await write("0002_b", "CREATE TABLE b (id int)");
    await run();
    await rm(join(folder, "0002_b"), { recursive: true });
    await expect(run()).rejects.toThrow("`0002_b` was applied and is not in this build");
  });

  test("leaves nothing of a file that fails, and goes on from it when it is mended", async () => {
    await write("0001_a", "CREATE TABLE a (id int)");
    await write("0002_b", "CREATE TABLE b (id int); SELECT 1 / 0;");
    await expect(run()).rejects.toThrow("`0002_b` failed: division by zero");
    expect(await tables()).toEqual(["_prisma_migrations", "a"]);
    await write("0002_b", "CREATE TABLE b (id int)");
    expect(await run()).toEqual(["0002_b"]);
  });

  test("runs a file that asks for it outside a transaction", async () => {
    await write("0001_a", "CREATE TABLE a (id int)");
    await write("0002_b", "-- sekinin: no transaction\nCREATE INDEX CONCURRENTLY a_id ON a (id)");
    expect(await run()).toEqual(["0001_a", "0002_b"]);
  });

  test("a file outside a transaction that failed halfway stays named until somebody looks", async () => {
    await write("0001_a", "-- sekinin: no transaction\nSELECT 1 / 0");
    await expect(run()).rejects.toThrow("division by zero");
    await expect(run()).rejects.toThrow("`0001_a` was begun and did not end");
  });

  test("as owner of the tables changes no row of a tenant unawares", async () => {
    await migrate({ ownerUrl, ...roles });
    await query(
      ownerUrl,
      `INSERT INTO tenants (id, slug, name) VALUES (gen_random_uuid(), 'a', 'A'), (gen_random_uuid(), 'b', 'B')`,
    );
    await query(
      ownerUrl,
      `INSERT INTO connections (tenant_id, id, member_role_name, external_id)
       SELECT id, gen_random_uuid(), 'r', 'e' FROM tenants`,
    );
    // The owner is under FORCE without a policy of its own: a backfill without one would change nothing, silently.
    await query(ownerUrl, "SET ROLE sekinin_owner; UPDATE connections SET member_role_name = 'x'; RESET ROLE");
    expect(await query(ownerUrl, "SELECT DISTINCT member_role_name AS name FROM connections")).toEqual([{ name: "r" }]);
  });
});

test("a server that is not there is named as such", async () => {
  const url = new URL(ownerUrl);
  url.port = "1";
  await expect(migrate({ ownerUrl: url.href, ...roles })).rejects.toMatchObject({ code: "database.unavailable" });
});
