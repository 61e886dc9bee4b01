import { Writable } from "node:stream";
import { canaryPrefix } from "@sekinin/aws-sim";
import { logger } from "@sekinin/config";
import { readSnapshot, streamFindings } from "@sekinin/db";
import { afterEach, expect, inject, test } from "vitest";
import { type CrawlBench, crawlToEnd, createCrawlBench, verdictsOf } from "./testing/index.ts";

let bench: CrawlBench;
afterEach(() => bench.close());

test("the secrets of a customer's functions are in no row, snapshot, verdict, export or log of a crawl", async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  bench = await createCrawlBench({ adminUrl: inject("postgresAdminUrl"), organizations: [{ seed: 11, accounts: 8 }] });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  const planted = [...tenant.organization.accountIds()].flatMap((id) =>
    [...(tenant.organization.account(id)?.contents().regions.values() ?? [])].map(({ functions }) => functions),
  );
  expect(JSON.stringify(planted)).toContain(canaryPrefix);
  const services = { ...bench.services, logger: logger("bench", { level: "trace", stream }) };
  const crawl = await crawlToEnd({ ...bench, services }, tenant);
  services.logger.info({ crawl: crawl.id }, "the log is listened to");
  const stored = await bench.postgres.database.withTenant(tenant.tenantId, async (tx) => {
    const found = [];
    for await (const finding of streamFindings(tx)) found.push(finding);
    const rows = [
      await tx.finding.findMany(),
      await tx.findingEvent.findMany(),
      await tx.duty.findMany(),
      await tx.accountState.findMany(),
      await tx.crawl.findMany(),
      await tx.crawlStep.findMany(),
      await tx.connectionTest.findMany(),
      await tx.organizationNode.findMany(),
      await tx.auditEvent.findMany(),
    ];
    return JSON.stringify([rows, found, await readSnapshot(tx, crawl.id)]);
  });
  expect(stored).toContain("lambda-function-env-no-secrets");
  expect(stored).not.toContain(canaryPrefix);
  expect(JSON.stringify(await verdictsOf(bench, tenant))).not.toContain(canaryPrefix);
  expect(lines.join("")).toContain("the log is listened to");
  expect(lines.join("")).not.toContain(canaryPrefix);
  expect(lines.join("")).not.toContain(tenant.connection.externalId);
});
