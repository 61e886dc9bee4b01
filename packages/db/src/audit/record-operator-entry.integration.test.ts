import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { recordOperatorEntry } from "./record-operator-entry.ts";

let databases: TestDatabase;
beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());

const operator = (id: string) => ({ kind: "operator", id, operatorId: "op-1" }) as const;
const enter = (tenantId: string, id: string, area = "findings") =>
  databases.database.withTenant(tenantId, (tx) =>
    recordOperatorEntry(tx, { actor: operator(id), area, detail: { role: "viewer" } }),
  );

test("many processes at once tell one entry of a person and hour in a tenant, and the next hour tells again", async () => {
  const [tenant, other] = [await databases.createTenant(), await databases.createTenant()];
  const told = await Promise.all(Array.from({ length: 8 }, () => enter(tenant.id, "ann")));
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await enter(tenant.id, "ben")).toBe(true);
  expect(await enter(other.id, "ann")).toBe(true);
  expect(await enter(tenant.id, "ann", "trends")).toBe(true);
  expect(await enter(tenant.id, "ann", "trends")).toBe(false);
  const events = () =>
    query(
      databases.ownerUrl,
      `SELECT actor_id AS who, action, detail FROM audit_events WHERE tenant_id = $1 ORDER BY at`,
      [tenant.id],
    );
  const entry = (area: string) => ({
    action: "operator.entered",
    detail: { role: "viewer", operatorId: "op-1", area },
  });
  expect(await events()).toEqual([
    { who: "ann", ...entry("findings") },
    { who: "ben", ...entry("findings") },
    { who: "ann", ...entry("trends") },
  ]);
  await query(databases.ownerUrl, "UPDATE audit_events SET at = at - interval '1 hour' WHERE tenant_id = $1", [
    tenant.id,
  ]);
  expect(await enter(tenant.id, "ann")).toBe(true);
  expect(await events()).toHaveLength(4);
});
