import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { crawlProgress } from "../crawl/crawl-progress.ts";
import { endCrawl } from "../crawl/end-crawl.ts";
import { findCrawl } from "../crawl/find-crawl.ts";
import { listCrawlSteps } from "../crawl/list-crawl-steps.ts";
import { listCrawls } from "../crawl/list-crawls.ts";
import { requestCancel } from "../crawl/request-cancel.ts";
import { startCrawl } from "../crawl/start-crawl.ts";
import { listCancelledRunning } from "../dispatch/list-cancelled-running.ts";
import { listDispatchable } from "../dispatch/list-dispatchable.ts";
import { listStalledCrawls } from "../dispatch/list-stalled-crawls.ts";
import { reapExpiredLeases } from "../dispatch/reap-expired-leases.ts";
import { storeOrganizationPage } from "../organization/store-organization-page.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type SampleCrawl, sampleConnection, sampleCrawl } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { addAccountSteps } from "./add-account-steps.ts";
import { addFinaliseStepWhenDone } from "./add-finalise-step-when-done.ts";
import { type ClaimedStep, claimStep } from "./claim-step.ts";
import { finishStep } from "./finish-step.ts";
import { releaseStep } from "./release-step.ts";
import { renewLease } from "./renew-lease.ts";
import { LeaseLost, withLease } from "./with-lease.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;
const done = { state: "done", unread: null, calls: 3, throttles: 1 } as const;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"), { poolSize: 8 });
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

const steps = () => inTenant((tx) => listCrawlSteps(tx, { crawlId: crawl.crawlId, limit: 100 }));

async function stepId(accountId = ""): Promise<string> {
  const step = (await steps()).find((row) => row.accountId === accountId);
  if (step === undefined) throw new Error(`No step of \`${accountId}\``);
  return step.id;
}

async function claim(accountId = "", leaseSeconds = 60): Promise<ClaimedStep> {
  const id = await stepId(accountId);
  const step = await inTenant((tx) => claimStep(tx, id, leaseSeconds));
  if (step === null) throw new Error("The step could not be claimed");
  return step;
}

async function finish(step: ClaimedStep): Promise<boolean> {
  return inTenant((tx) => finishStep(tx, step.id, step.leaseToken, done));
}

/** A lease that ends at once, and the moment after it. */
async function expired(accountId = ""): Promise<ClaimedStep> {
  const step = await claim(accountId, 0.001);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return step;
}

