import { findTeam, listTeams, requestTeamConfirmation, type TenantTransaction } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { storeTeam } from "./store-team.ts";

const actor = { kind: "command-line", id: null } as const;
const address = "team@a.example";
let db: TestDatabase;
let tenantId: string;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
});
beforeEach(async () => {
  tenantId = (await db.createTenant()).id;
});
afterAll(() => db.drop());

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) => db.database.withTenant(tenantId, work);
const store = (name: string, email: string | null, teamId: string | null = null) =>
  inTenant((tx) => storeTeam(tx, { actor, teamId, name, email }));
const asked = () => inTenant((tx) => tx.outboxMail.count({ where: { kind: "team-confirmation" } }));
const idOf = async (name: string) => (await inTenant((tx) => listTeams(tx))).find((one) => one.name === name)?.id ?? "";

test("a new team's address is asked; the fourth time in a day it is told that it is not, and the team is there", async () => {
  for (const name of ["one", "two", "three"]) expect(await store(name, address)).toBeNull();
  expect(await store("four", address)).toBe("too-many");
  expect(await asked()).toBe(3);
  expect(await inTenant(async (tx) => findTeam(tx, await idOf("four")))).toMatchObject({ email: address });
  expect(await store("five", "other@a.example")).toBeNull();
});

test("a changed address the same: stored, and told that it was not asked", async () => {
  expect(await store("one", "first@a.example")).toBeNull();
  const id = await idOf("one");
  for (let times = 0; times < 3; times += 1) await inTenant((tx) => requestTeamConfirmation(tx, id));
  expect(await store("one", "second@a.example", id)).toBe("too-many");
  expect(await inTenant((tx) => findTeam(tx, id))).toMatchObject({ email: "second@a.example" });
  expect(await asked()).toBe(3);
});

test.each([
  { given: "no address", email: null },
  { given: "the same address", email: "first@a.example" },
])("with $given nobody is asked, and nothing is told", async ({ email }) => {
  await store("one", "first@a.example");
  expect(await store("renamed", email, await idOf("one"))).toBeNull();
  expect(await store("without", null)).toBeNull();
  expect(await asked()).toBe(1);
});
