import { randomUUID } from "node:crypto";
import { controls } from "@sekinin/responsibility";
import pg from "pg";
import { insertDuties, insertFindings } from "./history/findings.ts";
import { insertNodes, insertPast } from "./history/nodes.ts";
import { type GeneratedTree, generateTree, isUnread } from "./history/organization.ts";
import { crawlOf, dayOf, type Place } from "./history/place.ts";
import { planSlots } from "./history/slots.ts";
import { sumAccounts } from "./history/sums.ts";

/** A tenant whose organisation has been crawled every day for a year. */
export type GeneratedHistory = {
  readonly tenantId: string;
  readonly slug: string;
  readonly organizationId: string;
  readonly rootId: string;
  readonly connectionId: string;
  readonly crawlId: string;
  /** Those below the root first. */
  readonly unitIds: readonly string[];
  readonly accountIds: readonly string[];
  /** Calendar days, `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  readonly since: string;
  /** Tenants with a tenth as much, so that no plan can do without the tenant. */
  readonly others: readonly { readonly tenantId: string; readonly organizationId: string }[];
};

export type HistoryOptions = {
  readonly ownerUrl: string;
  readonly now?: Date;
  readonly accounts?: number;
  readonly units?: number;
  readonly findingsPerAccount?: number;
  readonly days?: number;
};

type Size = {
  readonly accounts: number;
  readonly units: number;
  readonly findingsPerAccount: number;
  readonly days: number;
};

/**
 * Fills a migrated, empty database as its owner: 1,000,000 findings in 2,000 accounts and 120 OUs unless told otherwise,
 * duties, sums and rollups that agree with them, and two smaller tenants.
 */
export async function generateHistory(options: HistoryOptions): Promise<GeneratedHistory> {
  const { ownerUrl, now = new Date(), accounts = 2_000, units = 120, findingsPerAccount = 500, days = 365 } = options;
  const size = { accounts, units, findingsPerAccount, days };
  const small = { ...size, accounts: Math.max(1, Math.ceil(accounts / 10)), days: Math.min(days, 60) };
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off");
    await client.query("SET work_mem = '256MB'");
    // The rows agree by the way they are made; a million look-ups of foreign keys would take longer than the rest.
    await client.query("SET session_replication_role = replica");
    const buildIndexes = await dropIndexes(client);
    const main = await fillTenant(client, "bench", size, now);
    const others = [await fillTenant(client, "next0", small, now), await fillTenant(client, "next1", small, now)];
    await buildIndexes();
    await client.query("ANALYZE");
    return { ...main, others };
  } finally {
    await client.end();
  }
}

