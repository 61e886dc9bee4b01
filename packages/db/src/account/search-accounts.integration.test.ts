import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { searchAccounts } from "./search-accounts.ts";

let db: TestDatabase;
let tenantId: string;
const organizationId = "o-1111111111";

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  tenantId = (await db.createTenant()).id;
  const key = { tenantId, organizationId };
  await db.database.withTenant(tenantId, async (tx) => {
    const connection = await tx.connection.create({ data: { tenantId, memberRoleName: "r", externalId: "e" } });
    await tx.organization.create({
      data: {
        ...key,
        connectionId: connection.id,
        managementAccountId: "111111111111",
        partition: "aws",
        rootId: "r-1",
        featureSet: "ALL",
      },
    });
    const nodes = [
      { nodeId: "r-1", kind: "root", name: "web root", parentId: "", accountState: "ACTIVE" },
      { nodeId: "111111111111", kind: "account", name: "Web shop", parentId: "r-1", accountState: "ACTIVE" },
      { nodeId: "222222222222", kind: "account", name: "経理 100%", parentId: "r-1", accountState: "ACTIVE" },
      { nodeId: "333333333333", kind: "account", name: "old web", parentId: "r-1", accountState: "LEFT" },
    ];
    for (const node of nodes) {
      await tx.organizationNode.create({ data: { ...key, ...node, depth: 1, accounts: 1, posture: {} } });
    }
  });
});

afterAll(() => db.drop());

const search = (text: string, { tenant = tenantId, limit = 10 } = {}) =>
  db.database.withTenant(tenant, (tx) => searchAccounts(tx, { organizationId, text, limit }));

test.each([
  { text: "WEB", expected: ["111111111111"] },
  { text: " 2222 ", expected: ["222222222222"] },
  { text: "経理", expected: ["222222222222"] },
  // No pattern's signs: what is typed is what is looked for.
  { text: "100%", expected: ["222222222222"] },
  { text: "%", expected: ["222222222222"] },
  { text: "_", expected: [] },
  { text: "", expected: ["111111111111", "222222222222"] },
  { text: "nobody", expected: [] },
])("`$text` finds $expected", async ({ text, expected }) => {
  expect((await search(text)).map(({ accountId }) => accountId)).toEqual(expected);
});

test("no more than asked for, and nothing in another tenant", async () => {
  expect(await search("", { limit: 1 })).toHaveLength(1);
  expect(await search("web", { tenant: (await db.createTenant()).id })).toEqual([]);
});
