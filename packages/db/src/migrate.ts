import { randomUUID } from "node:crypto";
import { Failure } from "@sekinin/config";
import pg from "pg";
import { ensureRoles } from "./database-roles.ts";
import { type MigrationFile, migrationsDirectory, readMigrations } from "./migration-files.ts";

export type MigrationOptions = {
  /** Address of the database as its administrator: a superuser, or its owner with the right to make roles. */
  readonly ownerUrl: string;
  /** Passwords that `sekinin_app` and `sekinin_system` get. */
  readonly appPassword: string;
  readonly systemPassword: string;
  /** Folder of the migrations; the project's own without it. */
  readonly directory?: string;
};

// Any number, as long as nothing else locks it: two installations that start at once migrate one after the other.
const lock = 7_305_118_204n;

const oldestServer = 150_000;

// As `prisma migrate deploy` makes it, so that either tool may go on where the other stopped.
const noteTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/**
 * Brings roles and tables up to date, one migration a transaction, and returns the names that it applied. Throws
 * `database.migration-refused` for a file that was edited after it was applied, one that failed halfway, a server
 * older than PostgreSQL 15.
 */
export async function migrate(options: MigrationOptions): Promise<string[]> {
  const files = await readMigrations(options.directory ?? migrationsDirectory());
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: "sekinin-migrate" });
  try {
    await client.connect();
  } catch (cause) {
    throw new Failure("database.unavailable", { cause });
  }
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    await refuseOldServer(client);
    await ensureRoles(client, options);
    await client.query("SET ROLE sekinin_owner");
    await client.query("SET client_min_messages = warning");
    await client.query(noteTable);
    const applied: string[] = [];
    for (const file of await outstanding(client, files)) {
      await apply(client, file);
      applied.push(file.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const version = rows[0]?.version ?? 0;
  if (version >= oldestServer) return;
  throw new Failure("database.migration-refused", {
    detail: { problem: `The server is PostgreSQL ${Math.floor(version / 10_000)}; Sekinin needs 15 or later.` },
  });
}

async function outstanding(client: pg.Client, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  for (const { name, finished } of rows) {
    if (!finished) refuse(`Migration \`${name}\` was begun and did not end; see its row in _prisma_migrations.`);
    if (!files.some((file) => file.name === name))
      refuse(`Migration \`${name}\` was applied and is not in this build.`);
  }
  for (const file of files) {
    const row = known.get(file.name);
    if (row !== undefined && row.checksum !== file.checksum) {
      refuse(`Migration \`${file.name}\` was edited after it was applied; write a new one instead.`);
    }
  }
  return files.filter((file) => !known.has(file.name));
}

function refuse(problem: string): never {
  throw new Failure("database.migration-refused", { detail: { problem } });
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  const id = randomUUID();
  const begin = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)`;
  const end = "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1";
  if (file.inTransaction) await client.query("BEGIN");
  try {
    await client.query(begin, [id, file.checksum, file.name]);
    await client.query(file.sql);
    await client.query(end, [id]);
    if (file.inTransaction) await client.query("COMMIT");
  } catch (cause) {
    if (file.inTransaction) await client.query("ROLLBACK");
    const problem = `Migration \`${file.name}\` failed${cause instanceof Error ? `: ${cause.message}` : ""}.`;
    throw new Failure("database.migration-refused", { cause, detail: { problem } });
  }
}
