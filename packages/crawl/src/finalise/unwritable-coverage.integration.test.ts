import { listDueCoverage, readCoverageMatrix } from "@sekinin/db";
import { query } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { redecideDue } from "../coverage/redecide-coverage.ts";
import { type BenchTenant, type CrawlBench, crawlToEnd, createCrawlBench, disagreementsOf } from "../testing/index.ts";

let bench: CrawlBench;
let tenant: BenchTenant;

beforeAll(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 34, accounts: 4 }],
    limits: { attempts: 1, backOffSeconds: 0.01 },
  });
  const [only] = bench.tenants;
  if (only === undefined) throw new Error("no tenant");
  tenant = only;
}, 60_000);
afterAll(() => bench.close());

const coverage = () =>
  bench.postgres.database.withTenant(tenant.tenantId, (tx) =>
    readCoverageMatrix(tx, { organizationId: tenant.organization.id, parentIds: [] }),
  );

test("coverage that the database refuses leaves the crawl complete, and is asked for again", {
  timeout: 240_000,
}, async () => {
  const { ownerUrl, database } = bench.postgres;
  await query(
    ownerUrl,
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$",
  );
  // The last thing that is written of coverage: all before it must be undone.
  await query(
    ownerUrl,
    "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON coverage_rollups FOR EACH ROW EXECUTE FUNCTION refuse()",
  );
  expect(await crawlToEnd(bench, tenant)).toMatchObject({ state: "complete" });
  expect(await query(ownerUrl, "SELECT FROM coverage_outcomes")).toEqual([]);
  expect(await disagreementsOf(bench, tenant)).toEqual([]);
  expect(await database.withSystem((tx) => listDueCoverage(tx))).toHaveLength(1);
  await query(ownerUrl, "DROP TRIGGER refuse ON coverage_rollups");
  expect(await redecideDue(bench.services, { signal: new AbortController().signal })).toBe(1);
  expect((await coverage())?.state).toMatchObject({ isPending: false });
});
