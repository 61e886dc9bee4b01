import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { listAuditEvents } from "./audit/list-audit-events.ts";
import { recordAuditEvent } from "./audit/record-audit-event.ts";
import { execute, rows } from "./sql.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import type { TenantTransaction } from "./transaction.ts";

let databases: TestDatabase;
let a: string;
let b: string;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"), { poolSize: 1 });
  [a, b] = [(await databases.createTenant()).id, (await databases.createTenant()).id];
  for (const [tenant, action] of [
    [a, "canary.a"],
    [b, "canary.b"],
  ] as const) {
    await databases.database.withTenant(tenant, (tx) =>
      recordAuditEvent(tx, { actor: { kind: "command-line", id: null }, action }),
    );
  }
});
afterAll(() => databases.drop());

const actionsOf = (tenant: string) =>
  databases.database.withTenant(tenant, async (tx) =>
    (await listAuditEvents(tx, { limit: 10 })).map((event) => event.action),
  );

/** What a query of the application's own connection sees when nobody has set a tenant. */
async function withoutTenant(): Promise<unknown> {
  // The system's role may not read this table at all; its own pool is not the one under test.
  const system = databases.database.withSystem((tx) => tx.auditEvent.findMany());
  await expect(system).rejects.toThrow(/denied/);
  return query(databases.appUrl, "SELECT * FROM audit_events");
}

/** The one connection of the pool serves A, then B, and shows neither to the other. */
async function expectSeparate(): Promise<void> {
  expect(await actionsOf(a)).toEqual(["canary.a"]);
  expect(await actionsOf(b)).toEqual(["canary.b"]);
  expect(await actionsOf(a)).toEqual(["canary.a"]);
}

/** A statement of the same pooled connection outside any tenant: it must raise, not come back empty. */
async function expectRaisesWithoutTenant(): Promise<void> {
  await expect(
    databases.database.withTenant(a, async (tx) => {
      await execute(tx)`SELECT set_config('app.tenant_id', '', true)`;
      return rows(tx)`SELECT * FROM audit_events`;
    }),
  ).rejects.toThrow(/invalid input syntax for type uuid/);
}

describe("a pool of one connection", () => {
  afterEach(expectSeparate);

  test("serves two tenants in turn", expectSeparate);

  test("raises on a fresh connection without a tenant", async () => {
    await expect(withoutTenant()).rejects.toThrow(/unrecognized configuration parameter "app.tenant_id"/);
  });

  test("raises on a used connection without a tenant", expectRaisesWithoutTenant);

  test("after an error in the work", async () => {
    const work = databases.database.withTenant(b, async () => {
      throw new Error("work failed");
    });
    await expect(work).rejects.toThrow("work failed");
  });

  test("after a failed statement, which aborts the transaction", async () => {
    await expect(databases.database.withTenant(b, (tx) => rows(tx)`SELECT 1 / 0`)).rejects.toThrow(/division by zero/);
  });

  test("after an aborted transaction in which somebody goes on", async () => {
    const work = databases.database.withTenant(b, async (tx) => {
      await rows(tx)`SELECT 1 / 0`.catch(() => {});
      return listAuditEvents(tx, { limit: 10 });
    });
    await expect(work).rejects.toThrow(/current transaction is aborted/);
  });

  test("after a cancelled statement", async () => {
    const slow = databases.database.withTenant(b, (tx) => rows(tx)`SELECT pg_sleep(20)`);
    const [outcome] = await Promise.allSettled([slow, cancelSleeper()]);
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining("canceling statement") } });
  });

  test("after the transaction's time has run out", async () => {
    const work = databases.database.withTenant(
      b,
      async (tx) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return listAuditEvents(tx, { limit: 10 });
      },
      { timeoutMs: 100 },
    );
    await expect(work).rejects.toThrow(/expired transaction|already closed|Transaction/);
  });

  test("after its backend was ended", async () => {
    const work = databases.database.withTenant(b, (tx) => rows(tx)`SELECT pg_terminate_backend(pg_backend_pid())`);
    await expect(work).rejects.toThrow(/terminat|closed|Connection/);
  });

  test("after a session that set a tenant by hand inside its transaction", async () => {
    await databases.database.withTenant(a, (tx) => execute(tx)`SELECT set_config('app.tenant_id', ${b}, true)`);
  });
});

async function cancelSleeper(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const cancelled = await query(
      databases.ownerUrl,
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'sekinin_app' AND query LIKE '%pg_sleep%'`,
    );
    if (cancelled.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The statement to be cancelled did not appear");
}

test("many tenants at once on a small pool see their own rows only", async () => {
  const asked = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? a : b));
  const seen = await Promise.all(asked.map(actionsOf));
  expect(seen).toEqual(asked.map((tenant) => [tenant === a ? "canary.a" : "canary.b"]));
});

test.each(["", "not-an-id", "' OR true --", "00000000-0000-0000-0000-000000000000'"])(
  "a tenant id that is none is refused before any statement: %j",
  async (tenant) => {
    await expect(databases.database.withTenant(tenant, async () => "entered")).rejects.toMatchObject({
      code: "not-found",
    });
  },
);

test("a transaction that was kept works no more", async () => {
  let kept: TenantTransaction | undefined;
  await databases.database.withTenant(a, async (tx) => {
    kept = tx;
  });
  if (kept === undefined) throw new Error("No transaction");
  await expect(listAuditEvents(kept, { limit: 1 })).rejects.toThrow(/Transaction/);
});
