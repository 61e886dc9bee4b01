import { randomUUID } from "node:crypto";
import { logger } from "@sekinin/config";
import { createUser, findUserById, insertSession, setUserDisabled } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { changePassword } from "./change-password.ts";
import { hashPassword } from "./password-hash.ts";
import { createSessionToken, hashSessionToken } from "./session-token.ts";
import { endSession, endSessionsOfUser, findSession, listOwnSessions, openSession } from "./sessions.ts";
import { type SignInServices, signIn } from "./sign-in.ts";
import { createSignInLimits, type SignInLimits } from "./sign-in-limits.ts";

const password = "correct horse battery";
let db: TestDatabase;
let limits: SignInLimits;
let services: SignInServices;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  limits = createSignInLimits({ redisUrl: inject("redisUrl"), prefix: randomUUID() });
  services = { database: db.database, limits, log: logger("test", { level: "silent" }) };
});

afterAll(async () => {
  await limits.close();
  await db.drop();
});

async function person(over: { email?: string } = {}) {
  const email = over.email ?? `p${randomUUID()}@acme.example`;
  const passwordHash = await hashPassword(password);
  return db.database.withSystem((tx) => createUser(tx, { email, name: "Person", passwordHash }));
}

const from = (address: string) => ({ password, address });

test("the right password opens, however the address is typed", async () => {
  const user = await person();
  for (const email of [user.email, ` ${user.email.toUpperCase()} `]) {
    expect(await signIn(services, { email, ...from("198.51.100.1") })).toEqual({ kind: "accepted", userId: user.id });
  }
});

test("a wrong password, an unknown user, a disabled user and a broken address get the same answer", async () => {
  const [user, disabled] = [await person(), await person()];
  await db.database.withSystem((tx) => setUserDisabled(tx, disabled.id, true));
  const answers = await Promise.all([
    signIn(services, { email: user.email, password: "wrong horse battery", address: "198.51.100.2" }),
    signIn(services, { email: "nobody@acme.example", ...from("198.51.100.2") }),
    signIn(services, { email: disabled.email, ...from("198.51.100.2") }),
    signIn(services, { email: "no address", ...from("198.51.100.2") }),
    signIn(services, { email: "' or '1'='1", ...from("198.51.100.2") }),
    signIn(services, { email: `${user.email}\0`, ...from("198.51.100.2") }),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"kind":"refused"}']));
});

test("a megabyte is no password, and counts no attempt", async () => {
  const user = await person();
  const began = performance.now();
  const answer = await signIn(services, {
    email: user.email,
    password: "x".repeat(1_048_576),
    address: "198.51.100.3",
  });
  expect(answer).toEqual({ kind: "malformed" });
  expect(performance.now() - began).toBeLessThan(20);
});

test("known and unknown users are held back after the same number, and a running session goes on", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  for (const email of [user.email, "stranger@acme.example"]) {
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      kinds.push((await signIn(services, { email, password: "wrong horse battery", address: "198.51.100.4" })).kind);
    }
    expect(kinds).toEqual(["refused", "refused", "refused", "refused", "refused", "limited", "limited"]);
  }
  expect((await signIn(services, { email: user.email, ...from("198.51.100.4") })).kind).toBe("limited");
  expect((await signIn(services, { email: user.email, ...from("203.0.113.4") })).kind).toBe("accepted");
  expect(await findSession(db.database, token)).toMatchObject({ userId: user.id });
});

test("a session is found by its token, and by no other text", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: "Browser <b>" });
  expect(await findSession(db.database, token)).toMatchObject({ userId: user.id, email: user.email });
  for (const other of [token.slice(0, -1), `${token}A`, token.toLowerCase(), "", "A".repeat(43)]) {
    expect(await findSession(db.database, other)).toBeNull();
  }
});

test("the database keeps the token's hash and never the token", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  const rows = await db.database.withSystem((tx) => tx.session.findMany({ where: { userId: user.id } }));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.tokenHash).toEqual(hashSessionToken(token));
  expect(JSON.stringify(rows)).not.toContain(token);
});

test.each([
  { end: "ended", how: { revokedAt: new Date() } },
  { end: "unused for 12 hours", how: { lastSeenAt: new Date(Date.now() - 12 * 3_600_000 - 1000) } },
])("a session that is $end is none", async ({ how }) => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  expect(await findSession(db.database, token)).not.toBeNull();
  await db.database.withSystem((tx) => tx.session.updateMany({ where: { userId: user.id }, data: how }));
  expect(await findSession(db.database, token)).toBeNull();
});

test("a session past its last day is none", async () => {
  const user = await person();
  for (const [end, isLive] of [
    [1000, true],
    [-1000, false],
  ] as const) {
    const token = createSessionToken();
    const tokenHash = hashSessionToken(token) ?? new Uint8Array();
    const expiresAt = new Date(Date.now() + end);
    await db.database.withSystem((tx) => insertSession(tx, { userId: user.id, tokenHash, expiresAt }));
    expect((await findSession(db.database, token)) !== null).toBe(isLive);
  }
});

