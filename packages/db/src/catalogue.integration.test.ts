import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { query } from "./testing/query.ts";

/** Tables without tenant_id, each with the reason. */
const withoutTenant = new Map([
  ["_prisma_migrations", "what was applied; no role of the application may read it"],
  ["users", "a person may belong to several tenants; sekinin_system only"],
  ["sessions", "found by token before a tenant is known; sekinin_system only"],
  ["tenants", "the list of tenants itself; the application's role sees its own row"],
  ["operators", "an operator works in several tenants; sekinin_system only"],
  ["operator_members", "people of an operator; sekinin_system only"],
]);

/** Tables with tenant_id that no tenant may read, each with the reason. */
const notForTenants = new Map([["organization_claims", "one organisation, one tenant: asked across tenants"]]);

/** Every policy beside `tenant_only`, each with the reason. */
const otherPolicies = new Map([
  ["tenants own_row SELECT sekinin_app", "a tenant reads its own name and zone"],
  ["tenants system_read SELECT sekinin_system", "find a tenant by its slug"],
  ["tenants system_make INSERT sekinin_system", "the installation's administrator makes tenants"],
  ["memberships system_read SELECT sekinin_system", "which tenants a user may enter"],
  ["operator_grants system_read SELECT sekinin_system", "which tenants an operator's member may enter"],
  ["connections system_read SELECT sekinin_system", "what is due"],
  ["connection_tests system_read SELECT sekinin_system", "tests that wait for a worker"],
  ["coverage_requests system_read SELECT sekinin_system", "coverage that waits to be decided again"],
  ["crawls system_read SELECT sekinin_system", "crawls with work"],
  ["crawl_steps system_read SELECT sekinin_system", "steps that wait for a worker"],
  ["crawl_steps system_reap UPDATE sekinin_system", "take the lease of a dead worker away"],
  ["subscriptions system_read SELECT sekinin_system", "digests that are due"],
  ["outbox_mails system_read SELECT sekinin_system", "mails that are not settled"],
  ["organization_claims system_read SELECT sekinin_system", "whose an organisation is"],
  ["organization_claims system_make INSERT sekinin_system", "the first to ask"],
]);

/** Everything that sekinin_system may do, column by column where the table holds a tenant's own data. */
const systemRights = [
  "connection_tests SELECT (id, requested_at, started_at, state, tenant_id)",
  "connections SELECT (id, next_crawl_at, schedule_hour, state, tenant_id)",
  "coverage_requests SELECT (not_before, organization_id, tenant_id)",
  "crawl_steps SELECT (attempt, crawl_id, id, kind, lease_token, lease_until, not_before, state, tenant_id)",
  "crawl_steps UPDATE (lease_token, lease_until, state)",
  "crawls SELECT (cancel_requested_at, connection_id, id, requested_at, state, tenant_id)",
  "memberships SELECT (role, tenant_id, user_id)",
  "operator_grants SELECT (expires_at, operator_id, role, tenant_id)",
  "operator_members INSERT",
  "operator_members SELECT",
  "operators INSERT",
  "operators SELECT",
  "organization_claims INSERT",
  "organization_claims SELECT",
  "outbox_mails SELECT (id, lease_until, not_before, settled_at, state, tenant_id)",
  "sessions INSERT",
  "sessions SELECT",
  "sessions UPDATE (last_seen_at, revoked_at)",
  "subscriptions SELECT (id, next_at, state, tenant_id)",
  "tenants INSERT",
  "tenants SELECT",
  "users INSERT",
  "users SELECT",
  "users UPDATE (disabled_at, locale, name, password_changed_at, password_hash, theme)",
];

const appendOnly = new Set(["audit_events", "finding_events"]);
const canonical = "(tenant_id = (current_setting('app.tenant_id'::text))::uuid)";

let databases: TestDatabase;
let tables: { name: string; hasTenant: boolean; enabled: boolean; forced: boolean; owner: string }[];
const ask = <Row extends object>(statement: string) => query<Row>(databases.ownerUrl, statement);

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  tables = await ask(`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      pg_get_userbyid(c.relowner) AS owner,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS "hasTenant"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p') ORDER BY 1`);
});
afterAll(() => databases.drop());

describe("row-level security", () => {
  test("the lists of exceptions name tables that exist", () => {
    const names = tables.map((table) => table.name);
    expect(names).toEqual(expect.arrayContaining([...withoutTenant.keys(), ...notForTenants.keys()]));
    expect(names.length).toBeGreaterThan(20);
  });

  test("every table has tenant_id or is on the short list", () => {
    expect(
      tables
        .filter((table) => !table.hasTenant)
        .map((table) => table.name)
        .sort(),
    ).toEqual([...withoutTenant.keys()].sort());
  });

  test("every table with tenant_id has it enabled and forced, not null, and owned by sekinin_owner", async () => {
    const wrong = tables.filter((table) => table.hasTenant && !(table.enabled && table.forced));
    expect(wrong).toEqual([]);
    expect(tables.filter((table) => table.owner !== "sekinin_owner")).toEqual([]);
    const nullable = await ask(
      "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id' AND is_nullable = 'YES'",
    );
    expect(nullable).toEqual([]);
  });

  test("every table of tenants has exactly the canonical policy for the application's role", async () => {
    const policies = await ask<{ tablename: string; using: string; check: string; permissive: string }>(`
      SELECT tablename, qual AS using, with_check AS check, permissive FROM pg_policies
      WHERE policyname = 'tenant_only' AND cmd = 'ALL' AND roles = '{sekinin_app}' ORDER BY tablename`);
    const expected = tables.filter((table) => table.hasTenant && !notForTenants.has(table.name));
    expect(policies).toEqual(
      expected.map(({ name }) => ({ tablename: name, using: canonical, check: canonical, permissive: "PERMISSIVE" })),
    );
  });

  test("every other policy is on the list, and every one on the list exists", async () => {
    const policies = await ask<{ text: string }>(`
      SELECT tablename || ' ' || policyname || ' ' || cmd || ' ' || array_to_string(roles, ',') AS text
      FROM pg_policies WHERE policyname <> 'tenant_only'`);
    expect(policies.map((policy) => policy.text).sort()).toEqual([...otherPolicies.keys()].sort());
  });
});

