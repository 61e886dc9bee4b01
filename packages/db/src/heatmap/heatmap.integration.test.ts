import { emptySums } from "@sekinin/posture";
import { fail, pass } from "@sekinin/responsibility";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { freezeAccount } from "../account/freeze-account.ts";
import { listAccountStates } from "../account/list-account-states.ts";
import { storeAccountResult } from "../account/store-account-result.ts";
import { findCrawl } from "../crawl/find-crawl.ts";
import { requestCancel } from "../crawl/request-cancel.ts";
import { listOrganizationPages } from "../organization/list-organization-pages.ts";
import { listOrganizations } from "../organization/list-organizations.ts";
import { readSnapshot } from "../organization/read-snapshot.ts";
import { storeOrganizationPage } from "../organization/store-organization-page.ts";
import { rows } from "../sql.ts";
import { addAccountSteps } from "../step/add-account-steps.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { decided, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { recountTenant } from "../verify/recount-tenant.ts";
import { finaliseOrganization } from "./finalise-organization.ts";
import { readHeatmap } from "./read-heatmap.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;
const accounts = ["111111111111", "222222222222", "333333333333"];

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
  await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, accounts));
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

/** The first account fails, the others pass. */
async function storeAccounts(ids = accounts, day = "2026-11-02"): Promise<void> {
  for (const accountId of ids) {
    const verdict = accountId === accounts[0] ? fail("no-tls-deny") : pass();
    const rows = [decided("c-bucket", "eu-west-1", `arn:aws:s3:::of-${accountId}`, verdict)];
    await inTenant((tx) =>
      storeAccountResult(tx, sampleResult(crawl, rows, { accountId, name: `n-${accountId}`, day })),
    );
  }
}

async function finalise(day = "2026-11-02", change = (tree: ReturnType<typeof sampleTree>) => tree) {
  return inTenant(async (tx) => {
    const states = await listAccountStates(tx, crawl.organizationId);
    const tree = sampleTree(new Map(states.map((state) => [state.accountId, state.sums])));
    return finaliseOrganization(tx, { ...crawl, nodes: change(tree), day });
  });
}

async function next(): Promise<void> {
  crawl = await sampleCrawl(databases.database, crawl.tenantId, { connectionId: crawl.connectionId });
}

const read = (parentIds: readonly string[] = []) =>
  inTenant((tx) => readHeatmap(tx, { organizationId: crawl.organizationId, parentIds }));

describe("before the first complete crawl", () => {
  test("shows the accounts that were read, and of how many", async () => {
    await storeAccounts(accounts.slice(0, 2));
    const heatmap = await read();
    expect(heatmap).toMatchObject({
      crawl: null,
      running: { id: crawl.crawlId, state: "running" },
      partial: { accountsRead: 2, accounts: 3 },
    });
    expect(heatmap?.rows).toHaveLength(1);
    expect(heatmap?.rows[0]).toMatchObject({ nodeId: "r-root", kind: "root", parentId: null, accounts: 2 });
    expect(heatmap?.rows[0]?.posture.sums["data-protection"]).toMatchObject({ met: 5, known: 10, duties: 2 });
    expect(heatmap?.rows[0]?.posture.worst["data-protection"]).toEqual({ accountId: accounts[0], score: 0 });
    expect(heatmap?.rows[0]?.posture.worst.network).toBeNull();
  });

  test("shows them below the root where it is opened", async () => {
    await storeAccounts();
    const heatmap = await read(["r-root"]);
    expect(heatmap?.rows.map((row) => [row.nodeId, row.depth])).toEqual([
      ["r-root", 0],
      ...accounts.map((id) => [id, 1]),
    ]);
  });

  test("of an organisation that nobody has read there is one empty row", async () => {
    expect(await read()).toMatchObject({ partial: { accountsRead: 0, accounts: 3 }, rows: [{ accounts: 0 }] });
  });
});

