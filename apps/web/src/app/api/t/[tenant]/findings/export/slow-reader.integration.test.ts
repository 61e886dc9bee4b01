import { listUnits, openDatabase } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { rowStream } from "./row-stream.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => db.drop());

test("a reader that stalls gives the connection back to the pages", async () => {
  const { id } = await db.createTenant();
  // The only one: whoever waits for it waits for the export.
  const database = await openDatabase({ appUrl: db.appUrl, systemUrl: db.systemUrl, poolSize: 1, maxWaitMs: 5_000 });
  const rows = rowStream(
    (write) =>
      database.withTenant(
        id,
        async () => {
          for (;;) await write("x".repeat(999));
        },
        { timeoutMs: 60_000 },
      ),
    new AbortController().signal,
    { stallMs: 300 },
  );
  try {
    await rows.getReader().read();
    expect(await database.withTenant(id, (tx) => listUnits(tx, "o-abc1234567"))).toEqual([]);
  } finally {
    await database.close();
  }
});
