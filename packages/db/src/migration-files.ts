import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type MigrationFile = {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma notes it. */
  readonly checksum: string;
  /** False for a file that says so: CREATE INDEX CONCURRENTLY refuses a transaction. One statement only. */
  readonly inTransaction: boolean;
};

const withoutTransaction = "-- sekinin: no transaction";

/** `prisma/migrations` of this checkout. */
export function migrationsDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(here, "..", "..", "..", "prisma", "migrations");
}

/** Every migration, in the order in which they apply. */
export async function readMigrations(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(directory, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      return { name, sql, checksum, inTransaction: !sql.startsWith(withoutTransaction) };
    }),
  );
}