describe("finalise", () => {
  test("makes the crawl what pages show", async () => {
    await storeAccounts();
    await finalise();
    expect(await inTenant(listOrganizations)).toMatchObject([
      { organizationId: "o-sample0001", currentCrawlId: crawl.crawlId, currentCrawlAt: expect.any(Date) },
    ]);
    expect(await inTenant((tx) => findCrawl(tx, crawl.crawlId))).toMatchObject({ state: "complete" });
    const heatmap = await read(["r-root", "ou-work"]);
    expect(heatmap).toMatchObject({ partial: null, running: null, crawl: { id: crawl.crawlId, state: "complete" } });
    expect(heatmap?.rows.map((row) => row.nodeId)).toEqual(["r-root", "ou-work", ...accounts]);
    expect(heatmap?.rows[1]).toMatchObject({
      kind: "organizational-unit",
      parentId: "r-root",
      accounts: 3,
      childCount: 3,
    });
    expect(heatmap?.rows[1]?.posture.sums["data-protection"]).toMatchObject({ met: 10, known: 15, failingDuties: 1 });
    expect(await inTenant(recountTenant)).toEqual([]);
  });

  test("shows only what is opened", async () => {
    await storeAccounts();
    await finalise();
    expect((await read())?.rows.map((row) => row.nodeId)).toEqual(["r-root"]);
    expect((await read(["r-root"]))?.rows.map((row) => row.nodeId)).toEqual(["r-root", "ou-work"]);
    expect((await read(["ou-absent"]))?.rows.map((row) => row.nodeId)).toEqual(["r-root"]);
  });

  test("of an unchanged crawl writes three rows: organisation, crawl, and one snapshot less", async () => {
    await storeAccounts();
    await finalise();
    for (const day of ["2026-11-03", "2026-11-04"]) {
      await next();
      await storeAccounts(accounts, day);
      expect(await finalise(day)).toEqual({ rowsWritten: 2 });
    }
    await next();
    expect(await finalise("2026-11-05")).toEqual({ rowsWritten: 3 });
  });

  test("of a changed one writes the changed nodes and rollups only", async () => {
    await storeAccounts();
    await finalise();
    await next();
    const rows = [decided("c-bucket", "eu-west-1", `arn:aws:s3:::of-${accounts[0]}`, pass())];
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, rows, { day: "2026-11-03" })));
    // Account, OU and root; rollups of OU and root, and why; the account's row is counted; organisation and crawl.
    expect(await finalise("2026-11-03")).toEqual({ rowsWritten: 10 });
    expect(await inTenant(recountTenant)).toEqual([]);
  });

  test("removes accounts that have left, and moves those that have moved", async () => {
    await storeAccounts();
    await finalise();
    await next();
    await finalise("2026-11-03", (tree) =>
      tree
        .filter((node) => node.id !== accounts[2])
        .map((node) => (node.id === accounts[1] ? { ...node, parentId: "r-root", depth: 1 } : node)),
    );
    expect((await read(["r-root"]))?.rows.map((row) => row.nodeId)).toEqual(["r-root", "ou-work", accounts[1]]);
  });

  test("deletes the pages of its crawl and keeps three snapshots", async () => {
    const page = { list: "accounts", sequence: 1, body: { items: ["a\u0000"] }, nextToken: null };
    await inTenant((tx) => storeOrganizationPage(tx, crawl.crawlId, page));
    expect(await inTenant((tx) => listOrganizationPages(tx, crawl.crawlId, "accounts"))).toEqual([
      { ...page, body: { items: ["a\uFFFD"] } },
    ]);
    await finalise();
    expect(await inTenant((tx) => listOrganizationPages(tx, crawl.crawlId))).toEqual([]);
    expect(await inTenant((tx) => readSnapshot(tx, crawl.crawlId))).toMatchObject({
      organizationId: "o-sample0001",
      document: { format: "sekinin.organization/1" },
    });
    for (let count = 0; count < 3; count += 1) {
      await next();
      await finalise();
    }
    expect(await inTenant((tx) => tx.organizationSnapshot.count())).toBe(3);
    expect(await inTenant((tx) => readSnapshot(tx, crawl.crawlId))).not.toBeNull();
  });

  test("of a crawl that was cancelled or is over changes nothing", async () => {
    await storeAccounts();
    await inTenant((tx) => requestCancel(tx, crawl.crawlId));
    await expect(finalise()).rejects.toMatchObject({ code: "crawl.cancelled" });
    expect(await inTenant((tx) => tx.organizationNode.count())).toBe(0);
  });

  test("done twice at once happens once", async () => {
    await storeAccounts();
    const outcomes = await Promise.allSettled([finalise(), finalise()]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await inTenant(recountTenant)).toEqual([]);
  });
});

