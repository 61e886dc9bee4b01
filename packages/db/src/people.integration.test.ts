import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import * as db from "./index.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";

let databases: TestDatabase;
let tenant: db.Tenant;
let user: db.User;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());

const system = <T>(work: (tx: db.SystemTransaction) => Promise<T>) => databases.database.withSystem(work);
const inTenant = <T>(work: (tx: db.TenantTransaction) => Promise<T>, id = tenant.id) =>
  databases.database.withTenant(id, work);
const makeUser = (changes: Partial<Parameters<typeof db.createUser>[1]> = {}) =>
  system((tx) => db.createUser(tx, { email: `${randomUUID()}@a.example`, name: "U", passwordHash: "h", ...changes }));

beforeEach(async () => {
  tenant = await databases.createTenant({ name: "Acme Holdings", zone: "Europe/Dublin" });
  user = await makeUser({ name: "日出 花子", locale: "ja" });
});

describe("tenants", () => {
  test("are found by slug, listed, and read from inside", async () => {
    expect(await system((tx) => db.findTenantBySlug(tx, tenant.slug))).toEqual(tenant);
    expect(await system((tx) => db.findTenantBySlug(tx, "no-such"))).toBeNull();
    expect(await system(db.listTenants)).toContainEqual(tenant);
    expect(await inTenant(db.readTenant)).toEqual(tenant);
  });

  test("that were never made are not found from inside", async () => {
    await expect(inTenant(db.readTenant, randomUUID())).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    { given: "a slug that is taken", change: (slug: string) => ({ slug }), code: "tenant.slug-taken" },
    { given: "upper case", change: () => ({ slug: "Acme" }), code: "input.invalid" },
    { given: "a hyphen at the end", change: () => ({ slug: "acme-" }), code: "input.invalid" },
    { given: "a slug of 64", change: () => ({ slug: "a".repeat(64) }), code: "input.invalid" },
    { given: "no name", change: () => ({ slug: "fresh-one", name: "" }), code: "input.invalid" },
    {
      given: "a zone that is none",
      change: () => ({ slug: "fresh-two", zone: "Mars/Olympus" }),
      code: "input.invalid",
    },
  ])("are refused with $given: $code", async ({ change, code }) => {
    const making = system((tx) => db.createTenant(tx, { name: "X", ...change(tenant.slug) }));
    await expect(making).rejects.toMatchObject({ code });
  });
});

describe("users", () => {
  test("are found with what sign-in needs, made without it", async () => {
    expect(user).not.toHaveProperty("passwordHash");
    expect(await system((tx) => db.findUserByEmail(tx, user.email))).toEqual({ ...user, passwordHash: "h" });
    expect(await system((tx) => db.findUserById(tx, user.id))).toMatchObject({ name: "日出 花子", locale: "ja" });
    expect(await system((tx) => db.findUserByEmail(tx, "nobody@a.example"))).toBeNull();
    expect(await system((tx) => db.findUserById(tx, randomUUID()))).toBeNull();
  });

  test("have one address each", async () => {
    await expect(makeUser({ email: user.email })).rejects.toMatchObject({ code: "user.email-taken" });
  });

  test("change password, preferences and state", async () => {
    await system((tx) => db.setUserPassword(tx, user.id, "h2"));
    await system((tx) => db.setUserPreferences(tx, user.id, { theme: "dark" }));
    await system((tx) => db.setUserDisabled(tx, user.id, true));
    const changed = await system((tx) => db.findUserById(tx, user.id));
    expect(changed).toMatchObject({ passwordHash: "h2", theme: "dark", locale: "ja", disabledAt: expect.any(Date) });
    expect(changed?.passwordChangedAt.getTime()).toBeGreaterThan(user.passwordChangedAt.getTime());
    await system((tx) => db.setUserDisabled(tx, user.id, false));
    expect(await system((tx) => db.findUserById(tx, user.id))).toMatchObject({ disabledAt: null });
  });

  test.each(["setUserPassword", "setUserPreferences", "setUserDisabled"] as const)(
    "%s names an absent one",
    async (verb) => {
      const id = randomUUID();
      const attempts = {
        setUserPassword: () => system((tx) => db.setUserPassword(tx, id, "h")),
        setUserPreferences: () => system((tx) => db.setUserPreferences(tx, id, { locale: "en" })),
        setUserDisabled: () => system((tx) => db.setUserDisabled(tx, id, true)),
      };
      await expect(attempts[verb]()).rejects.toMatchObject({ code: "not-found" });
    },
  );
});

