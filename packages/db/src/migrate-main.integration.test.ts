import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

const run = promisify(execFile);
let databases: TestDatabase;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());

/** What the command prints and how it ends, with these variables and no file of a checkout. */
async function command(environment: Record<string, string>) {
  const main = join(import.meta.dirname, "migrate-main.ts");
  const options = { cwd: "/", env: { ...environment } };
  const tsx = import.meta.resolve("tsx");
  try {
    return { code: 0, ...(await run(process.execPath, ["--import", tsx, main], options)) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const addresses = () => ({
  DATABASE_OWNER_URL: databases.ownerUrl,
  DATABASE_URL: databases.appUrl,
  DATABASE_SYSTEM_URL: databases.systemUrl,
});

test("a database that is up to date is left alone, and said to be", async () => {
  expect(await command(addresses())).toMatchObject({ code: 0, stdout: "", stderr: "The database is up to date.\n" });
});

test.each([
  { given: "nothing", change: () => ({}), words: ["`DATABASE_URL` is missing", "`DATABASE_SYSTEM_URL` is missing"] },
  {
    given: "no administrator",
    change: () => ({ ...addresses(), DATABASE_OWNER_URL: "" }),
    words: ["`DATABASE_OWNER_URL` is missing"],
  },
  {
    given: "the administrator as the application's role",
    change: () => ({ ...addresses(), DATABASE_URL: databases.ownerUrl }),
    words: ["`DATABASE_URL` must name role `sekinin_app`"],
  },
])("with $given it ends with 2 and says what is wrong, without a secret", async ({ change, words }) => {
  const { code, stdout, stderr } = await command(change());
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr).not.toContain(new URL(databases.appUrl).password);
  expect(stderr).not.toMatch(/\n {4}at /);
});
