import { Failure } from "@sekinin/config";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as db from "./index.ts";
import { fullTenant, type Ids } from "./testing/full-tenant.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";
import { systemVerbs } from "./testing/system-verb-table.ts";
import { notVerbs, tenantVerbs } from "./testing/verb-table.ts";

let databases: TestDatabase;
let a: Ids;
let b: Ids;
let round = 0;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
const freshTenants = async () => {
  round += 1;
  a = await fullTenant(databases.database, (await databases.createTenant()).id, `canary-a-${round}`);
  b = await fullTenant(databases.database, (await databases.createTenant()).id, `canary-b-${round}`);
};
beforeAll(freshTenants);

test("the table names every verb that the package exports, and no other", () => {
  const exported = Object.entries(db).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  const known = [...Object.keys(tenantVerbs), ...Object.keys(systemVerbs), ...notVerbs];
  expect(known.sort()).toEqual(exported.sort());
});

/** Every row of a tenant, as one text: what must not change. */
async function everythingOf(tenantId: string): Promise<string> {
  const tables = await query<{ name: string }>(
    databases.ownerUrl,
    `SELECT table_name AS name FROM information_schema.columns
     WHERE column_name = 'tenant_id' AND table_schema = 'public' ORDER BY 1`,
  );
  const selects = tables.map(
    ({ name }) => `SELECT '${name}' AS name, t::text AS text FROM ${name} t WHERE tenant_id = $1`,
  );
  const rows = await query<{ name: string; text: string }>(
    databases.ownerUrl,
    `${selects.join(" UNION ALL ")} ORDER BY 1, 2`,
    [tenantId],
  );
  const filled = new Set(rows.map((row) => row.name));
  expect(tables.filter(({ name }) => !filled.has(name) && !mayBeEmpty.has(name))).toEqual([]);
  return rows.map((row) => `${row.name} ${row.text}`).join("\n");
}

/** Tables of which `fullTenant` makes no row. */
const mayBeEmpty = new Set(["organization_claims", "organization_nodes"]);

type Answer = { readonly value: unknown } | { readonly refusal: string };

async function answer(verb: keyof typeof tenantVerbs, ids: Ids): Promise<Answer> {
  try {
    return {
      value: await databases.database.withTenant(a.tenantId, async (tx) => tenantVerbs[verb]?.withIds(tx, ids)),
    };
  } catch (error) {
    if (error instanceof Failure) return { refusal: error.code };
    return { refusal: error instanceof Error ? error.message : "?" };
  }
}

const absent = "3f0e7f52-1111-4222-8333-444455556666";
const nobody = (): Ids => ({
  ...a,
  connectionId: absent,
  crawlId: absent,
  organizationId: "o-absent",
  stepId: absent,
  leaseToken: absent,
  testId: absent,
  accountId: "999999999999",
  userId: absent,
  operatorId: absent,
  auditId: absent,
  findingId: absent,
  subscriptionId: absent,
  mailId: absent,
  mailToken: absent,
  teamId: absent,
  assignmentId: absent,
  draftId: absent,
});

describe("a verb with another tenant's ids", () => {
  test.each(Object.keys(tenantVerbs))(
    "%s answers as for ids that do not exist, and changes nothing there",
    async (verb) => {
      const before = await everythingOf(b.tenantId);
      const foreign = await answer(verb, b);
      expect(JSON.stringify(foreign)).not.toContain(`canary-b-${round}`);
      expect(foreign).toEqual(await answer(verb, nobody()));
      expect(await everythingOf(b.tenantId)).toBe(before);
    },
  );

  test.each([
    "findCrawl",
    "findConnection",
    "readAccountPage",
    "readHeatmap",
    "readSnapshot",
    "crawlProgress",
    "claimStep",
  ])("%s answers with its own ids (the refusals above mean something)", async (verb) => {
    await databases.database.withTenant(a.tenantId, (tx) => db.releaseStep(tx, a.stepId, a.leaseToken, null));
    const own = await answer(verb, a);
    expect(own).toHaveProperty("value");
    expect(own).not.toEqual({ value: null });
  });
});

