import pg from "pg";
import { expect, inject, test } from "vitest";
import { listTenants } from "../tenant/list-tenants.ts";
import { createTestDatabase } from "./create-test-database.ts";
import { query } from "./query.ts";

test("two databases know nothing of each other", async () => {
  const [one, two] = await Promise.all([1, 2].map(() => createTestDatabase(inject("postgresAdminUrl"))));
  if (one === undefined || two === undefined) throw new Error("Two databases were asked for");
  const tenant = await one.createTenant({ slug: "same" });
  await two.createTenant({ slug: "same", name: "Other", zone: "Asia/Tokyo", locale: "ja" });
  expect(await one.database.withSystem(listTenants)).toEqual([tenant]);
  expect(await two.database.withSystem(listTenants)).toMatchObject([{ slug: "same", name: "Other", locale: "ja" }]);
  await Promise.all([one.drop(), two.drop()]);
});

test("a connection that a test forgot fails its end", async () => {
  const databases = await createTestDatabase(inject("postgresAdminUrl"));
  const forgotten = new pg.Client({ connectionString: databases.appUrl });
  await forgotten.connect();
  await expect(databases.drop()).rejects.toThrow("is being accessed by other users");
  await forgotten.end();
  await databases.drop();
});

test("what is dropped is gone, and the template stays closed", async () => {
  const databases = await createTestDatabase(inject("postgresAdminUrl"));
  const name = new URL(databases.ownerUrl).pathname.slice(1);
  await databases.drop();
  const left = await query<{ name: string; open: boolean }>(
    inject("postgresAdminUrl"),
    "SELECT datname AS name, datallowconn AS open FROM pg_database WHERE datname LIKE 'sekinin\\_%'",
  );
  expect(left.map((row) => row.name)).not.toContain(name);
  expect(left.filter((row) => row.name.startsWith("sekinin_template_") && row.open)).toEqual([]);
});
