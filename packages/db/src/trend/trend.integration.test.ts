import { emptySums, type PostureSums, trendPoints } from "@sekinin/posture";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { type SampleCrawl, sampleCrawl } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { readOverview } from "./read-overview.ts";
import { readTrend } from "./read-trend.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;
const rootId = "r-root";

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant({ zone: "Asia/Tokyo" })).id);
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>, tenantId = crawl.tenantId) =>
  databases.database.withTenant(tenantId, work);
const owner = (statement: string, values: readonly unknown[]) => query(databases.ownerUrl, statement, values);

function sums(met: number, known = 10): PostureSums {
  const empty = emptySums();
  return { ...empty, network: { ...empty.network, met, known, total: 10, duties: 1 } };
}

async function rollup(day: string, met: number, { nodeId = rootId, unread = 0, oldest = null as string | null } = {}) {
  await owner(
    `INSERT INTO posture_rollups (tenant_id, organization_id, node_id, day, kind, crawl_id, accounts, sums, worst,
       unread_accounts, oldest_read_on) VALUES ($1, $2, $3, $4, 'root', $5, 3, $6, '{}', $7, $8)`,
    [crawl.tenantId, crawl.organizationId, nodeId, day, crawl.crawlId, JSON.stringify(sums(met)), unread, oldest],
  );
}

async function changed(day: string, causes: object, nodeId = rootId) {
  await owner(
    `INSERT INTO posture_changes (tenant_id, organization_id, node_id, crawl_id, day, kind, causes, flows, moves)
     VALUES ($1, $2, $3, gen_random_uuid(), $4, 'root', $5, '{"network": {"opened": 1}}', '{}')`,
    [crawl.tenantId, crawl.organizationId, nodeId, day, JSON.stringify(causes)],
  );
}

async function crawled(finishedAt: string, state = "complete") {
  await owner(
    `INSERT INTO crawls (tenant_id, id, connection_id, organization_id, state, trigger, finished_at)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, 'schedule', $5)`,
    [crawl.tenantId, crawl.connectionId, crawl.organizationId, state, finishedAt],
  );
}

const read = (from: string, to: string, nodeId = rootId) =>
  inTenant((tx) => readTrend(tx, { organizationId: crawl.organizationId, nodeId, from, to }));

describe("a trend", () => {
  test("begins with the state as of its first day and ends with its last", async () => {
    for (const [day, met] of [
      ["2026-10-01", 1],
      ["2026-10-20", 2],
      ["2026-11-03", 3],
      ["2026-11-20", 4],
    ] as const) {
      await rollup(day, met);
    }
    await rollup("2026-11-04", 9, { nodeId: "ou-other" });
    const { points } = await read("2026-11-02", "2026-11-10");
    expect(points.map(({ day, sums: { network } }) => [day, network.met])).toEqual([
      ["2026-10-20", 2],
      ["2026-11-03", 3],
    ]);
  });

  test("begins where the history does", async () => {
    await rollup("2026-11-05", 1, { unread: 2, oldest: "2026-10-30" });
    const { points } = await read("2026-11-02", "2026-11-10");
    expect(points).toEqual([
      { day: "2026-11-05", sums: sums(1), accounts: 3, unreadAccounts: 2, oldestReadOn: "2026-10-30" },
    ]);
  });

  test("has the changes after its first day: those of the day itself are in its state", async () => {
    for (const day of ["2026-11-02", "2026-11-03", "2026-11-03", "2026-11-10", "2026-11-11"]) await changed(day, {});
    await changed("2026-11-04", {}, "ou-other");
    const { changes } = await read("2026-11-02", "2026-11-10");
    expect(changes.map(({ day }) => day)).toEqual(["2026-11-03", "2026-11-03", "2026-11-10"]);
    expect(changes[0]).toEqual({ day: "2026-11-03", causes: {}, flows: { network: { opened: 1 } }, moves: {} });
  });

  test("counts the days of crawls in the tenant's zone, complete ones only, each once", async () => {
    await crawled("2026-10-30T03:00:00Z");
    await crawled("2026-10-31T03:00:00Z");
    // Past midnight in Tokyo.
    await crawled("2026-11-03T16:00:00Z");
    await crawled("2026-11-04T03:00:00Z");
    await crawled("2026-11-06T03:00:00Z", "failed");
    await crawled("2026-11-10T16:00:00Z");
    const { crawlDays } = await read("2026-11-02", "2026-11-10");
    expect(crawlDays).toEqual(["2026-10-31", "2026-11-04"]);
  });

  test("becomes a point a day", async () => {
    await rollup("2026-11-01", 1);
    await crawled("2026-11-01T03:00:00Z");
    await crawled("2026-11-03T03:00:00Z");
    const range = { from: "2026-11-02", to: "2026-11-04" };
    const { points: states, crawlDays } = await read(range.from, range.to);
    const points = trendPoints({ ...range, states, crawlDays });
    expect(points.map(({ isCrawled, ageDays }) => [isCrawled, ageDays])).toEqual([
      [false, 1],
      [true, 0],
      [false, 1],
    ]);
  });

  test("of a node that nobody knows is empty, and another tenant sees nothing", async () => {
    await rollup("2026-11-01", 1);
    await changed("2026-11-03", {});
    await crawled("2026-11-03T03:00:00Z");
    const empty = { points: [], changes: [], crawlDays: [] };
    expect({ ...(await read("2026-11-02", "2026-11-10", "ou-absent")), crawlDays: [] }).toEqual(empty);
    const stranger = await databases.createTenant();
    const { organizationId } = crawl;
    const range = { organizationId, nodeId: rootId, from: "2026-11-02", to: "2026-11-10" };
    expect(await inTenant((tx) => readTrend(tx, range), stranger.id)).toEqual(empty);
  });

  test.each(["", "2026-02-30", "2026-1-1", "yesterday", "2026-11-02'; DROP TABLE crawls"])(
    "%j is no day",
    async (day) => {
      await expect(read(day, "2026-11-10")).rejects.toMatchObject({ code: "input.invalid" });
      await expect(read("2026-11-02", day)).rejects.toMatchObject({ code: "input.invalid" });
    },
  );
});