describe("names inside a tenant", () => {
  test("may equal another's: nothing tells that they exist", async () => {
    const same = { ...b, tenantId: a.tenantId, connectionId: a.connectionId, crawlId: a.crawlId };
    await databases.database.withTenant(a.tenantId, async (tx) => {
      await db.storeSnapshot(tx, {
        ...same,
        observedAt: new Date(),
        document: {},
        managementAccountId: "1",
        partition: "aws",
        rootId: "r",
        featureSet: "ALL",
      });
    });
    const organizations = await databases.database.withTenant(a.tenantId, db.listOrganizations);
    expect(organizations.map((row) => row.organizationId)).toContain(b.organizationId);
  });

  test("an organisation goes to the first that claims it, and the other learns nothing", async () => {
    const claim = (ids: Ids) =>
      databases.database.withSystem((tx) => db.claimOrganization(tx, { ...ids, organizationId: b.organizationId }));
    expect(await claim(b)).toBe("claimed");
    expect(await claim(b)).toBe("yours");
    expect(await claim(a)).toBe("taken");
  });
});

describe("traps of row-level security, as the application's role", () => {
  const asA = (statement: string, values: readonly unknown[] = []) =>
    query(databases.appUrl, statement, values).catch((error: Error) => error.message);
  const within = (statement: string) => asA(`SET app.tenant_id = '${a.tenantId}'; ${statement}`);

  test.each([
    ["TRUNCATE findings", "permission denied"],
    ["CREATE TABLE public.own (id int)", "permission denied"],
    ["CREATE TEMPORARY TABLE own (id int)", "permission denied"],
    ["ALTER TABLE findings DISABLE ROW LEVEL SECURITY", "must be owner"],
    ["SET ROLE sekinin_owner", "permission denied"],
    ["SET ROLE sekinin_system", "permission denied"],
    ["SELECT * FROM users", "permission denied"],
    ["SELECT * FROM sessions", "permission denied"],
    ["SELECT * FROM organization_claims", "permission denied"],
    ["SELECT * FROM _prisma_migrations", "permission denied"],
    ["UPDATE audit_events SET action = 'x'", "permission denied"],
    ["DELETE FROM audit_events", "permission denied"],
    ["DELETE FROM finding_events", "permission denied"],
    ["UPDATE tenants SET name = 'x'", "permission denied"],
    ["COPY findings FROM PROGRAM 'true'", "external program"],
    ["SET row_security = off; SELECT * FROM findings", "query would be affected by row-level security"],
  ])("%s is refused", async (statement, words) => {
    expect(await within(statement)).toContain(words);
  });

  test("a row for another tenant is refused", async () => {
    const insert = `INSERT INTO memberships (tenant_id, user_id, role) VALUES ('${b.tenantId}', '${a.userId}', 'owner')`;
    expect(await within(insert)).toContain("violates row-level security policy");
    const move = `UPDATE connections SET tenant_id = '${b.tenantId}'`;
    expect(await within(move)).toContain("violates row-level security policy");
  });

  test("a child of another tenant's parent is refused as an absent parent's is", async () => {
    const child = (connection: string) =>
      within(`INSERT INTO connection_tests (tenant_id, id, connection_id)
        VALUES ('${a.tenantId}', gen_random_uuid(), '${connection}')`);
    expect(await child(b.connectionId)).toBe(await child(absent));
    expect(await child(b.connectionId)).toContain("violates foreign key constraint");
  });

  test("the system's role cannot read what was found, nor write a step beyond giving it back", async () => {
    const asSystem = (statement: string) =>
      query(databases.systemUrl, statement).catch((error: Error) => error.message);
    for (const table of [
      "findings",
      "duties",
      "account_states",
      "organization_nodes",
      "audit_events",
      "verdict_logs",
    ]) {
      expect(await asSystem(`SELECT * FROM ${table}`)).toContain("permission denied");
    }
    expect(await asSystem("SELECT external_id FROM connections")).toContain("permission denied");
    expect(await asSystem("SELECT unread FROM crawl_steps")).toContain("permission denied");
    expect(await asSystem("UPDATE crawl_steps SET calls = 1")).toContain("permission denied");
    expect(await asSystem("UPDATE crawl_steps SET state = 'done', lease_token = NULL, lease_until = NULL")).toContain(
      "row-level security",
    );
  });
});
