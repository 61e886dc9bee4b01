import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { createSubscription } from "./create-subscription.ts";
import { endSubscription } from "./end-subscription.ts";
import { listSubscriptions } from "./list-subscriptions.ts";

let db: TestDatabase;
let tenantId: string;
const organizationId = "o-1111111111";
const time = { weekday: 1, hour: 8, minute: 0, zone: "UTC", nextAt: new Date("2099-01-05T08:00:00Z") };

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await db.createTenant()).id;
  await db.database.withTenant(tenantId, async (tx) => {
    const { id } = await tx.connection.create({ data: { tenantId, memberRoleName: "r", externalId: "e" } });
    const rest = { connectionId: id, managementAccountId: "1", partition: "aws", rootId: "r", featureSet: "ALL" };
    await tx.organization.create({ data: { tenantId, organizationId, ...rest } });
  });
});

afterAll(() => db.drop());

function subscribe(userId: string, nodeIds: readonly string[] = []) {
  const scope = { organizationId, scopeKind: nodeIds.length === 0 ? "organization" : "units", nodeIds } as const;
  return db.database.withTenant(tenantId, (tx) => createSubscription(tx, { userId, ...scope, ...time, locale: "en" }));
}

const ofUser = (userId: string) => db.database.withTenant(tenantId, (tx) => listSubscriptions(tx, { userId }));

test("a form sent many times at once subscribes once", async () => {
  const userId = randomUUID();
  const made = await Promise.all(Array.from({ length: 8 }, () => subscribe(userId, ["ou-2", "ou-1"])));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await ofUser(userId)).toHaveLength(1);
});

test("another scope, another reader, and the same one after an end are each a digest of their own", async () => {
  const userId = randomUUID();
  const first = await subscribe(userId, ["ou-1", "ou-2"]);
  expect((await subscribe(userId, ["ou-2", "ou-1", "ou-1"])).id).toBe(first.id);
  expect((await subscribe(userId)).id).not.toBe(first.id);
  expect((await subscribe(randomUUID(), ["ou-1", "ou-2"])).id).not.toBe(first.id);
  await db.database.withTenant(tenantId, (tx) => endSubscription(tx, first.id, "unsubscribed"));
  expect((await subscribe(userId, ["ou-1", "ou-2"])).id).not.toBe(first.id);
  expect(await ofUser(userId)).toHaveLength(3);
});

test("twenty live digests are as many as one reader has", async () => {
  const userId = randomUUID();
  for (let index = 0; index < 20; index += 1) await subscribe(userId, [`ou-${index}`]);
  await expect(subscribe(userId, ["ou-20"])).rejects.toMatchObject({ code: "input.invalid" });
  expect((await subscribe(userId, ["ou-0"])).id).toBe((await ofUser(userId))[0]?.id);
});
