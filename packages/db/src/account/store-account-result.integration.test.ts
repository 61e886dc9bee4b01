import { fail, notApplicable, pass, unknown, type Verdict } from "@sekinin/responsibility";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { listCrawlSteps } from "../crawl/list-crawl-steps.ts";
import { finaliseOrganization } from "../heatmap/finalise-organization.ts";
import { rows } from "../sql.ts";
import { addAccountSteps } from "../step/add-account-steps.ts";
import { claimStep } from "../step/claim-step.ts";
import { finishStep } from "../step/finish-step.ts";
import { withLease } from "../step/with-lease.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { query } from "../testing/query.ts";
import { decided, rootArn, type SampleCrawl, sampleCrawl, sampleResult, sampleTree } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { recountTenant } from "../verify/recount-tenant.ts";
import type { AccountResult } from "./account-result.ts";
import { freezeAccount } from "./freeze-account.ts";
import { listAccountStates } from "./list-account-states.ts";
import { readAccountPage } from "./read-account-page.ts";
import { storeAccountResult } from "./store-account-result.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;
const bucket = "arn:aws:s3:::ledger";
const denied = { code: "access-denied", action: "s3:GetBucketPolicy" } as const;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
});

/** Ends the crawl and starts the next one of the same connection. */
async function nextCrawl(): Promise<void> {
  await databases.database.withTenant(crawl.tenantId, async (tx) => {
    const accounts = await listAccountStates(tx, crawl.organizationId);
    const current = accounts.filter(({ status }) => status !== "frozen");
    const sums = new Map(current.map((account) => [account.accountId, account.sums]));
    await finaliseOrganization(tx, { ...crawl, nodes: sampleTree(sums), day: "2026-11-02" });
  });
  crawl = await sampleCrawl(databases.database, crawl.tenantId, { connectionId: crawl.connectionId });
}

function store(verdicts: AccountResult["decided"], changes: Partial<AccountResult> = {}) {
  return databases.database.withTenant(crawl.tenantId, (tx) =>
    storeAccountResult(tx, sampleResult(crawl, verdicts, changes)),
  );
}

async function page() {
  const found = await databases.database.withTenant(crawl.tenantId, (tx) =>
    readAccountPage(tx, { organizationId: crawl.organizationId, accountId: "111111111111" }),
  );
  if (found === null) throw new Error("The account is not there");
  return found;
}

function events(): Promise<{ event: string; detail: unknown }[]> {
  return query(databases.ownerUrl, "SELECT event, detail FROM finding_events WHERE tenant_id = $1 ORDER BY at, event", [
    crawl.tenantId,
  ]);
}

const disagreements = () => databases.database.withTenant(crawl.tenantId, (tx) => recountTenant(tx));

