import { benchOrganization } from "@sekinin/crawl/testing";
import type { TestDatabase } from "@sekinin/db/testing";
import pg from "pg";
import { report, withServices } from "./harness.ts";
import { type CrawlPlace, crawlByWorkers, withTenantDatabase, withWorker } from "./product-crawl.ts";
import { withSimulator } from "./simulator-process.ts";

const accounts = Number(process.env.SEKININ_BENCH_ACCOUNTS ?? 60);

type Written = { readonly inserted: number; readonly updated: number; readonly deleted: number };
type Counters = ReadonlyMap<string, Written>;

/** PostgreSQL's own count of rows written, by table. Backends tell it when they end: no pool may be open. */
async function countersOf({ ownerUrl }: TestDatabase): Promise<Counters> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Written & { relname: string }>(
      `SELECT relname, n_tup_ins::int AS inserted, n_tup_upd::int AS updated, n_tup_del::int AS deleted
         FROM pg_stat_user_tables WHERE schemaname = 'public'`,
    );
    return new Map(rows.map(({ relname, ...written }) => [relname, written]));
  } finally {
    await client.end();
  }
}

/** Claims and ends of steps; any other update of a step renews its lease. */
async function claimsOf({ ownerUrl }: TestDatabase, tenantId: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    const { rows } = await client.query<{ attempts: number }>(
      `SELECT sum(attempt)::int AS attempts FROM crawl_steps
        WHERE crawl_id = (SELECT id FROM crawls ORDER BY requested_at DESC LIMIT 1)`,
    );
    return rows[0]?.attempts ?? 0;
  } finally {
    await client.end();
  }
}

function difference(before: Counters, after: Counters): [string, Written][] {
  const none = { inserted: 0, updated: 0, deleted: 0 };
  return [...after].flatMap(([table, now]): [string, Written][] => {
    const was = before.get(table) ?? none;
    const written = {
      inserted: now.inserted - was.inserted,
      updated: now.updated - was.updated,
      deleted: now.deleted - was.deleted,
    };
    return sum(written) === 0 ? [] : [[table, written]];
  });
}

const sum = ({ inserted, updated, deleted }: Written) => inserted + updated + deleted;

async function measure(place: CrawlPlace): Promise<void> {
  await withTenantDatabase(place, async (database, tenant) => {
    const crawl = () => withWorker(place, database, () => crawlByWorkers(database, tenant));
    const first = await crawl();
    await settle();
    const before = await countersOf(database);
    await crawl();
    await settle();
    const written = difference(before, await countersOf(database));
    const steps = written.find(([table]) => table === "crawl_steps")?.[1].updated ?? 0;
    const claims = await claimsOf(database, tenant.tenantId);
    const leaseRenewals = Math.max(0, steps - 2 * claims);
    const done = first.progress.byState.done;
    const ratio = (written.reduce((total, [, rows]) => total + sum(rows), 0) - leaseRenewals) / done;
    report({
      name: "rows written per account by a second crawl with nothing changed",
      ratio,
      goal: "<= 5",
      ok: ratio <= 5,
      detail: { accounts: done, leaseRenewals, ...Object.fromEntries(written) },
    });
  });
}

/** A backend that is idle tells its counters within ten seconds; those of closed pools have told them. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 11_000));

const organization = benchOrganization({ seed: 7, accounts });
await withServices((services) =>
  withSimulator(organization, 0, ({ endpointUrl }) => measure({ services, organization, endpointUrl })),
);
