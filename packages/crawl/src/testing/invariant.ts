import { findCrawl } from "@sekinin/db";
import type { BenchTenant } from "./bench-tenant.ts";
import { type CrawlBench, differencesOf, disagreementsOf } from "./crawl-bench.ts";

/**
 * What must hold after a tenant's first crawl, whatever happened during it. Empty where it does; else one line per
 * broken promise: complete, as planted, no double history, one finalise, coverage of every account, every stored sum equal to its
 * recount.
 */
export async function brokenPromises(
  bench: Pick<CrawlBench, "postgres">,
  tenant: BenchTenant,
  crawlId: string,
): Promise<readonly string[]> {
  const differences = await differencesOf(bench, tenant);
  const disagreements = await disagreementsOf(bench, tenant);
  const counted = await bench.postgres.database.withTenant(tenant.tenantId, async (tx) => ({
    crawl: await findCrawl(tx, crawlId),
    openSteps: await tx.crawlStep.count({ where: { crawlId, state: { not: "done" } } }),
    finalised: await tx.crawlStep.count({ where: { crawlId, kind: "finalise", state: "done" } }),
    current: await tx.organization.count({ where: { currentCrawlId: crawlId } }),
    findings: await tx.finding.count(),
    events: await tx.findingEvent.count(),
    opened: (await tx.findingEvent.groupBy({ by: ["findingId"], where: { event: "opened" } })).length,
    pages: await tx.organizationPage.count({ where: { crawlId } }),
    decided: await tx.coverageState.count({ where: { crawlId } }),
    covered: await tx.coverageNode.count({ where: { kind: "account" } }),
    waiting: await tx.coverageRequest.count(),
    changes: await tx.organizationChange.count(),
  }));
  const promise = (kept: boolean, words: string) => (kept ? [] : [words]);
  return [
    ...promise(counted.crawl?.state === "complete", `the crawl is ${counted.crawl?.state ?? "gone"}`),
    ...promise(counted.openSteps === 0, `${counted.openSteps} steps have not ended well`),
    ...promise(counted.finalised === 1, `${counted.finalised} finalise steps`),
    ...promise(counted.current === 1, `${counted.current} organisations show the crawl`),
    ...promise(
      counted.findings === counted.events && counted.findings === counted.opened,
      `${counted.findings} findings have ${counted.events} events, ${counted.opened} were opened`,
    ),
    ...promise(counted.findings > 0, "no finding at all"),
    ...promise(counted.decided === 1, `the coverage of ${counted.decided} organisations was decided`),
    ...promise(counted.waiting === 0, `${counted.waiting} organisations wait for their coverage`),
    ...promise(
      counted.covered === [...tenant.organization.accountIds()].length,
      `${counted.covered} accounts have coverage`,
    ),
    ...promise(counted.changes === 0, `${counted.changes} changes before the first crawl`),
    ...promise(counted.pages === 0, `${counted.pages} pages of the organisation are left over`),
    ...differences.map((difference) => `not as planted: ${JSON.stringify(difference)}`),
    ...disagreements.map((disagreement) => `verify: ${JSON.stringify(disagreement)}`),
  ];
}