describe("sessions", () => {
  let hash: Uint8Array;
  let session: db.Session;
  const later = () => new Date(Date.now() + 3_600_000);
  const find = () => system((tx) => db.findLiveSession(tx, hash));
  const change = (assignments: string) =>
    query(databases.ownerUrl, `UPDATE sessions SET ${assignments} WHERE id = $1`, [session.id]);

  beforeEach(async () => {
    hash = createHash("sha256").update(randomUUID()).digest();
    const input = { userId: user.id, tokenHash: hash, expiresAt: later(), userAgent: "Browser\u0000".repeat(100) };
    session = await system((tx) => db.insertSession(tx, input));
  });

  test("live with their user, and never give the password away", async () => {
    const live = await find();
    expect(live).toEqual({ session, user });
    expect(JSON.stringify(live)).not.toContain("passwordHash");
    expect(session.userAgent?.length).toBeLessThanOrEqual(256);
  });

  test.each([
    { given: "revoked", spoil: () => change("revoked_at = now()") },
    { given: "expired", spoil: () => change("expires_at = now()") },
    { given: "idle for 12 hours", spoil: () => change("last_seen_at = now() - interval '12 hours'") },
    { given: "of a disabled user", spoil: () => system((tx) => db.setUserDisabled(tx, user.id, true)) },
  ])("that are $given are dead", async ({ spoil }) => {
    expect(await find()).not.toBeNull();
    await spoil();
    expect(await find()).toBeNull();
  });

  test("of another token are not found", async () => {
    const other = createHash("sha256").update("other").digest();
    expect(await system((tx) => db.findLiveSession(tx, other))).toBeNull();
  });

  test("are touched at most once a minute, and never back to life", async () => {
    await system((tx) => db.touchSession(tx, session.id));
    expect((await find())?.session.lastSeenAt).toEqual(session.lastSeenAt);
    await change("last_seen_at = now() - interval '11 hours'");
    await system((tx) => db.touchSession(tx, session.id));
    expect((await find())?.session.lastSeenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  test("are listed and ended by their own user only", async () => {
    const stranger = await makeUser();
    const end = (userId: string) => system((tx) => db.revokeSession(tx, { sessionId: session.id, userId }));
    expect(await system((tx) => db.listSessionsOfUser(tx, user.id))).toEqual([session]);
    expect(await system((tx) => db.listSessionsOfUser(tx, stranger.id))).toEqual([]);
    expect(await end(stranger.id)).toBe(false);
    expect(await find()).not.toBeNull();
    expect(await end(user.id)).toBe(true);
    expect(await end(user.id)).toBe(false);
    expect(await find()).toBeNull();
  });

  test("end all at once, save the one in use", async () => {
    const tokens = [1, 2].map(() => createHash("sha256").update(randomUUID()).digest());
    for (const tokenHash of tokens) {
      await system((tx) => db.insertSession(tx, { userId: user.id, tokenHash, expiresAt: later() }));
    }
    expect(await system((tx) => db.revokeSessionsOfUser(tx, user.id, session.id))).toBe(2);
    expect(await find()).not.toBeNull();
    expect(await system((tx) => db.revokeSessionsOfUser(tx, user.id))).toBe(1);
    expect(await system((tx) => db.listSessionsOfUser(tx, user.id))).toEqual([]);
  });
});

describe("access", () => {
  let operator: db.Operator;
  const access = () => system((tx) => db.listAccessOfUser(tx, user.id));

  beforeEach(async () => {
    operator = await system((tx) => db.createOperator(tx, { slug: randomUUID(), name: "Northstar" }));
    await system((tx) => db.addOperatorMember(tx, { operatorId: operator.id, userId: user.id }));
  });

  test("comes by membership and by an operator's grant, and each says which", async () => {
    expect(await access()).toEqual([]);
    await inTenant((tx) => db.addMembership(tx, { userId: user.id, role: "viewer" }));
    await inTenant((tx) => db.addMembership(tx, { userId: user.id, role: "owner" }));
    await inTenant((tx) => db.grantOperator(tx, { operatorId: operator.id, role: "viewer" }));
    const shared = { tenantId: tenant.id, slug: tenant.slug, name: "Acme Holdings" };
    expect(await access()).toEqual([
      { ...shared, role: "owner", through: "membership", operatorId: null },
      { ...shared, role: "viewer", through: "operator", operatorId: operator.id },
    ]);
  });

  test("ends with the grant's time, its revocation, or the membership", async () => {
    const grant = (expiresAt: Date | null) =>
      inTenant((tx) => db.grantOperator(tx, { operatorId: operator.id, role: "owner", expiresAt }));
    await grant(new Date(Date.now() + 60_000));
    expect(await access()).toHaveLength(1);
    await grant(new Date(Date.now() - 1));
    expect(await access()).toEqual([]);
    await grant(null);
    expect(await access()).toHaveLength(1);
    expect(await inTenant((tx) => db.revokeOperator(tx, operator.id))).toBe(true);
    expect(await access()).toEqual([]);
    await inTenant((tx) => db.addMembership(tx, { userId: user.id, role: "viewer" }));
    expect(await inTenant((tx) => db.removeMembership(tx, user.id))).toBe(true);
    expect(await inTenant((tx) => db.removeMembership(tx, user.id))).toBe(false);
    expect(await access()).toEqual([]);
  });

  test("of a stranger is none, and an operator's people are its own", async () => {
    await inTenant((tx) => db.grantOperator(tx, { operatorId: operator.id, role: "viewer" }));
    const stranger = await makeUser();
    expect(await system((tx) => db.listAccessOfUser(tx, stranger.id))).toEqual([]);
    expect(await system((tx) => db.listOperatorsOfUser(tx, stranger.id))).toEqual([]);
    expect(await system((tx) => db.listOperatorsOfUser(tx, user.id))).toEqual([operator]);
    expect(await system((tx) => db.findOperatorBySlug(tx, operator.slug))).toEqual(operator);
    const again = system((tx) => db.createOperator(tx, { slug: operator.slug, name: "Other" }));
    await expect(again).rejects.toMatchObject({ code: "operator.slug-taken" });
  });

  test("cannot be given to somebody, or by something, that does not exist", async () => {
    const absent = randomUUID();
    const attempts = [
      inTenant((tx) => db.addMembership(tx, { userId: absent, role: "owner" })),
      inTenant((tx) => db.grantOperator(tx, { operatorId: absent, role: "owner" })),
      system((tx) => db.addOperatorMember(tx, { operatorId: operator.id, userId: absent })),
    ];
    const refused = { status: "rejected", reason: { code: "not-found" } };
    expect(await Promise.allSettled(attempts)).toMatchObject([refused, refused, refused]);
  });
});

describe("the audit", () => {
  const record = (action: string, actor: db.Actor = { kind: "user", id: "u-1" }) =>
    inTenant((tx) => db.recordAuditEvent(tx, { actor, action, detail: { n: action } }));

  test("tells who did what, newest first, page by page", async () => {
    for (const action of ["a.one", "a.two", "a.three"]) await record(action);
    await record("a.four", { kind: "operator", id: "u-2", operatorId: "op" });
    const first = await inTenant((tx) => db.listAuditEvents(tx, { limit: 2 }));
    expect(first.map((event) => event.action)).toEqual(["a.four", "a.three"]);
    expect(first[0]).toMatchObject({
      actorKind: "operator",
      actorId: "u-2",
      detail: { n: "a.four", operatorId: "op" },
    });
    const before = first.at(-1)?.id ?? null;
    const second = await inTenant((tx) => db.listAuditEvents(tx, { limit: 2, before }));
    expect(second.map((event) => event.action)).toEqual(["a.two", "a.one"]);
    const own = await inTenant((tx) => db.listAuditEvents(tx, { limit: 9, action: "a.two", actorId: "u-1" }));
    expect(own).toHaveLength(1);
  });

  test("is part of what it tells of: an undone change leaves no line", async () => {
    const work = inTenant(async (tx) => {
      await db.recordAuditEvent(tx, { actor: { kind: "command-line", id: null }, action: "undone" });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await inTenant((tx) => db.listAuditEvents(tx, { limit: 9, action: "undone" }))).toEqual([]);
  });
});

describe("connections", () => {
  const arn = "arn:aws:iam::111111111111:role/SekininManagement";
  const make = (changes = {}) =>
    inTenant((tx) => db.createConnection(tx, { memberRoleName: "M", externalId: "e", ...changes }));

  test("begin as drafts, change, and keep their external id", async () => {
    const made = await make({ scheduleHour: 3, regions: ["eu-west-1"] });
    expect(made).toMatchObject({ state: "draft", managementRoleArn: null, organizationId: null, scheduleHour: 3 });
    const changes = { managementRoleArn: arn, state: "ready", organizationId: "o-1", regions: [] } as const;
    const changed = await inTenant((tx) => db.updateConnection(tx, made.id, changes));
    expect(changed).toEqual({ ...made, ...changes });
    expect(await inTenant((tx) => db.findConnection(tx, made.id))).toEqual(changed);
    expect(await inTenant(db.listConnections)).toEqual([changed]);
    const cleared = await inTenant((tx) => db.updateConnection(tx, made.id, { managementRoleArn: null }));
    expect(cleared.managementRoleArn).toBeNull();
  });

  test("are tested by a row that a worker takes once", async () => {
    const { id: connectionId } = await make({ managementRoleArn: arn });
    expect(await inTenant((tx) => db.latestConnectionTest(tx, connectionId))).toBeNull();
    const { id } = await inTenant((tx) => db.requestConnectionTest(tx, connectionId));
    expect(await inTenant((tx) => db.requestConnectionTest(tx, connectionId))).toEqual({ id });
    expect(await system((tx) => db.listRequestedTests(tx, 1_000))).toContainEqual({ tenantId: tenant.id, testId: id });
    const taken = await Promise.all([1, 2, 3].map(() => inTenant((tx) => db.startConnectionTest(tx, id))));
    expect(taken.filter((test) => test !== null)).toHaveLength(1);
    const steps = [{ step: "assume-management", outcome: "failed", code: "role-missing" }] as const;
    await inTenant((tx) => db.finishConnectionTest(tx, id, { state: "running", steps }));
    expect(await inTenant((tx) => db.findConnectionTest(tx, id))).toMatchObject({ state: "running", finishedAt: null });
    await inTenant((tx) => db.finishConnectionTest(tx, id, { state: "failed", steps }));
    const latest = await inTenant((tx) => db.latestConnectionTest(tx, connectionId));
    expect(latest).toMatchObject({ id, state: "failed", steps, finishedAt: expect.any(Date) });
    const late = inTenant((tx) => db.finishConnectionTest(tx, id, { state: "passed", steps: [] }));
    await expect(late).rejects.toMatchObject({ code: "not-found" });
  });

  test("whose tester died are tested again after five minutes", async () => {
    const { id: connectionId } = await make({ managementRoleArn: arn });
    const { id } = await inTenant((tx) => db.requestConnectionTest(tx, connectionId));
    await inTenant((tx) => db.startConnectionTest(tx, id));
    expect(await inTenant((tx) => db.startConnectionTest(tx, id))).toBeNull();
    const back = "UPDATE connection_tests SET started_at = now() - interval '6 minutes' WHERE id = $1";
    await query(databases.ownerUrl, back, [id]);
    expect(await system((tx) => db.listRequestedTests(tx, 1_000))).toContainEqual({ tenantId: tenant.id, testId: id });
    expect(await inTenant((tx) => db.startConnectionTest(tx, id))).not.toBeNull();
  });

  test("are due at their hour, in their tenant's zone, where they are ready", async () => {
    const { id } = await make({ managementRoleArn: arn, scheduleHour: 4 });
    const now = new Date("2026-11-03T04:10:00Z");
    const due = async () =>
      (await system((tx) => db.listDueConnections(tx, now))).filter((row) => row.connectionId === id);
    const update = (changes: db.ConnectionChanges) => inTenant((tx) => db.updateConnection(tx, id, changes));
    expect(await due()).toEqual([]);
    await update({ state: "ready" });
    const row = { tenantId: tenant.id, connectionId: id, zone: "Europe/Dublin", scheduleHour: 4 };
    expect(await due()).toEqual([{ ...row, nextCrawlAt: null }]);
    await update({ nextCrawlAt: new Date("2026-11-03T04:11:00Z") });
    expect(await due()).toEqual([]);
    await update({ nextCrawlAt: now });
    expect(await due()).toEqual([{ ...row, nextCrawlAt: now }]);
    await update({ scheduleHour: null });
    expect(await due()).toEqual([]);
  });

  test.each([24, -1, 3.5])("refuse hour %d", async (scheduleHour) => {
    await expect(make({ scheduleHour })).rejects.toMatchObject({ code: "input.invalid" });
  });
});
