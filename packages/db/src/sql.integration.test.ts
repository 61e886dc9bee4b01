import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { refuseAbsent, refuseDuplicate, sqlStateOf } from "./refused-rows.ts";
import { execute, rows, type SqlValue } from "./sql.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import type { TenantTransaction } from "./transaction.ts";

let databases: TestDatabase;
let tenantId: string;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await databases.createTenant()).id;
});
afterAll(() => databases.drop());

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) => databases.database.withTenant(tenantId, work);
const one = <T>(ask: (tx: TenantTransaction) => Promise<{ value: T }[]>) =>
  inTenant(async (tx) => (await ask(tx))[0]?.value);

describe("a value", () => {
  const at = new Date("2026-11-24T12:34:56.789Z");

  test.each<{ given: string; ask: (tx: TenantTransaction) => Promise<{ value: unknown }[]>; expected: unknown }>([
    { given: "a text", ask: (tx) => rows(tx)`SELECT ${"a'b"}::text AS value`, expected: "a'b" },
    { given: "NUL in a text", ask: (tx) => rows(tx)`SELECT ${"a\u0000"}::text AS value`, expected: "a\uFFFD" },
    { given: "a whole number", ask: (tx) => rows(tx)`SELECT ${7}::int AS value`, expected: 7 },
    { given: "a fraction", ask: (tx) => rows(tx)`SELECT ${0.1}::float8 AS value`, expected: 0.1 },
    { given: "a truth", ask: (tx) => rows(tx)`SELECT ${false}::boolean AS value`, expected: false },
    { given: "nothing", ask: (tx) => rows(tx)`SELECT ${null}::text AS value`, expected: null },
    { given: "an instant", ask: (tx) => rows(tx)`SELECT ${at}::timestamptz AS value`, expected: at },
    {
      given: "bytes",
      ask: (tx) => rows(tx)`SELECT ${new Uint8Array([0, 255])}::bytea AS value`,
      expected: new Uint8Array([0, 255]),
    },
    {
      given: "texts, one absent",
      ask: (tx) => rows(tx)`SELECT ${["a,b", null, "{}", '"', "\u0000"]}::text[] AS value`,
      expected: ["a,b", null, "{}", '"', "\uFFFD"],
    },
    { given: "no texts", ask: (tx) => rows(tx)`SELECT ${[]}::text[] AS value`, expected: [] },
    { given: "numbers", ask: (tx) => rows(tx)`SELECT ${[3, 1]}::int[] AS value`, expected: [3, 1] },
    { given: "JSON", ask: (tx) => rows(tx)`SELECT ${'{"a":[1]}'}::jsonb AS value`, expected: { a: [1] } },
  ])("of the kind $given comes back as it went", async ({ ask, expected }) => {
    expect(await one(ask)).toEqual(expected);
  });

  test("is never part of the statement", async () => {
    const value: SqlValue = "1); DROP TABLE findings; --";
    expect(await one((tx) => rows(tx)`SELECT ${value}::text AS value`)).toBe(value);
    expect(await inTenant((tx) => execute(tx)`UPDATE findings SET reason = ${value} WHERE reason = ${value}`)).toBe(0);
  });
});

describe("a refused row", () => {
  const insert = (userId: string) => (tx: TenantTransaction) =>
    execute(tx)`INSERT INTO memberships (tenant_id, user_id, role)
      VALUES (current_setting('app.tenant_id')::uuid, ${userId}::uuid, 'owner')`;
  const absent = "3f0e7f52-1111-4222-8333-444455556666";

  test("that points at nothing is not-found, with the database's error as its cause", async () => {
    const outcome = await inTenant((tx) => refuseAbsent(() => insert(absent)(tx))).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: "not-found" });
    expect(sqlStateOf((outcome as Error).cause)).toBe("23503");
  });

  test("for another reason stays the error that it is", async () => {
    const outcome = await inTenant((tx) => refuseDuplicate("tenant.slug-taken", () => insert(absent)(tx))).catch(
      (error: unknown) => error,
    );
    expect(sqlStateOf(outcome)).toBe("23503");
  });

  test.each([new Error("other"), null, "text", { code: "23505" }])("has no state where it is %s", (error) => {
    expect(sqlStateOf(error)).toBeUndefined();
  });
});
