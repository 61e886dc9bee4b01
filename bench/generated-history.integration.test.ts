import { recountTenant } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { responsibilityDomains } from "@sekinin/responsibility";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type GeneratedHistory, generateHistory } from "./generated-history.ts";

let database: TestDatabase;
let owner: pg.Client;
let history: GeneratedHistory;
const size = { accounts: 140, units: 130, findingsPerAccount: 100, days: 70, now: new Date("2026-11-02T09:00:00Z") };

beforeAll(async () => {
  database = await createTestDatabase(inject("postgresAdminUrl"));
  history = await generateHistory({ ownerUrl: database.ownerUrl, ...size });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test("what is stored agrees with its recount, for every tenant, but for the days of single findings", async () => {
  for (const { tenantId } of [history, ...history.others]) {
    const disagreements = await database.database.withTenant(tenantId, recountTenant);
    // Sums change on days of their own: a million lives that add up to them would take longer than what is measured.
    expect(disagreements.filter(({ kind }) => kind !== "flows-events")).toEqual([]);
  }
});

test("there is as much of it as was asked for", async () => {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS findings, count(*) FILTER (WHERE status = 'open')::float8 / count(*) AS open,
       count(DISTINCT control_id)::int AS controls, count(DISTINCT region)::int AS regions,
       (SELECT max(depth) FROM organization_nodes n WHERE n.tenant_id = $1 AND kind = 'organizational-unit') AS depth,
       (SELECT count(*)::int FROM posture_rollups r WHERE r.tenant_id = $1 AND kind = 'root') AS days
     FROM findings f WHERE f.tenant_id = $1`,
    [history.tenantId],
  );
  expect(rows[0]).toMatchObject({ findings: 14_000, controls: 23, regions: 5, depth: 4 });
  expect(rows[0]?.open).toBeGreaterThan(0.2);
  expect(rows[0]?.open).toBeLessThan(0.4);
  expect(rows[0]?.days).toBeGreaterThan(40);
  expect([history.since, history.today]).toEqual(["2026-08-25", "2026-11-02"]);
});

test("the causes of every change add up to it, in every node and domain", async () => {
  const { rows } = await owner.query<{ node: string; off: number }>(
    `SELECT r.node_id AS node, abs((r.sums -> d ->> 'met')::float8 - (b.sums -> d ->> 'met')::float8 - coalesce((
         SELECT sum((part -> d ->> 'met')::float8) FROM posture_changes c, jsonb_each(c.causes) AS e(cause, part)
         WHERE c.tenant_id = $1 AND c.node_id = r.node_id AND c.day <= r.day AND part ? d), 0)) AS off
     FROM posture_rollups r
       JOIN posture_rollups b ON b.tenant_id = r.tenant_id AND b.node_id = r.node_id AND b.day = $2::date,
       unnest($3::text[]) AS d
     WHERE r.tenant_id = $1 AND r.day % 7 = 3`.replace("r.day % 7 = 3", "extract(day FROM r.day)::int % 7 = 3"),
    [history.tenantId, history.since, responsibilityDomains],
  );
  expect(rows.length).toBeGreaterThan(1_000);
  expect(rows.filter(({ off }) => off !== 0)).toEqual([]);
});