describe("the life of a finding", () => {
  const failing = fail("no-tls-deny", { policy: null });
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 3, hour));
  const on = (verdict: Verdict) => [decided("c-bucket", "eu-west-1", bucket, verdict)];

  test.each<{ given: string; then: readonly ReturnType<typeof decided>[]; expected: object; event: string | null }>([
    { given: "fails the same way", then: on(failing), expected: { status: "open", changedAt: at(1) }, event: null },
    {
      given: "fails with other evidence",
      then: on(fail("no-tls-deny", { policy: "x" })),
      expected: { status: "open", changedAt: at(2), evidence: { policy: "x" } },
      event: "changed",
    },
    {
      given: "passes",
      then: on(pass()),
      expected: { status: "resolved", resolution: "mended", resolvedAt: at(2) },
      event: "resolved",
    },
    {
      given: "no longer applies",
      then: on(notApplicable("empty")),
      expected: { status: "resolved", resolution: "not-applicable" },
      event: "resolved",
    },
    {
      given: "is absent from a list that was read",
      then: [],
      expected: { status: "resolved", resolution: "resource-gone" },
      event: "resolved",
    },
    {
      given: "cannot be read",
      then: on(unknown(denied)),
      expected: { status: "unknown", unreadReason: denied, reason: "no-tls-deny", resolvedAt: null },
      event: "unread",
    },
    {
      given: "is in a list that cannot be read",
      then: [decided("c-bucket", "global", rootArn, unknown({ code: "timeout" }))],
      expected: { status: "unknown", unreadReason: { code: "timeout" } },
      event: "unread",
    },
  ])("one that $given: $event", async ({ then, expected, event }) => {
    await store(on(failing), { observedAt: at(1) });
    await nextCrawl();
    await store(then, { observedAt: at(2) });
    const { findings } = await page();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ resource: bucket, severity: "high", firstSeenAt: at(1), ...expected });
    expect((await events()).map((row) => row.event)).toEqual(event === null ? ["opened"] : ["opened", event]);
    expect(await disagreements()).toEqual([]);
  });

  test("resolved and failing again is the same finding, opened anew", async () => {
    await store(on(failing), { observedAt: at(1) });
    await nextCrawl();
    await store(on(pass()), { observedAt: at(2) });
    const [before] = (await page()).findings;
    await nextCrawl();
    await store(on(fail("no-policy")), { observedAt: at(3) });
    const [after] = (await page()).findings;
    expect(after).toMatchObject({ id: before?.id, status: "open", reopenedAt: at(3), firstSeenAt: at(1) });
    expect(after).toMatchObject({ resolvedAt: null, resolution: null, reason: "no-policy" });
    expect((await events()).map((row) => row.event)).toEqual(["opened", "resolved", "reopened"]);
  });

  test("an account that cannot be entered keeps every finding, as unknown, with its reason", async () => {
    await store(on(failing));
    await nextCrawl();
    const reason = { code: "role-missing" } as const;
    await store([decided("c-bucket", "global", rootArn, unknown(reason))], {
      status: "unknown",
      reason,
      lastReadAt: null,
      regions: null,
    });
    const { account, findings, unread } = await page();
    expect(account).toMatchObject({ status: "unknown", reason, lastReadAt: new Date("2026-11-02T03:00:00Z") });
    expect(findings[0]).toMatchObject({ status: "unknown", unreadReason: reason });
    expect(unread).toEqual([{ reason, count: 1 }]);
    expect(await disagreements()).toEqual([]);
  });

  test("a frozen account's findings freeze, and thaw when it is read again", async () => {
    await store(on(failing));
    await nextCrawl();
    const freeze = () =>
      databases.database.withTenant(crawl.tenantId, (tx) =>
        freezeAccount(tx, {
          ...crawl,
          accountId: "111111111111",
          name: "payments",
          reason: { code: "account-suspended" },
          observedAt: at(5),
          day: "2026-11-03",
        }),
      );
    // Account, finding, event, why the sums changed, rollup.
    expect(await freeze()).toEqual({ rowsWritten: 5 });
    expect(await freeze()).toEqual({ rowsWritten: 0 });
    expect((await page()).findings[0]).toMatchObject({ status: "frozen" });
    expect(await disagreements()).toEqual([]);
    await nextCrawl();
    await store(on(failing), { observedAt: at(6), day: "2026-11-04" });
    expect((await page()).findings[0]).toMatchObject({ status: "open" });
    expect((await events()).map((row) => row.event)).toEqual(["opened", "frozen", "read-again"]);
    expect(await disagreements()).toEqual([]);
  });
});