describe("roles", () => {
  test("neither role of the application can bypass, own, make or inherit anything", async () => {
    const roles = await ask(`
      SELECT rolname AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
        (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS relations,
        has_schema_privilege(r.oid, 'public', 'CREATE') AS creates,
        has_database_privilege(r.oid, current_database(), 'CREATE') AS "createsSchemas",
        has_database_privilege(r.oid, current_database(), 'TEMPORARY') AS "makesTemporary"
      FROM pg_roles r WHERE rolname IN ('sekinin_app', 'sekinin_system') ORDER BY 1`);
    const harmless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
      relations: 0,
      creates: false,
      createsSchemas: false,
      makesTemporary: false,
    };
    expect(roles).toEqual([
      { name: "sekinin_app", ...harmless },
      { name: "sekinin_system", ...harmless },
    ]);
  });

  test("the application's role may read and write tenants' rows, and only append what is a record", async () => {
    const rights = await ask<{ name: string; rights: string }>(`
      SELECT table_name AS name, string_agg(privilege_type, ' ' ORDER BY privilege_type) AS rights
      FROM information_schema.role_table_grants WHERE grantee = 'sekinin_app' GROUP BY 1 ORDER BY 1`);
    const expected = tables
      .filter(({ name, hasTenant }) => (hasTenant && !notForTenants.has(name)) || name === "tenants")
      .map(({ name }) => {
        if (name === "tenants") return { name, rights: "SELECT" };
        return { name, rights: appendOnly.has(name) ? "INSERT SELECT" : "DELETE INSERT SELECT UPDATE" };
      });
    expect(rights).toEqual(expected);
  });

  test("sekinin_system has its short list of rights and no more", async () => {
    const rights = await ask<{ text: string }>(`
      SELECT table_name || ' ' || privilege_type AS text FROM information_schema.role_table_grants
      WHERE grantee = 'sekinin_system'
      UNION ALL
      SELECT table_name || ' ' || privilege_type || ' (' || string_agg(column_name, ', ' ORDER BY column_name) || ')'
      FROM information_schema.role_column_grants c WHERE grantee = 'sekinin_system' AND NOT EXISTS (
        SELECT FROM information_schema.role_table_grants t WHERE t.grantee = c.grantee
          AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)
      GROUP BY table_name, privilege_type`);
    expect(rights.map((right) => right.text).sort()).toEqual([...systemRights].sort());
  });

  test("nothing is granted to everybody", async () => {
    const rights = await ask(`
      SELECT table_name FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC'
        AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
    expect(rights).toEqual([]);
  });
});

describe("ways round a policy", () => {
  test("views run as their reader, and there is no materialized view", async () => {
    const views = await ask(`
      SELECT c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND (c.relkind = 'm'
        OR c.relkind = 'v' AND NOT coalesce(c.reloptions @> '{security_invoker=true}', false))`);
    expect(views).toEqual([]);
  });

  test("no function runs as its owner", async () => {
    const functions = await ask(`
      SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')`);
    expect(functions).toEqual([]);
  });

  test("no partition is granted by its own name", async () => {
    const partitions = await ask(`
      SELECT c.relname FROM pg_class c JOIN information_schema.role_table_grants g ON g.table_name = c.relname
      WHERE c.relispartition AND g.grantee IN ('sekinin_app', 'sekinin_system')`);
    expect(partitions).toEqual([]);
  });
});

describe("keys", () => {
  test("each foreign key between tables of tenants carries tenant_id on both sides", async () => {
    const keys = await ask<{ name: string; own: string[]; other: string[] }>(`
      SELECT k.conname AS name,
        ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(n, o)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS own,
        ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u(n, o)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.o) AS other
      FROM pg_constraint k
      WHERE k.contype = 'f' AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid
          AND a.attname = 'tenant_id')
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = 'tenant_id')`);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => key.own[0] !== "tenant_id" || key.other[0] !== "tenant_id")).toEqual([]);
  });

  test("each unique index on a table of tenants begins with tenant_id", async () => {
    const indexes = await ask<{ table: string; first: string }>(`
      SELECT c.relname AS table, a.attname AS first FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indisunique AND n.nspname = 'public'
        AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')`);
    expect(indexes.length).toBeGreaterThan(15);
    expect(indexes.filter(({ table, first }) => first !== "tenant_id" && !notForTenants.has(table))).toEqual([]);
  });

  test("no column of an enumerated or numeric type, which no index could serve under a policy", async () => {
    const columns = await ask(`
      SELECT c.table_name, c.column_name FROM information_schema.columns c
        LEFT JOIN pg_type t ON t.typname = c.udt_name
      WHERE c.table_schema = 'public' AND (t.typtype = 'e' OR c.data_type = 'numeric')`);
    expect(columns).toEqual([]);
  });
});