/** Takes the indexes of findings away but its keys: to build them at the end takes a tenth of the time. */
async function dropIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = 'findings'::regclass AND NOT i.indisunique`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    await client.query("SET maintenance_work_mem = '256MB'");
    for (const { definition } of rows) await client.query(definition);
  };
}

async function fillTenant(
  client: pg.Client,
  tag: string,
  size: Size,
  now: Date,
): Promise<Omit<GeneratedHistory, "others">> {
  const tree = generateTree(tag, size.accounts, size.units);
  const slots = planSlots(size.findingsPerAccount);
  const singles = controls.filter(({ scope }) => scope !== "resource").map(({ id }) => id);
  await client.query("BEGIN");
  const { connectionId, ...place } = await insertCrawls(client, tag, tree, size.days, now);
  await insertAccounts(client, place, tree);
  await insertFindings(client, place, tree.accountIds, slots);
  await insertDuties(client, place, singles);
  const sums = await sumAccounts(client, place);
  const today = await insertNodes(client, place, tree, sums);
  await insertPast(client, place, tree, today);
  await client.query("COMMIT");
  return {
    tenantId: place.tenantId,
    slug: tag,
    organizationId: place.organizationId,
    connectionId,
    crawlId: crawlOf(place, 0),
    ...tree,
    today: dayOf(place, 0),
    since: dayOf(place, size.days - 1),
  };
}

async function insertCrawls(
  client: pg.Client,
  tag: string,
  { rootId }: GeneratedTree,
  days: number,
  now: Date,
): Promise<Place & { readonly connectionId: string }> {
  const [tenantId, connectionId, organizationId] = [randomUUID(), randomUUID(), `o-history${tag}`];
  const crawlIds = Array.from({ length: days }, () => randomUUID());
  const role = "arn:aws:iam::100000000000:role/Bench";
  await client.query("INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $2)", [tenantId, tag]);
  await client.query(
    `INSERT INTO connections (tenant_id, id, management_role_arn, member_role_name, external_id, organization_id, state)
     VALUES ($1, $2, $3, 'Bench', 'bench-0123456789', $4, 'ready')`,
    [tenantId, connectionId, role, organizationId],
  );
  await client.query(
    "INSERT INTO organization_claims (organization_id, tenant_id, connection_id) VALUES ($1, $2, $3)",
    [organizationId, tenantId, connectionId],
  );
  await client.query(
    `INSERT INTO crawls (tenant_id, id, connection_id, organization_id, state, trigger, requested_at, started_at, finished_at)
     SELECT $1::uuid, id, $2::uuid, $3, 'complete', 'schedule', at, at, at + interval '9 minutes'
     FROM (SELECT id, $5::timestamptz - interval '10 minutes' - (number - 1) * interval '1 day' AS at
       FROM unnest($4::uuid[]) WITH ORDINALITY AS i(id, number)) c`,
    [tenantId, connectionId, organizationId, crawlIds, now],
  );
  await client.query(
    `INSERT INTO organizations (tenant_id, organization_id, connection_id, management_account_id, partition, root_id,
       feature_set, current_crawl_id, current_crawl_at)
     VALUES ($1, $2, $3, '100000000000', 'aws', $4, 'ALL', $5, $6)`,
    [tenantId, organizationId, connectionId, rootId, crawlIds[0], now],
  );
  return { tenantId, connectionId, organizationId, crawlIds, now, days };
}

/** The accounts, their sums still empty, and the steps of the last crawl. */
async function insertAccounts(client: pg.Client, place: Place, { nodes, accountIds }: GeneratedTree): Promise<void> {
  const names = nodes.filter(({ kind }) => kind === "account").map(({ name }) => name);
  const reason = JSON.stringify({ code: "role-missing", action: "sts:AssumeRole", detail: "AccessDenied" });
  await client.query(
    `INSERT INTO account_states (tenant_id, organization_id, account_id, name, status, reason, crawl_id, observed_at,
       last_read_at, sums, calls)
     SELECT $1::uuid, $2, id, name, CASE WHEN unread THEN 'unknown' ELSE 'current' END,
       CASE WHEN unread THEN $3::jsonb END, $4::uuid, $5::timestamptz,
       $5::timestamptz - CASE WHEN unread THEN interval '20 days' ELSE interval '0' END, '{}', 150
     FROM unnest($6::text[], $7::text[], $8::boolean[]) AS i(id, name, unread)`,
    [
      place.tenantId,
      place.organizationId,
      reason,
      crawlOf(place, 0),
      place.now,
      accountIds,
      names,
      accountIds.map((_, account) => isUnread(account)),
    ],
  );
  await client.query(
    `INSERT INTO crawl_steps (tenant_id, id, crawl_id, kind, account_id, state, attempt, calls, started_at, finished_at)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, kind, id, 'done', 1, 150, $3::timestamptz - interval '9 minutes',
       $3::timestamptz
     FROM (SELECT 'account' AS kind, id FROM unnest($4::text[]) AS id UNION ALL VALUES ('organization', ''), ('finalise', '')) s`,
    [place.tenantId, crawlOf(place, 0), place.now, accountIds],
  );
}