test("using a session keeps it from running idle", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  const lastSeenAt = new Date(Date.now() - 11 * 3_600_000);
  await db.database.withSystem((tx) => tx.session.updateMany({ where: { userId: user.id }, data: { lastSeenAt } }));
  await findSession(db.database, token);
  const [session] = await listOwnSessions(db.database, user.id);
  expect(Date.now() - (session?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000);
});

test("disabling a user ends every session at the next look", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  await db.database.withSystem((tx) => setUserDisabled(tx, user.id, true));
  expect(await findSession(db.database, token)).toBeNull();
});

test("one ends one's own sessions and nobody else's", async () => {
  const [user, other] = [await person(), await person()];
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  const session = await findSession(db.database, token);
  const sessionId = session?.sessionId ?? "";
  expect(await endSession(db.database, { userId: other.id, sessionId })).toBe(false);
  expect(await findSession(db.database, token)).not.toBeNull();
  expect(await endSession(db.database, { userId: user.id, sessionId })).toBe(true);
  expect(await findSession(db.database, token)).toBeNull();
  expect(await endSession(db.database, { userId: user.id, sessionId })).toBe(false);
});

test("sign out everywhere leaves no session of the user, and all of the others'", async () => {
  const [user, other] = [await person(), await person()];
  const tokens = await Promise.all([1, 2, 3].map(() => openSession(db.database, { userId: user.id, userAgent: null })));
  const theirs = await openSession(db.database, { userId: other.id, userAgent: null });
  await endSessionsOfUser(db.database, user.id);
  for (const token of tokens) expect(await findSession(db.database, token)).toBeNull();
  expect(await findSession(db.database, theirs)).not.toBeNull();
});

test("changing the password ends the other sessions, keeps this one, and the old password is void", async () => {
  const user = await person();
  const here = await openSession(db.database, { userId: user.id, userAgent: null });
  const there = await openSession(db.database, { userId: user.id, userAgent: null });
  const sessionId = (await findSession(db.database, here))?.sessionId ?? "";
  const newPassword = "another horse battery";
  const change = { userId: user.id, sessionId, currentPassword: password, newPassword };
  expect(await changePassword(services, change)).toEqual({ kind: "changed" });
  expect(await findSession(db.database, here)).not.toBeNull();
  expect(await findSession(db.database, there)).toBeNull();
  expect((await signIn(services, { email: user.email, ...from("198.51.100.9") })).kind).toBe("refused");
  expect((await signIn(services, { email: user.email, password: newPassword, address: "198.51.100.9" })).kind).toBe(
    "accepted",
  );
});

test.each([
  {
    why: "wrong current one",
    currentPassword: "wrong horse battery",
    newPassword: "another horse battery",
    expected: { kind: "wrong-current" },
  },
  {
    why: "short new one",
    currentPassword: password,
    newPassword: "short",
    expected: { kind: "weak", problem: "too-short" },
  },
  {
    why: "unchanged one",
    currentPassword: password,
    newPassword: password,
    expected: { kind: "weak", problem: "unchanged" },
  },
  {
    why: "megabyte",
    currentPassword: password,
    newPassword: "ab12".repeat(262_144),
    expected: { kind: "weak", problem: "too-long" },
  },
  {
    why: "megabyte as the current one",
    currentPassword: "x".repeat(1_048_576),
    newPassword: "another horse battery",
    expected: { kind: "wrong-current" },
  },
])("a $why changes nothing and ends nothing", async ({ currentPassword, newPassword, expected }) => {
  const user = await person();
  const before = await db.database.withSystem((tx) => findUserById(tx, user.id));
  const [here, there] = await Promise.all(
    [1, 2].map(() => openSession(db.database, { userId: user.id, userAgent: null })),
  );
  const sessionId = (await findSession(db.database, here ?? ""))?.sessionId ?? "";
  expect(await changePassword(services, { userId: user.id, sessionId, currentPassword, newPassword })).toEqual(
    expected,
  );
  expect(await findSession(db.database, there ?? "")).not.toBeNull();
  expect(await db.database.withSystem((tx) => findUserById(tx, user.id))).toEqual(before);
});

test("guessing the current password is held back too, and does not hold the sign-in back", async () => {
  const user = await person();
  const token = await openSession(db.database, { userId: user.id, userAgent: null });
  const sessionId = (await findSession(db.database, token))?.sessionId ?? "";
  const guess = {
    userId: user.id,
    sessionId,
    currentPassword: "wrong horse battery",
    newPassword: "another horse battery",
  };
  const kinds: string[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) kinds.push((await changePassword(services, guess)).kind);
  expect(kinds.at(-1)).toBe("limited");
  expect((await signIn(services, { email: user.email, ...from("198.51.100.10") })).kind).toBe("accepted");
});

test("a hundred sign-ins at once are all answered", async () => {
  const user = await person();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => signIn(services, { email: user.email, ...from(`10.1.0.${index}`) })),
  );
  // Beyond the user's own count the answer is "later", never an error.
  expect(answers.filter((answer) => answer.kind === "accepted").length).toBeGreaterThanOrEqual(50);
  expect(answers.every((answer) => answer.kind === "accepted" || answer.kind === "limited")).toBe(true);
});
