import { randomUUID } from "node:crypto";
import {
  listAuditEvents,
  listSubscriptions,
  planDigest,
  type TenantTransaction,
  updateSubscription,
} from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { nextFree, storeDigest } from "./store-digest.ts";

const organizationId = "o-1111111111";
const scope = { organizationId, scopeKind: "organization" } as const;
const actor = { kind: "command-line", id: null } as const;
/** A Tuesday, just after the digest of 08:00 was planned. */
const now = new Date("2026-11-24T08:05:00Z");
const eight = { weekday: 2, hour: 8, minute: 0, zone: "UTC" } as const;
const ten = { ...eight, hour: 10 } as const;
const at = (text: string) => new Date(`${text}:00Z`);

let db: TestDatabase;
let tenantId: string;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await db.createTenant()).id;
  await inTenant(async (tx) => {
    const { id: connectionId } = await tx.connection.create({
      data: { tenantId, memberRoleName: "r", externalId: "e" },
    });
    const rest = { connectionId, managementAccountId: "9", partition: "aws", rootId: "r", featureSet: "ALL" };
    await tx.organization.create({ data: { tenantId, organizationId, ...rest } });
  });
});

afterAll(() => db.drop());

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) => db.database.withTenant(tenantId, work);

type Change = { readonly time?: typeof eight | typeof ten; readonly locale?: "en" | "ja"; readonly now?: Date };

const store = (userId: string, { time = eight, locale = "en", now: when = now }: Change = {}) =>
  inTenant((tx) => storeDigest(tx, { ...scope, userId, actor, now: when, time, locale }));

/** What the record of the tenant says of a digest, the oldest first. */
const toldOf = async (subscriptionId: string) =>
  (await inTenant((tx) => listAuditEvents(tx, { limit: 100 })))
    .filter(({ detail }) => JSON.stringify(detail).includes(subscriptionId))
    .map(({ action }) => action)
    .reverse();

/** A digest whose mail of today has been planned at 08:00. */
async function planned() {
  const userId = randomUUID();
  const made = await store(userId, { now: at("2026-11-23T12:00") });
  expect(made.nextAt).toEqual(at("2026-11-24T08:00"));
  const due = { subscriptionId: made.id, dueAt: at("2026-11-24T08:00"), period: "2026-11-24" };
  expect(await inTenant((tx) => planDigest(tx, { ...due, nextAt: at("2026-12-01T08:00") }))).toBe(true);
  return { userId, id: made.id };
}

test("moved to later on a day that has had its digest, the next one is told for the week after", async () => {
  const { id } = await planned();
  expect(await inTenant((tx) => nextFree(tx, id, { time: ten, now }))).toEqual(at("2026-12-01T10:00"));
  expect(await inTenant((tx) => nextFree(tx, id, { time: { ...ten, weekday: 3 }, now }))).toEqual(
    at("2026-11-25T10:00"),
  );
});

test("the same by the form for a new one: it changes what there is, and the record tells of it", async () => {
  const { userId, id } = await planned();
  const again = await store(userId, { time: ten, locale: "ja" });
  expect(again).toMatchObject({ id, outcome: "changed", hour: 10, locale: "ja", nextAt: at("2026-12-01T10:00") });
  const [kept, ...others] = await inTenant((tx) => listSubscriptions(tx, { userId }));
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ id, hour: 10, locale: "ja", nextAt: at("2026-12-01T10:00") });
  expect(await toldOf(id)).toEqual(["digest.subscribed", "digest.changed"]);
});

test("one that was paused goes on, not before a date that has had none", async () => {
  const { userId, id } = await planned();
  await inTenant((tx) => updateSubscription(tx, id, { state: "paused" }));
  const again = await store(userId, { now: at("2026-11-24T07:00") });
  expect(again).toMatchObject({ id, outcome: "resumed", state: "active", nextAt: at("2026-12-01T08:00") });
  expect(await toldOf(id)).toEqual(["digest.subscribed", "digest.resumed"]);
});

test("sent again without a difference it changes nothing and tells of nothing", async () => {
  const { userId, id } = await planned();
  expect(await store(userId)).toMatchObject({ id, outcome: "kept", nextAt: at("2026-12-01T08:00") });
  expect(await toldOf(id)).toEqual(["digest.subscribed"]);
});

test("another language alone does not put off what is due", async () => {
  const userId = randomUUID();
  await store(userId, { now: at("2026-11-23T12:00") });
  expect(await store(userId, { locale: "ja" })).toMatchObject({
    outcome: "changed",
    locale: "ja",
    nextAt: at("2026-11-24T08:00"),
  });
});