describe("a lease", () => {
  test("is given to one of many that ask at once", async () => {
    const id = await stepId();
    const claims = await Promise.all(Array.from({ length: 8 }, () => inTenant((tx) => claimStep(tx, id, 60))));
    expect(claims.filter((step) => step !== null)).toHaveLength(1);
  });

  test("says what the worker needs to begin", async () => {
    expect(await claim()).toMatchObject({
      crawlId: crawl.crawlId,
      connectionId: crawl.connectionId,
      organizationId: "o-sample0001",
      kind: "organization",
      accountId: "",
      attempt: 1,
      trigger: "manual",
    });
    expect(await inTenant((tx) => findCrawl(tx, crawl.crawlId))).toMatchObject({ startedAt: expect.any(Date) });
  });

  test("that has run out is given to the next, and the late writer writes nothing", async () => {
    const late = await expired();
    const next = await claim();
    expect(next.attempt).toBe(2);
    expect(await inTenant((tx) => renewLease(tx, late.id, late.leaseToken))).toBe("lost");
    expect(await finish(late)).toBe(false);
    expect(await inTenant((tx) => releaseStep(tx, late.id, late.leaseToken, null))).toBe(false);
    const write = inTenant(async (tx) => {
      await storeOrganizationPage(tx, crawl.crawlId, { list: "late", sequence: 1, body: {}, nextToken: null });
      await withLease(tx, late.id, late.leaseToken);
    });
    await expect(write).rejects.toThrow(LeaseLost);
    expect(await inTenant((tx) => tx.organizationPage.count())).toBe(0);
    expect(await finish(next)).toBe(true);
    expect(await finish(next)).toBe(false);
  });

  test("that has run out still holds while nobody has taken it", async () => {
    const step = await expired();
    expect(await inTenant((tx) => renewLease(tx, step.id, step.leaseToken))).toBe("renewed");
    expect(await finish(step)).toBe(true);
  });

  test("of a dead worker is taken away, a live one's is left", async () => {
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2"]));
    const dead = await expired("1");
    const live = await claim("2");
    expect(await databases.database.withSystem(reapExpiredLeases)).toBe(1);
    expect(await finish(dead)).toBe(false);
    expect(await finish(live)).toBe(true);
    expect((await claim("1")).attempt).toBe(2);
  });

  test("that was given back waits until its time", async () => {
    const step = await claim();
    const soon = new Date(Date.now() + 60_000);
    expect(await inTenant((tx) => releaseStep(tx, step.id, step.leaseToken, soon, { calls: 2, throttles: 1 }))).toBe(
      true,
    );
    expect(await inTenant((tx) => claimStep(tx, step.id, 60))).toBeNull();
    const backlog = await databases.database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: 5 }));
    expect(backlog.find((row) => row.tenantId === crawl.tenantId)).toBeUndefined();
    expect((await steps())[0]).toMatchObject({ state: "pending", calls: 2, throttles: 1 });
  });

  test.each(["", "x", "' OR true --", "00000000-0000-4000-8000-000000000000"])("is not %j", async (token) => {
    const step = await claim();
    expect(await inTenant((tx) => renewLease(tx, step.id, token))).toBe("lost");
    expect(await inTenant((tx) => finishStep(tx, step.id, token, done))).toBe(false);
    await expect(inTenant((tx) => withLease(tx, step.id, token))).rejects.toThrow(LeaseLost);
  });

  test("fences a second transaction until the first ends", async () => {
    const step = await claim();
    const order: string[] = [];
    const first = inTenant(async (tx) => {
      await withLease(tx, step.id, step.leaseToken);
      order.push("first holds");
      await new Promise((resolve) => setTimeout(resolve, 150));
      await finishStep(tx, step.id, step.leaseToken, done);
      order.push("first ends");
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(inTenant((tx) => withLease(tx, step.id, step.leaseToken))).rejects.toThrow(LeaseLost);
    order.push("second refused");
    await first;
    expect(order).toEqual(["first holds", "first ends", "second refused"]);
  });
});

describe("the last step", () => {
  test("comes exactly once, also where the last accounts end in the same moment", async () => {
    const accounts = ["1", "2", "3", "4", "5", "6"];
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, accounts));
    await finish(await claim());
    const held = await Promise.all(accounts.map((accountId) => claim(accountId)));
    const added = await Promise.all(
      held.map((step) =>
        inTenant(async (tx) => {
          await finishStep(tx, step.id, step.leaseToken, done);
          return addFinaliseStepWhenDone(tx, crawl.crawlId);
        }),
      ),
    );
    expect(added.filter((isAdded) => isAdded)).toHaveLength(1);
    expect((await steps()).filter((step) => step.kind === "finalise")).toHaveLength(1);
    expect(await inTenant((tx) => addFinaliseStepWhenDone(tx, crawl.crawlId))).toBe(false);
  });

  test("does not come while a step waits, nor where the organisation could not be read", async () => {
    expect(await inTenant((tx) => addFinaliseStepWhenDone(tx, crawl.crawlId))).toBe(false);
    const step = await claim();
    await inTenant((tx) => finishStep(tx, step.id, step.leaseToken, { ...done, state: "failed" }));
    expect(await inTenant((tx) => addFinaliseStepWhenDone(tx, crawl.crawlId))).toBe(false);
  });

  test("that a dead worker never added is found by the reconciler", async () => {
    const own = async () =>
      (await databases.database.withSystem(listStalledCrawls)).filter((row) => row.tenantId === crawl.tenantId);
    expect(await own()).toEqual([]);
    await finish(await claim());
    expect(await own()).toEqual([{ tenantId: crawl.tenantId, crawlId: crawl.crawlId }]);
    expect(await inTenant((tx) => addFinaliseStepWhenDone(tx, crawl.crawlId))).toBe(true);
    expect(await own()).toEqual([]);
  });
});