describe("what is written", () => {
  const verdicts = [
    decided("c-bucket", "eu-west-1", bucket, fail("no-tls-deny", { policy: null, keys: ["b", "a"] })),
    decided("c-bucket", "eu-west-1", "arn:aws:s3:::open", pass()),
    decided("c-instance", "us-east-1", "arn:aws:ec2:us-east-1:1:instance/i-1", unknown(denied)),
    decided("c-root", "global", rootArn, pass({ mfa: true })),
  ];

  test("an unchanged crawl writes four rows an account, the step's own among them", async () => {
    await store(verdicts);
    await nextCrawl();
    const { tenantId, crawlId } = crawl;
    const written = await databases.database.withTenant(tenantId, async (tx) => {
      const before = await writtenRows(tx);
      await addAccountSteps(tx, crawlId, ["111111111111"]);
      const [step] = await listCrawlSteps(tx, { crawlId, limit: 10 }).then((all) => all.filter(isAccount));
      const claimed = await claimStep(tx, step?.id ?? "", 60);
      if (claimed === null) throw new Error("The step could not be claimed");
      await withLease(tx, claimed.id, claimed.leaseToken);
      const { rowsWritten } = await storeAccountResult(tx, sampleResult(crawl, verdicts, { day: "2026-11-09" }));
      expect(rowsWritten).toBe(1);
      const outcome = { state: "done", unread: null, calls: 7, throttles: 0 } as const;
      expect(await finishStep(tx, claimed.id, claimed.leaseToken, outcome)).toBe(true);
      const after = await writtenRows(tx);
      return [...after].map(([table, count]) => [table, count - (before.get(table) ?? 0)] as const);
    });
    expect(new Map(written.filter(([, count]) => count > 0))).toEqual(
      new Map([
        ["account_states", 1],
        ["crawl_steps", 3],
      ]),
    );
  });

  test("verdicts in another order are the same verdicts", async () => {
    await store(verdicts);
    await nextCrawl();
    expect(await store([...verdicts].reverse())).toEqual({ rowsWritten: 1 });
  });

  test("of a changed crawl only what changed", async () => {
    await store(verdicts);
    await nextCrawl();
    const mended = [decided("c-bucket", "eu-west-1", bucket, pass()), ...verdicts.slice(1)];
    // Account, duty, finding, event, verdict log, why the sums changed, rollup.
    expect(await store(mended, { day: "2026-11-03" })).toEqual({ rowsWritten: 7 });
    const [duty] = (await page()).duties.filter((row) => row.controlId === "c-bucket");
    expect(duty).toMatchObject({ passed: 2, failed: 0 });
  });

  test("three verdict logs are kept", async () => {
    for (const count of [1, 2, 3, 4, 5]) {
      const observedAt = new Date(Date.UTC(2026, 10, count));
      await store([decided("c-bucket", "eu-west-1", bucket, pass({ count }))], { observedAt });
      await nextCrawl();
    }
    const logs = await query(databases.ownerUrl, "SELECT FROM verdict_logs WHERE tenant_id = $1", [crawl.tenantId]);
    expect(logs).toHaveLength(3);
  });

  test("a failure halfway leaves nothing behind", async () => {
    await store(verdicts);
    await nextCrawl();
    const twice = [verdicts[3], verdicts[3]].flatMap((row) => row ?? []);
    await expect(store(twice)).rejects.toThrow("Decided twice");
    expect((await page()).account.crawlId).not.toBe(crawl.crawlId);
    expect(await disagreements()).toEqual([]);
  });

  test("names and resources of a hostile AWS are stored as text", async () => {
    const nasty = `arn:aws:s3:::<script>\u0000\uD83D${"日".repeat(30_000)}`;
    const nastyRows = [
      decided("c-bucket", "eu-west-1", nasty, fail("no-tls-deny", { "k\u0000": "v\uD83D", __proto__: "p" })),
    ];
    await store(nastyRows, { name: `=cmd|' /C calc'!A0\u0000${"x".repeat(70_000)}` });
    await nextCrawl();
    expect(await store(nastyRows, { name: `=cmd|' /C calc'!A0\u0000${"x".repeat(70_000)}` })).toEqual({
      rowsWritten: 1,
    });
    const { account, findings } = await page();
    expect(account.name.length).toBeLessThanOrEqual(256);
    expect(findings[0]?.resource.startsWith("arn:aws:s3:::<script>\uFFFD\uFFFD")).toBe(true);
  });
});

const isAccount = ({ kind }: { kind: string }) => kind === "account";

/** Rows that this session has inserted, changed or removed so far, as PostgreSQL counts them. */
async function writtenRows(tx: TenantTransaction): Promise<Map<string, number>> {
  const counted = await rows(tx)<{ table: string; count: number }>`
    SELECT relname AS table, (n_tup_ins + n_tup_upd + n_tup_del)::int AS count FROM pg_stat_xact_user_tables`;
  return new Map(counted.map(({ table, count }) => [table, count]));
}
