import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as db from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";

const actor = { kind: "command-line", id: null } as const;
const organizationId = "o-file000001";

let databases: TestDatabase;
let tenantId: string;
const inTenant = <T>(work: (tx: db.TenantTransaction) => Promise<T>) => databases.database.withTenant(tenantId, work);
const start = (id: string, text: string) => inTenant((tx) => db.startImport(tx, { actor, organizationId: id, text }));

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await databases.createTenant()).id;
});
afterAll(() => databases.drop());

test("keeps the text for the crawl's step, byte for byte", async () => {
  const text = '{"name": "O\'Brien \\u0000 日本 </script>"}';
  const started = await start(organizationId, text);
  if (!("id" in started)) throw new Error("nothing ran before");
  expect(await inTenant((tx) => db.readImport(tx, started.id))).toBe(text);
  expect(await inTenant((tx) => db.findCrawl(tx, started.id))).toMatchObject({ trigger: "import", state: "running" });
  const [event] = await inTenant((tx) => db.listAuditEvents(tx, { limit: 1 }));
  expect(event).toMatchObject({ action: "organization.import-started", detail: { organizationId } });
});

test("a second file of the same organisation waits for the first, and has its connection", async () => {
  const again = await start(organizationId, "{}");
  expect(again).toEqual({ running: expect.any(String) });
  if (!("running" in again)) throw new Error("the first runs still");
  await inTenant((tx) => db.endCrawl(tx, again.running, { state: "failed", failure: { code: "internal" } }));
  expect(await start(organizationId, "{}")).toEqual({ id: expect.any(String) });
  const connections = await inTenant((tx) => db.listConnections(tx));
  expect(connections.map(({ source, organizationId: id, state }) => [source, id, state])).toEqual([
    ["file", organizationId, "ready"],
  ]);
});

test("many first files at once make one connection and one crawl", async () => {
  const started = await Promise.all(Array.from({ length: 6 }, () => start("o-atonce0001", "{}")));
  expect(started.filter((one) => "id" in one)).toHaveLength(1);
  const connections = await inTenant((tx) => db.listConnections(tx));
  expect(connections.filter(({ organizationId: id }) => id === "o-atonce0001")).toHaveLength(1);
  expect(new Set(connections.map(({ externalId }) => externalId)).size).toBe(connections.length);
});

test("a file's connection is crawled by imports only", async () => {
  const [connection] = await inTenant((tx) => db.listConnections(tx));
  const connectionId = connection?.id ?? "";
  const run = inTenant((tx) => db.startCrawl(tx, { connectionId, trigger: "manual" }));
  await expect(run).rejects.toMatchObject({ code: "connection.not-ready" });
});

test.each(["", "o".repeat(35), "o-\u0000"])("refuses the organisation's id %j", async (id) => {
  await expect(start(id, "{}")).rejects.toMatchObject({ code: "input.invalid" });
});