describe("a crawl", () => {
  test("runs once per connection, however many ask at once", async () => {
    const connectionId = await sampleConnection(databases.database, crawl.tenantId);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => inTenant((tx) => startCrawl(tx, { connectionId, trigger: "schedule" }))),
    );
    const started = answers.flatMap((answer) => ("id" in answer ? [answer.id] : []));
    expect(started).toHaveLength(1);
    expect(answers.filter((answer) => "running" in answer && answer.running === started[0])).toHaveLength(5);
  });

  test.each([
    { given: "no role", changes: { managementRoleArn: null }, code: "connection.not-ready" },
    { given: "an unsafe role", changes: { state: "unsafe" }, code: "connection.unsafe" },
  ])("does not start with $given", async ({ changes, code }) => {
    const connectionId = await sampleConnection(databases.database, crawl.tenantId);
    await inTenant((tx) => tx.connection.updateMany({ where: { id: connectionId }, data: changes }));
    await expect(inTenant((tx) => startCrawl(tx, { connectionId, trigger: "manual" }))).rejects.toMatchObject({ code });
  });

  test("steps are added once", async () => {
    expect(await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2", "2"]))).toBe(2);
    expect(await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["2", "3"]))).toBe(1);
  });

  test("that is cancelled ends its waiting steps at once, its running ones when they notice", async () => {
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2"]));
    const running = await claim("1");
    expect(await inTenant((tx) => requestCancel(tx, crawl.crawlId))).toBe(true);
    expect((await steps()).map((step) => step.state).sort()).toEqual(["cancelled", "cancelled", "running"]);
    expect(await inTenant((tx) => renewLease(tx, running.id, running.leaseToken))).toBe("cancelled");
    expect(await inTenant((tx) => endCrawl(tx, crawl.crawlId, { state: "cancelled" }))).toBe(false);
    const listed = () => databases.database.withSystem(listCancelledRunning);
    expect((await listed()).filter((row) => row.crawlId === crawl.crawlId)).toEqual([]);
    await inTenant((tx) => finishStep(tx, running.id, running.leaseToken, { ...done, state: "cancelled" }));
    expect((await listed()).filter((row) => row.crawlId === crawl.crawlId)).toHaveLength(1);
    expect(await inTenant((tx) => endCrawl(tx, crawl.crawlId, { state: "cancelled" }))).toBe(true);
    expect(await inTenant((tx) => findCrawl(tx, crawl.crawlId))).toMatchObject({ state: "cancelled" });
    expect(await inTenant((tx) => requestCancel(tx, crawl.crawlId))).toBe(false);
  });

  test("that is cancelled gives out no step, not even one whose lease has run out", async () => {
    const step = await expired();
    await inTenant((tx) => requestCancel(tx, crawl.crawlId));
    expect(await inTenant((tx) => claimStep(tx, step.id, 60))).toBeNull();
    await databases.database.withSystem(reapExpiredLeases);
    expect(await inTenant((tx) => endCrawl(tx, crawl.crawlId, { state: "cancelled" }))).toBe(true);
    expect((await steps()).map((row) => row.state)).toEqual(["cancelled"]);
  });

  test("that is cancelled, claimed, ended and finished in the same moment never blocks itself", async () => {
    const connectionId = await sampleConnection(databases.database, crawl.tenantId);
    for (let round = 0; round < 25; round += 1) {
      const started = await inTenant((tx) => startCrawl(tx, { connectionId, trigger: "manual" }));
      if (!("id" in started)) throw new Error("A crawl runs already");
      const [step] = await inTenant((tx) => listCrawlSteps(tx, { crawlId: started.id, limit: 1 }));
      const claimAndFinish = async () => {
        const claimed = await inTenant((tx) => claimStep(tx, step?.id ?? "", 60));
        if (claimed === null) return;
        await inTenant(async (tx) => {
          await finishStep(tx, claimed.id, claimed.leaseToken, done);
          await addFinaliseStepWhenDone(tx, started.id);
        });
      };
      const failure = { code: "internal" };
      const outcomes = await Promise.allSettled([
        claimAndFinish(),
        inTenant((tx) => requestCancel(tx, started.id)),
        inTenant((tx) =>
          endCrawl(tx, started.id, round % 2 === 0 ? { state: "failed", failure } : { state: "cancelled" }),
        ),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === "rejected")).toEqual([]);
      await inTenant((tx) => endCrawl(tx, started.id, { state: "failed", failure }));
    }
  });

  test("that failed says why, and another may start", async () => {
    const step = await claim();
    const failure = { code: "connection.role-missing", detail: { action: "sts:AssumeRole" } };
    expect(await inTenant((tx) => endCrawl(tx, crawl.crawlId, { state: "failed", failure }))).toBe(true);
    expect(await finish(step)).toBe(false);
    expect(await inTenant((tx) => listCrawls(tx, { limit: 1 }))).toMatchObject([{ state: "failed", failure }]);
    const again = await inTenant((tx) => startCrawl(tx, { ...crawl, trigger: "manual" }));
    expect(again).toHaveProperty("id");
  });
});

