import { randomUUID } from "node:crypto";
import { createSubscription, createTeam, createUser, requestDigestNow, type TenantTransaction } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hasKnownNodes, readOwnMails, requireSubscription } from "./own-subscription.ts";

const time = { weekday: 1, hour: 8, minute: 0, zone: "UTC", nextAt: new Date("2099-01-05T08:00:00Z") };
const actor = { kind: "command-line", id: null } as const;
const organizationIds = { a: "o-1111111111", b: "o-2222222222" } as const;
type Side = keyof typeof organizationIds;
type Made = { tenantId: string; ofViewer: string; ofOwner: string; ofOperator: string; ofTeam: string };

let db: TestDatabase;
const made = {} as Record<Side, Made>;
const users = {} as Record<"viewer" | "owner" | "operator", string>;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  for (const name of ["viewer", "owner", "operator"] as const) {
    users[name] = (
      await db.database.withSystem((tx) => createUser(tx, { email: `${name}@a.example`, name, passwordHash: "h" }))
    ).id;
  }
  for (const side of ["a", "b"] as const) made[side] = await makeSide(side);
});

afterAll(() => db.drop());

async function makeSide(side: Side): Promise<Made> {
  const organizationId = organizationIds[side];
  const { id: tenantId } = await db.createTenant();
  const digit = side === "a" ? "1" : "2";
  return db.database.withTenant(tenantId, async (tx) => {
    await makeTree(tx, { tenantId, organizationId, digit });
    const { id: teamId } = await createTeam(tx, { actor, name: `Team ${side}`, email: null });
    const scope = { organizationId, scopeKind: "organization" } as const;
    const make = async (reader: { userId: string } | { teamId: string }) =>
      (await createSubscription(tx, { ...reader, ...scope, ...time, locale: "en" })).id;
    return {
      tenantId,
      ofViewer: await make({ userId: users.viewer }),
      ofOwner: await make({ userId: users.owner }),
      ofOperator: await make({ userId: users.operator }),
      ofTeam: await make({ teamId }),
    };
  });
}

async function makeTree(
  tx: TenantTransaction,
  { tenantId, organizationId, digit }: { tenantId: string; organizationId: string; digit: string },
) {
  const { id: connectionId } = await tx.connection.create({ data: { tenantId, memberRoleName: "r", externalId: "e" } });
  const key = { tenantId, organizationId };
  const organization = { connectionId, managementAccountId: "9", partition: "aws", rootId: "r", featureSet: "ALL" };
  await tx.organization.create({ data: { ...key, ...organization } });
  const nodes = [
    { nodeId: "r", kind: "root", parentId: "", depth: 0 },
    { nodeId: `ou-${digit}`, kind: "organizational-unit", parentId: "r", depth: 1 },
  ];
  for (const node of nodes) {
    await tx.organizationNode.create({ data: { ...key, ...node, name: node.nodeId, accounts: 1, posture: {} } });
  }
}

const reader = (name: keyof typeof users) => ({
  user: { userId: users[name] } as Parameters<typeof requireSubscription>[1]["user"],
  role: name === "viewer" ? ("viewer" as const) : ("owner" as const),
});

const inA = <T>(work: (tx: TenantTransaction) => Promise<T>) => db.database.withTenant(made.a.tenantId, work);

describe("who may change which digest", () => {
  test.each([
    { who: "viewer", whose: "ofViewer", may: true },
    { who: "viewer", whose: "ofOwner", may: false },
    { who: "viewer", whose: "ofOperator", may: false },
    { who: "viewer", whose: "ofTeam", may: false },
    { who: "owner", whose: "ofOwner", may: true },
    { who: "owner", whose: "ofViewer", may: false },
    { who: "owner", whose: "ofTeam", may: true },
    { who: "operator", whose: "ofOperator", may: true },
    { who: "operator", whose: "ofOwner", may: false },
    { who: "operator", whose: "ofTeam", may: true },
  ] as const)("$who, $whose: $may", async ({ who, whose, may }) => {
    const found = inA((tx) => requireSubscription(tx, reader(who), made.a[whose]));
    if (may) expect((await found).id).toBe(made.a[whose]);
    else await expect(found).rejects.toMatchObject({ code: "not-found" });
  });

  test.each(["11111111-1111-4111-8111-111111111111", "x", ""])("`%s` is nobody's", async (id) => {
    await expect(inA((tx) => requireSubscription(tx, reader("owner"), id))).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("the same reader's digest of another tenant is not there", async () => {
    await expect(inA((tx) => requireSubscription(tx, reader("owner"), made.b.ofOwner))).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("nodes of a scope", () => {
  test.each([
    { nodeIds: ["ou-1"], expected: true },
    { nodeIds: ["ou-2"], expected: false },
    { nodeIds: ["ou-1", "ou-2"], expected: false },
    { nodeIds: ["ou-1\r\nBcc: x@y.test"], expected: false },
  ])("$nodeIds are the tenant's own: $expected", async ({ nodeIds, expected }) => {
    const scope = { organizationId: organizationIds.a, scopeKind: "units", nodeIds } as const;
    expect(await inA((tx) => hasKnownNodes(tx, scope))).toBe(expected);
  });

  test("of another tenant's organisation none is known, nor are its accounts", async () => {
    const scope = { organizationId: organizationIds.b, nodeIds: ["ou-2"] };
    expect(await inA((tx) => hasKnownNodes(tx, { ...scope, scopeKind: "units" }))).toBe(false);
    expect(await inA((tx) => hasKnownNodes(tx, { ...scope, scopeKind: "accounts" }))).toBe(false);
  });
});

test("a viewer's history holds their own mails only, an owner's those of teams too", async () => {
  const asked = [made.a.ofViewer, made.a.ofOwner, made.a.ofTeam];
  for (const id of asked) expect(await inA((tx) => requestDigestNow(tx, id, "2026-11-24"))).toBe("planned");
  const recipients = async (who: keyof typeof users) =>
    (await inA((tx) => readOwnMails(tx, reader(who)))).mails.map(({ recipientId }) => recipientId).sort();
  expect(await recipients("viewer")).toEqual([made.a.ofViewer]);
  expect(await recipients("owner")).toEqual([made.a.ofOwner, made.a.ofTeam].sort());
  expect(await recipients("operator")).toEqual([made.a.ofTeam]);
  expect((await inA((tx) => readOwnMails(tx, reader("viewer")))).teams).toEqual([]);
});

test("an owner sees his own digests and those of teams however many other readers there are", async () => {
  const { tenantId } = made.a;
  await inA(async (tx) => {
    const one = { tenantId, organizationId: organizationIds.a, scopeKind: "organization", locale: "en", ...time };
    const createdAt = new Date("2020-01-01T00:00:00Z");
    const others = Array.from({ length: 600 }, () => ({ ...one, userId: randomUUID(), createdAt }));
    await tx.subscription.createMany({ data: others });
  });
  const { own, ofTeams } = await inA((tx) => readOwnMails(tx, reader("owner")));
  expect(own.map(({ id }) => id)).toEqual([made.a.ofOwner]);
  expect(ofTeams.map(({ id }) => id)).toEqual([made.a.ofTeam]);
});