describe("an overview", () => {
  const now = new Date("2026-11-10T16:00:00Z");
  const overview = (tenantId?: string) =>
    inTenant((tx) => readOverview(tx, { organizationId: crawl.organizationId, rootId, now }), tenantId);

  async function finalised(controls: object) {
    await owner(
      `INSERT INTO organization_nodes (tenant_id, organization_id, node_id, kind, parent_id, name, depth, accounts,
         posture, controls) VALUES ($1, $2, 'r-root', 'root', '', 'Root', 0, 3, $3, $4),
         ($1, $2, 'ou-a', 'organizational-unit', 'r-root', 'A', 1, 3, $3, '{}'),
         ($1, $2, 'ou-b', 'organizational-unit', 'ou-a', 'B', 2, 3, $3, '{}')`,
      [
        crawl.tenantId,
        crawl.organizationId,
        JSON.stringify({ sums: sums(5), accounts: 3, worst: {} }),
        JSON.stringify(controls),
      ],
    );
    await owner("UPDATE organizations SET current_crawl_id = $2 WHERE tenant_id = $1", [crawl.tenantId, crawl.crawlId]);
  }

  test("has the top levels, the root's controls and ninety days of it, counted in the tenant's zone", async () => {
    const control = { domain: "network", met: 5, known: 10, total: 10, failingAccounts: 2, unknownAccounts: 0 };
    await finalised({ "c-instance": control });
    for (const day of ["2026-08-01", "2026-08-12", "2026-08-14", "2026-11-11", "2026-11-12"]) await rollup(day, 1);
    for (const day of ["2026-08-13", "2026-08-14", "2026-11-11", "2026-11-12"]) await changed(day, { mended: {} });
    await rollup("2026-11-01", 7, { nodeId: "ou-a" });
    const found = await overview();
    expect(found?.today).toBe("2026-11-11");
    expect(found?.heatmap.rows.map(({ nodeId }) => nodeId)).toEqual(["r-root", "ou-a"]);
    expect(found?.controls).toEqual({ "c-instance": control });
    expect(found?.history.points.map(({ day }) => day)).toEqual(["2026-08-12", "2026-08-14", "2026-11-11"]);
    expect(found?.history.points[0]).toEqual({
      day: "2026-08-12",
      sums: sums(1),
      accounts: 3,
      unreadAccounts: 0,
      oldestReadOn: null,
    });
    expect(found?.history.changes.map(({ day }) => day)).toEqual(["2026-08-14", "2026-11-11"]);
  });

  test("before the first complete crawl is partial and has no history", async () => {
    const found = await overview();
    expect(found?.heatmap.partial).toEqual({ accountsRead: 0, accounts: 0 });
    expect(found).toMatchObject({ controls: {}, history: { points: [], changes: [] } });
  });

  test("of an organisation that is not this tenant's is none", async () => {
    await finalised({});
    const stranger = await databases.createTenant();
    expect(await overview(stranger.id)).toBeNull();
  });
});
