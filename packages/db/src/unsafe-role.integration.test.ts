import { Failure } from "@sekinin/config";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDatabase } from "./open-database.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";

let databases: TestDatabase;
const made: string[] = [];

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(async () => {
  for (const role of made) {
    await query(databases.ownerUrl, `REASSIGN OWNED BY ${role} TO sekinin_owner`);
    await query(databases.ownerUrl, `DROP OWNED BY ${role}`);
    await query(databases.ownerUrl, `DROP ROLE ${role}`);
  }
  await databases.drop();
});

/** A role of its own for this run: roles belong to the server that other tests use too. */
async function roleWith(attributes: string, ...statements: ((name: string) => string)[]): Promise<string> {
  const name = `unsafe_${made.length}_${process.pid}_${Date.now()}`;
  await query(databases.ownerUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'p' ${attributes}`);
  made.push(name);
  await query(databases.ownerUrl, `GRANT CONNECT ON DATABASE ${databaseName()} TO ${name}`);
  for (const statement of statements) await query(databases.ownerUrl, statement(name));
  const url = new URL(databases.ownerUrl);
  url.username = name;
  url.password = "p";
  return url.href;
}

const databaseName = () => new URL(databases.ownerUrl).pathname.slice(1);

async function refusal(appUrl: string, systemUrl = databases.systemUrl): Promise<Failure> {
  try {
    await (await openDatabase({ appUrl, systemUrl, poolSize: 1 })).close();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("The role was taken");
}

test("the application's own roles are taken", async () => {
  const { appUrl, systemUrl } = databases;
  await (await openDatabase({ appUrl, systemUrl, poolSize: 1 })).close();
});

test.each([
  { given: "a superuser", attributes: "SUPERUSER", statements: [], reason: "superuser" },
  { given: "a role with BYPASSRLS", attributes: "BYPASSRLS", statements: [], reason: "bypasses row-level security" },
  { given: "a role that may make roles", attributes: "CREATEROLE", statements: [], reason: "may make roles" },
  {
    given: "the owner of a table",
    attributes: "",
    statements: [
      (name: string) => `CREATE TABLE own_${name} ()`,
      (name: string) => `ALTER TABLE own_${name} OWNER TO ${name}`,
    ],
    reason: "owns tables",
  },
  {
    given: "a member of the tables' owner",
    attributes: "NOINHERIT",
    statements: [(name: string) => `GRANT sekinin_owner TO ${name}`],
    reason: "owns tables",
  },
])("$given is refused: $reason", async ({ attributes, statements, reason }) => {
  const url = await roleWith(attributes, ...statements);
  const asApp = await refusal(url);
  expect(asApp.code).toBe("database.unsafe-role");
  expect(asApp.detail.problem).toContain(reason);
  expect((await refusal(databases.appUrl, url)).code).toBe("database.unsafe-role");
});

test("the administrator is refused", async () => {
  expect((await refusal(databases.ownerUrl)).detail.problem).toContain("superuser");
});

test("an ordinary role without rights is no danger: it is refused by the tables themselves", async () => {
  const url = await roleWith("");
  const database = await openDatabase({ appUrl: url, systemUrl: databases.systemUrl, poolSize: 1 });
  const tenant = await databases.createTenant();
  await expect(database.withTenant(tenant.id, (tx) => tx.crawl.findMany())).rejects.toThrow(/denied/);
  await database.close();
});

test("a server that is not there is named as such, and no pool stays", async () => {
  const url = new URL(databases.appUrl);
  url.port = "1";
  expect((await refusal(url.href)).code).toBe("database.unavailable");
});
