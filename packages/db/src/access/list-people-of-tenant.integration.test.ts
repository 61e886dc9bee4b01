import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  addMembership,
  addOperatorMember,
  createOperator,
  createUser,
  grantOperator,
  listAccessOfUser,
  listOperatorsOfTenant,
  listPeopleOfTenant,
  removeMembership,
  revokeOperator,
} from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";

let databases: TestDatabase;
let own: string;
let other: string;
const users: Record<string, string> = {};
const operators: Record<string, string> = {};

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  own = (await databases.createTenant()).id;
  other = (await databases.createTenant()).id;
  await databases.database.withSystem(async (tx) => {
    for (const name of ["member", "guest", "both", "stranger", "neighbour"]) {
      users[name] = (await createUser(tx, { email: `${name}@people.example`, name, passwordHash: "h" })).id;
    }
    for (const slug of ["north", "south"]) {
      operators[slug] = (await createOperator(tx, { slug, name: `${slug} Security` })).id;
    }
    for (const [slug, name] of [
      ["north", "guest"],
      ["north", "both"],
      ["south", "stranger"],
    ] as const) {
      await addOperatorMember(tx, { operatorId: operators[slug] ?? "", userId: users[name] ?? "" });
    }
  });
  await databases.database.withTenant(own, async (tx) => {
    await addMembership(tx, { userId: users["member"] ?? "", role: "owner" });
    await addMembership(tx, { userId: users["both"] ?? "", role: "viewer" });
    await grantOperator(tx, { operatorId: operators["north"] ?? "", role: "viewer" });
  });
  await databases.database.withTenant(other, async (tx) => {
    await addMembership(tx, { userId: users["neighbour"] ?? "", role: "owner" });
    await grantOperator(tx, { operatorId: operators["south"] ?? "", role: "owner" });
  });
});
afterAll(() => databases.drop());

const everybody = () => Object.values(users);
const people = async (tenantId = own, userIds = everybody()) => {
  const found = await databases.database.withSystem((tx) => listPeopleOfTenant(tx, { tenantId, userIds }));
  return Object.fromEntries(found.map(({ name, operator }) => [name, operator]));
};
const partners = async (tenantId = own) => {
  const found = await databases.database.withSystem((tx) => listOperatorsOfTenant(tx, tenantId));
  return found.map(({ name }) => name);
};
const customers = async (name: string) => {
  const found = await databases.database.withSystem((tx) => listAccessOfUser(tx, users[name] ?? ""));
  return found.filter(({ through }) => through === "operator").map(({ tenantId }) => tenantId);
};

test("its members and its operators' people have names, nobody else has", async () => {
  expect(await people()).toEqual({ member: null, guest: "north Security", both: "north Security" });
  expect(await people(other)).toEqual({ neighbour: null, stranger: "south Security" });
  expect(await people(own, [])).toEqual({});
  expect(await people(own, ["x", users["member"] ?? ""])).toEqual({ member: null });
  expect(await partners()).toEqual(["north Security"]);
});

test("a grant that has run out: who came in stays readable to the tenant, and the operator sees it no more", async () => {
  const expiresAt = new Date(Date.now() - 1_000);
  await databases.database.withTenant(own, (tx) =>
    grantOperator(tx, { operatorId: operators["north"] ?? "", role: "viewer", expiresAt }),
  );
  expect(await people()).toMatchObject({ guest: "north Security" });
  expect(await partners()).toEqual([]);
  expect(await customers("guest")).toEqual([]);
});

test("a grant that was revoked and a membership that was taken leave no name", async () => {
  await databases.database.withTenant(own, async (tx) => {
    await revokeOperator(tx, operators["north"] ?? "");
    await removeMembership(tx, users["both"] ?? "");
  });
  expect(await people()).toEqual({ member: null });
  expect(await partners()).toEqual([]);
  expect(await customers("both")).toEqual([]);
});