describe("progress", () => {
  test("counts accounts by state, what was unread, calls and throttles", async () => {
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2", "3", "4"]));
    const progress = () => inTenant((tx) => crawlProgress(tx, crawl.crawlId));
    expect(await progress()).toMatchObject({ phase: "organization", secondsLeft: null });
    await finish(await claim());
    await finish(await claim("1"));
    const unread = [{ reason: { code: "access-denied" as const }, count: 2 }];
    const second = await claim("2");
    await inTenant((tx) => finishStep(tx, second.id, second.leaseToken, { ...done, unread }));
    await claim("3");
    expect(await progress()).toMatchObject({
      state: "running",
      phase: "accounts",
      byState: { pending: 1, running: 1, done: 2, cancelled: 0, failed: 0 },
      unknownAccounts: 1,
      calls: 9,
      throttles: 3,
      secondsLeft: expect.any(Number),
      accountSecondsMedian: expect.any(Number),
    });
    const unreadOnly = await inTenant((tx) => listCrawlSteps(tx, { ...crawl, unreadOnly: true, limit: 10 }));
    expect(unreadOnly).toMatchObject([{ accountId: "2", unread }]);
  });

  test("of an unknown crawl is null", async () => {
    expect(await inTenant((tx) => crawlProgress(tx, crawl.connectionId))).toBeNull();
  });
});

describe("the dispatcher's list", () => {
  test("names each tenant's oldest steps, capped, with what runs already", async () => {
    const other = await sampleCrawl(databases.database, (await databases.createTenant()).id);
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2", "3", "4", "5"]));
    await claim("1");
    const backlog = await databases.database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: 3 }));
    const own = backlog.find((row) => row.tenantId === crawl.tenantId);
    expect(own).toMatchObject({ running: 1 });
    expect(own?.pending).toHaveLength(3);
    expect(backlog.find((row) => row.tenantId === other.tenantId)).toMatchObject({ running: 0 });
  });

  test("pages of steps follow each other without a gap", async () => {
    await inTenant((tx) => addAccountSteps(tx, crawl.crawlId, ["1", "2", "3", "4", "5"]));
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof steps>> = await inTenant((tx) =>
        listCrawlSteps(tx, { crawlId: crawl.crawlId, limit: 2, after }),
      );
      if (page.length === 0) break;
      seen.push(...page.map((step) => step.accountId));
      after = page.at(-1)?.id ?? null;
    }
    expect(seen).toEqual(["", "1", "2", "3", "4", "5"]);
  });
});
