import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as db from "../index.ts";
import { createTestDatabase, sampleCrawl, type TestDatabase } from "../testing/index.ts";

let databases: TestDatabase;
beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());

test("a tenant with many requests does not hold up another's only one", async () => {
  const [many, one] = [(await databases.createTenant()).id, (await databases.createTenant()).id];
  const asked = [
    [many, "o-many000001"],
    [many, "o-many000002"],
    [many, "o-many000003"],
    [one, "o-one0000001"],
  ] as const;
  for (const [tenantId, organizationId] of asked) {
    await sampleCrawl(databases.database, tenantId, { organizationId });
    await databases.database.withTenant(tenantId, (tx) => db.requestCoverage(tx, organizationId));
  }
  const due = await databases.database.withSystem((tx) => db.listDueCoverage(tx));
  expect(due.map(({ organizationId }) => organizationId)).toEqual([
    "o-many000001",
    "o-one0000001",
    "o-many000002",
    "o-many000003",
  ]);
});
