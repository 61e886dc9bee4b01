import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { admitToDatabase } from "../database-roles.ts";
import { migrate } from "../migrate.ts";
import { migrationsDirectory, readMigrations } from "../migration-files.ts";
import { type Database, openDatabase } from "../open-database.ts";
import { createTenant } from "../tenant/create-tenant.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** A migrated database of its own, with both of the application's roles. */
export type TestDatabase = {
  readonly database: Database;
  /** Address as the administrator, for looking behind the policies. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** A new tenant; a name is made where none is given. */
  createTenant(input?: Partial<Omit<Tenant, "id">>): Promise<Tenant>;
  /** Closes the pools and removes the database; throws where somebody is still connected to it. */
  drop(): Promise<void>;
};

const templateLock = 7_305_118_205n;

/** Clones the migrated template of this server, making it at the first call. */
export async function createTestDatabase(
  adminUrl: string,
  options: { readonly poolSize?: number; readonly maxWaitMs?: number } = {},
): Promise<TestDatabase> {
  const name = `sekinin_test_${randomBytes(8).toString("hex")}`;
  const password = passwordOf(adminUrl);
  await withAdmin(adminUrl, async (admin) => {
    const template = await ensureTemplate(admin, adminUrl, password);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await admitToDatabase(admin, name);
  });
  const appUrl = address(adminUrl, name, { user: "sekinin_app", password });
  const systemUrl = address(adminUrl, name, { user: "sekinin_system", password });
  const database = await openDatabase({ appUrl, systemUrl, poolSize: 4, ...options });
  return {
    database,
    ownerUrl: address(adminUrl, name),
    appUrl,
    systemUrl,
    createTenant(input = {}) {
      const slug = input.slug ?? `tenant-${randomBytes(5).toString("hex")}`;
      return database.withSystem((tx) => createTenant(tx, { name: slug, ...input, slug }));
    },
    async drop() {
      await database.close();
      await withAdmin(adminUrl, (admin) => dropUnused(admin, name));
    },
  };
}

/** The roles belong to the server, so every database of a run must find the same password. */
function passwordOf(adminUrl: string): string {
  return createHash("sha256").update(`sekinin test roles ${adminUrl}`).digest("base64url");
}

async function ensureTemplate(admin: pg.Client, adminUrl: string, password: string): Promise<string> {
  const files = await readMigrations(migrationsDirectory());
  const digest = createHash("sha256")
    .update(files.map((file) => file.checksum).join("\n"))
    .digest("hex");
  const name = `sekinin_template_${digest.slice(0, 16)}`;
  await admin.query("SELECT pg_advisory_lock($1)", [templateLock]);
  const { rows } = await admin.query<{ ready: boolean }>(
    "SELECT datallowconn = false AS ready FROM pg_database WHERE datname = $1",
    [name],
  );
  if (rows[0]?.ready === true) return name;
  // One that an interrupted run left half made lets sessions in still.
  await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.query(`CREATE DATABASE ${name}`);
  await migrate({ ownerUrl: address(adminUrl, name), appPassword: password, systemPassword: password });
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  return name;
}

async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function address(adminUrl: string, database: string, role?: { user: string; password: string }): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role.user;
    url.password = role.password;
  }
  return url.href;
}

/** PostgreSQL itself waits five seconds for sessions to leave; a machine under load is given them twice. */
async function dropUnused(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`DROP DATABASE ${name}`);
  } catch {
    await admin.query(`DROP DATABASE ${name}`);
  }
}
