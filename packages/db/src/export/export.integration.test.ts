import { randomUUID } from "node:crypto";
import { fail, pass, unknown } from "@sekinin/responsibility";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { freezeAccount } from "../account/freeze-account.ts";
import { storeAccountResult } from "../account/store-account-result.ts";
import { insertFindings, type NewFinding } from "../account/write-findings.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { decided, rootArn, type SampleCrawl, sampleCrawl, sampleResult } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { streamFindings } from "./stream-findings.ts";
import { streamVerdicts } from "./stream-verdicts.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => databases.drop());
beforeEach(async () => {
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
});

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);

async function collected<T>(stream: (tx: TenantTransaction) => AsyncIterable<T>): Promise<T[]> {
  return inTenant(async (tx) => {
    const all: T[] = [];
    for await (const item of stream(tx)) all.push(item);
    return all;
  });
}

test("verdicts come account by account, passes and unknowns too, as of the account's last crawl", async () => {
  const observedAt = new Date("2026-11-05T00:00:00Z");
  const verdicts = [
    decided("c-bucket", "eu-west-1", "arn:aws:s3:::a\nb", fail("no-tls-deny", { policy: null })),
    decided("c-instance", "us-east-1", rootArn, unknown({ code: "region-disabled" })),
    decided("c-root", "global", rootArn, pass()),
  ];
  for (const accountId of ["222222222222", "111111111111"]) {
    await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts, { accountId, observedAt })));
  }
  const exported = await collected((tx) => streamVerdicts(tx));
  const { organizationId } = crawl;
  expect(exported).toEqual(
    ["111111111111", "222222222222"].flatMap((accountId) =>
      verdicts.map((row) => ({ organizationId, accountId, observedAt, ...row })),
    ),
  );
  expect(await collected((tx) => streamVerdicts(tx, { organizationId: "o-other" }))).toEqual([]);
});

test("a frozen account has no verdicts of the last crawl, its findings stay", async () => {
  const verdicts = [decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", fail("no-tls-deny"))];
  await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts)));
  const frozen = { accountId: "111111111111", name: "n", reason: { code: "account-suspended" as const } };
  const when = { observedAt: new Date(), day: "2026-11-06" };
  await inTenant((tx) => freezeAccount(tx, { ...crawl, ...frozen, ...when }));
  expect(await collected((tx) => streamVerdicts(tx))).toEqual([]);
  expect(await collected((tx) => streamFindings(tx))).toMatchObject([{ status: "frozen", accountId: "111111111111" }]);
  expect(await collected((tx) => streamFindings(tx, { status: "open" }))).toEqual([]);
});

function manyFindings(count: number): NewFinding[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    region: "eu-west-1",
    controlId: "c-instance",
    resource: `arn:aws:ec2:eu-west-1:111111111111:instance/i-${index}`,
    domain: "network",
    severity: "critical",
    reason: "open-to-the-world",
    evidence: { port: 22, cidr: "0.0.0.0/0" },
  }));
}

test("a large account is written in bulk and streamed whole, in order and in bounded memory", async () => {
  await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, [])));
  const place = { ...crawl, accountId: "111111111111", observedAt: new Date() };
  const count = 20_000;
  const began = performance.now();
  expect(await inTenant((tx) => insertFindings(tx, place, manyFindings(count)))).toBe(count);
  const perSecond = count / ((performance.now() - began) / 1_000);
  // Row by row it would be about 1,000 a second; the floor leaves room for a machine under load.
  expect(perSecond).toBeGreaterThan(4_000);
  let seen = 0;
  let last = "";
  let peak = 0;
  const before = process.memoryUsage().heapUsed;
  await inTenant(async (tx) => {
    for await (const finding of streamFindings(tx)) {
      expect(finding.id > last).toBe(true);
      last = finding.id;
      seen += 1;
      if (seen % 1_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    }
  });
  expect(seen).toBe(count);
  expect(peak).toBeLessThan(120 * 1_024 * 1_024);
});

test("an account with many resources is stored by difference in seconds, and again with one row", async () => {
  const verdicts = Array.from({ length: 20_000 }, (_, index) =>
    decided("c-instance", "eu-west-1", `arn:i-${index}`, index % 4 === 0 ? fail("open") : pass()),
  );
  const store = () => inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, verdicts)));
  // Account, duty, log, rollup, why the sums changed, 5,000 findings and their events.
  expect(await store()).toEqual({ rowsWritten: 10_005 });
  const began = performance.now();
  expect(await store()).toEqual({ rowsWritten: 1 });
  expect(performance.now() - began).toBeLessThan(5_000);
});

test("a reader that stops early ends the stream", async () => {
  await inTenant((tx) => storeAccountResult(tx, sampleResult(crawl, [])));
  const place = { ...crawl, accountId: "111111111111", observedAt: new Date() };
  await inTenant((tx) => insertFindings(tx, place, manyFindings(10)));
  const first = await inTenant(async (tx) => {
    for await (const finding of streamFindings(tx)) return finding.id;
    return null;
  });
  expect(first).not.toBeNull();
});
