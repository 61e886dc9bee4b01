import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { createSubscription } from "./create-subscription.ts";
import { endSubscription } from "./end-subscription.ts";
import { lastPlannedPeriod } from "./last-planned-period.ts";
import { listSubscriptions } from "./list-subscriptions.ts";
import { updateSubscription } from "./update-subscription.ts";

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

function subscribe(userId: string, nodeIds: readonly string[] = [], changes: Partial<Wish> = {}) {
  const scope = { organizationId, scopeKind: nodeIds.length === 0 ? "organization" : "units", nodeIds } as const;
  return db.database.withTenant(tenantId, (tx) =>
    createSubscription(tx, { userId, ...scope, ...time, locale: "en", ...changes }),
  );
}
type Wish = typeof time & { locale: "en" | "ja" };

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

describe("a form of what the reader has already", () => {
  const later = new Date("2099-01-06T09:30:00Z");

  test.each([
    { given: "another day", changes: { weekday: 2, nextAt: later } },
    { given: "another time", changes: { hour: 9, minute: 30, nextAt: later } },
    { given: "another zone", changes: { zone: "Asia/Tokyo", nextAt: later } },
    { given: "another language", changes: { locale: "ja" as const } },
    { given: "all of it", changes: { weekday: 2, hour: 9, minute: 30, zone: "Asia/Tokyo", locale: "ja" as const } },
  ])("with $given changes it to that", async ({ changes }) => {
    const userId = randomUUID();
    const first = await subscribe(userId);
    expect(first.outcome).toBe("created");
    const second = await subscribe(userId, [], changes);
    expect(second.outcome).toBe("changed");
    const [kept, ...others] = await ofUser(userId);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ id: first.id, ...time, locale: "en", ...changes });
    expect(second).toMatchObject({ ...kept });
  });

  test("without any difference leaves it as it is, its due time too", async () => {
    const userId = randomUUID();
    await subscribe(userId);
    const again = await subscribe(userId, [], { nextAt: later });
    expect(again.outcome).toBe("kept");
    expect(again.nextAt).toEqual(time.nextAt);
    expect(await ofUser(userId)).toMatchObject([{ nextAt: time.nextAt }]);
  });

  test.each(["paused", "refused"] as const)(
    "resumes one that was %s, from the time that it is given",
    async (stateReason) => {
      const userId = randomUUID();
      const { id } = await subscribe(userId);
      await db.database.withTenant(tenantId, async (tx) => {
        await updateSubscription(tx, id, { state: "paused" });
        await tx.subscription.updateMany({ where: { id }, data: { stateReason } });
      });
      const again = await subscribe(userId, [], { nextAt: later });
      expect(again).toMatchObject({ id, outcome: "resumed", state: "active", stateReason: null, nextAt: later });
      expect(await ofUser(userId)).toMatchObject([{ state: "active", stateReason: null, nextAt: later }]);
    },
  );

  test("with a time that no clock shows changes nothing", async () => {
    const userId = randomUUID();
    await subscribe(userId);
    await expect(subscribe(userId, [], { weekday: 9 })).rejects.toMatchObject({ code: "input.invalid" });
    expect(await ofUser(userId)).toMatchObject([{ weekday: 1 }]);
  });
});

describe("lists", () => {
  test("one's own are there however many others have, and the live ones however many have ended", async () => {
    const userId = randomUUID();
    const live = await subscribe(userId);
    const rows = (of: object, count: number, state: string) =>
      Array.from({ length: count }, () => ({
        tenantId,
        organizationId,
        scopeKind: "organization",
        locale: "en",
        ...time,
        state,
        createdAt: new Date("2020-01-01T00:00:00Z"),
        ...of,
      }));
    const teamId = await db.database.withTenant(tenantId, async (tx) => {
      const team = await tx.team.create({ data: { tenantId, name: "Platform" } });
      await tx.subscription.createMany({ data: rows({ userId: randomUUID() }, 600, "active") });
      await tx.subscription.createMany({ data: rows({ userId }, 600, "ended") });
      await tx.subscription.createMany({ data: rows({ teamId: team.id }, 600, "ended") });
      await tx.subscription.createMany({ data: rows({ teamId: team.id, createdAt: new Date() }, 3, "active") });
      return team.id;
    });
    const own = await ofUser(userId);
    expect(own[0]?.id).toBe(live.id);
    expect(own.slice(1).every(({ state }) => state === "ended")).toBe(true);
    expect(own.length).toBeLessThan(100);
    const ofTeams = await db.database.withTenant(tenantId, (tx) => listSubscriptions(tx, "teams"));
    expect(ofTeams.filter(({ state }) => state === "active")).toHaveLength(3);
    expect(ofTeams.every((one) => one.teamId === teamId)).toBe(true);
  });

  test("of what has ended, the last ones, the newest at the end", async () => {
    const userId = randomUUID();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { id } = await subscribe(userId);
      ids.push(id);
      await db.database.withTenant(tenantId, (tx) => endSubscription(tx, id, "unsubscribed"));
    }
    expect((await ofUser(userId)).map(({ id }) => id)).toEqual(ids);
  });
});

test("the last period that a digest was planned for, not one that was asked for by hand", async () => {
  const { id } = await subscribe(randomUUID());
  const last = () => db.database.withTenant(tenantId, (tx) => lastPlannedPeriod(tx, id));
  const plan = (period: string, kind = "digest", recipientId = id) =>
    db.database.withTenant(tenantId, (tx) => tx.outboxMail.create({ data: { tenantId, kind, recipientId, period } }));
  expect(await last()).toBeNull();
  await plan("now-2026-12-24");
  await plan("2026-12-31", "digest", randomUUID());
  await plan("2026-12-31", "team-confirmation");
  expect(await last()).toBeNull();
  await plan("2026-11-24");
  await plan("2026-11-17");
  expect(await last()).toBe("2026-11-24");
});