describe("what a row stood at a week before", () => {
  const week = async (now: string, parentIds: readonly string[] = ["r-root", "ou-work"]) => {
    const where = { organizationId: crawl.organizationId, parentIds, now: new Date(now) };
    const heatmap = await inTenant((tx) => readHeatmap(tx, where));
    return (heatmap?.rows ?? []).map(({ nodeId, before }) => {
      const sum = before?.sums["data-protection"];
      return [nodeId, before?.day ?? null, sum === undefined ? null : `${sum.met}/${sum.known}`];
    });
  };
  /** The first account is mended on 12 November; the others stay as they were. */
  const twoCrawls = async () => {
    await storeAccounts();
    await finalise();
    await next();
    const rows = [decided("c-bucket", "eu-west-1", `arn:aws:s3:::of-${accounts[0]}`, pass())];
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, rows, { day: "2026-11-12" })));
    await finalise("2026-11-12");
  };
  const none = ["r-root", "ou-work", ...accounts].map((id) => [id, null, null]);
  const day = "2026-11-11";

  test.each([
    { given: "the first week has no week before", now: "2026-11-08T23:59:59Z", expected: none },
    {
      given: "the day of the first crawl counts, and its rows hold until the next change",
      now: "2026-11-18T12:00:00Z",
      expected: [
        ["r-root", day, "10/15"],
        ["ou-work", day, "10/15"],
        [accounts[0], day, "0/5"],
        [accounts[1], day, "5/5"],
        [accounts[2], day, "5/5"],
      ],
    },
    {
      given: "a week after the change nothing has changed",
      now: "2026-11-19T00:00:00Z",
      expected: [
        ["r-root", "2026-11-12", "15/15"],
        ["ou-work", "2026-11-12", "15/15"],
        ...accounts.map((id) => [id, "2026-11-12", "5/5"]),
      ],
    },
  ])("$given", async ({ now, expected }) => {
    await twoCrawls();
    expect(await week(now)).toEqual(expected);
  });

  test("is counted in the tenant's zone", async () => {
    await storeAccounts();
    await finalise();
    await query(databases.ownerUrl, "UPDATE tenants SET zone = 'Asia/Tokyo' WHERE id = $1", [crawl.tenantId]);
    expect(await week("2026-11-08T14:59:59Z", [])).toEqual([["r-root", null, null]]);
    expect(await week("2026-11-08T15:00:00Z", [])).toEqual([["r-root", "2026-11-02", "10/15"]]);
  });

  test("is never another tenant's, whose organisation and accounts have the same names", async () => {
    const own = crawl;
    await storeAccounts();
    await finalise("2026-11-20");
    crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
    await storeAccounts();
    await finalise();
    expect(await week("2026-11-20T12:00:00Z", [])).toEqual([["r-root", "2026-11-13", "10/15"]]);
    crawl = own;
    // Its accounts were read on 2 November, its tree eighteen days later.
    expect((await week("2026-11-20T12:00:00Z")).slice(0, 2)).toEqual(none.slice(0, 2));
  });

  test("before the first complete crawl there is none", async () => {
    await storeAccounts();
    expect(await week("2026-11-30T00:00:00Z", ["r-root"])).toEqual(
      ["r-root", ...accounts].map((id) => [id, null, null]),
    );
  });
});

test("a crawl that runs beside the shown one is named", async () => {
  await storeAccounts();
  await finalise();
  const shown = crawl.crawlId;
  await next();
  expect(await read()).toMatchObject({ crawl: { id: shown }, running: { id: crawl.crawlId } });
});

test("an organisation that is not there is null", async () => {
  const where = { organizationId: "o-other", parentIds: [] };
  expect(await inTenant((tx) => readHeatmap(tx, where))).toBeNull();
});

test("active accounts of which nothing is stored, or that are frozen still, count as not read", async () => {
  const [, frozen = ""] = accounts;
  await storeAccounts(accounts.slice(0, 2));
  await inTenant(async (tx) => {
    await freezeAccount(tx, {
      ...crawl,
      accountId: frozen,
      name: "n",
      reason: { code: "account-suspended" },
      observedAt: new Date("2026-11-02T04:00:00Z"),
      day: "2026-11-02",
    });
    const [state] = await listAccountStates(tx, crawl.organizationId);
    const sums = new Map(accounts.map((id, index) => [id, index === 0 && state ? state.sums : emptySums()]));
    await finaliseOrganization(tx, { ...crawl, nodes: sampleTree(sums), day: "2026-11-02" });
  });
  const found = await inTenant(
    (tx) => rows(tx)`SELECT accounts, unread_accounts AS unread, oldest_read_on AS oldest
      FROM posture_rollups WHERE node_id = 'r-root'`,
  );
  expect(found).toEqual([{ accounts: 3, unread: 2, oldest: null }]);
});
