import {
  attempt,
  finaliseOrganization,
  finishStep,
  LeaseLost,
  listAccountStates,
  readTenant,
  requestCoverage,
  withLease,
} from "@sekinin/db";
import { calendarDay } from "@sekinin/posture";
import { coverageOfCrawl, storeCrawlCoverage } from "../coverage/coverage-of-crawl.ts";
import { readCrawledOrganization } from "../organization/crawled-organization.ts";
import type { StepContext } from "../step/step-context.ts";
import { finalisedNodes } from "./finalised-nodes.ts";
import { storeUnreadAccounts } from "./store-unread-accounts.ts";
import { treeNodes } from "./tree-nodes.ts";

/**
 * The crawl's last step: decides coverage, sums the accounts into OUs and makes this crawl the one that pages show, in one transaction
 * with the step's end. Exactly once: there is one such step, and its lease fences it. Coverage that cannot be stored is
 * no reason to lose the crawl: it is asked for again.
 */
export async function finaliseStep(context: StepContext): Promise<void> {
  const { services, tenantId, step, spent } = context;
  const organization = await readCrawledOrganization(context);
  const { reading } = organization;
  if (organization.isFile !== true) await storeUnreadAccounts(context, organization);
  const organizationId = reading.organization.id;
  const { crawlId } = step;
  const of = { tenantId, organizationId, crawlId, reading, partition: organization.partition };
  const coverage = await coverageOfCrawl(services, of, context.signal);
  services.reached?.("before-write");
  await services.database.withTenant(
    tenantId,
    async (tx) => {
      await withLease(tx, step.id, step.leaseToken);
      const { zone } = await readTenant(tx);
      const at = services.clock.now();
      const nodes = finalisedNodes(treeNodes(reading), await listAccountStates(tx, organizationId));
      const day = calendarDay(zone, at);
      await finaliseOrganization(tx, { organizationId, crawlId, nodes, day, at });
      const failed = await attempt(tx, () => storeCrawlCoverage(tx, coverage, { day, at }));
      if (failed !== null) {
        services.logger.error({ crawl: crawlId, error: failed }, "coverage could not be stored and stays as it was");
        await requestCoverage(tx, organizationId);
      }
      services.reached?.("in-finalise");
      if (!(await finishStep(tx, step.id, step.leaseToken, { state: "done", unread: null, at, ...spent })))
        throw new LeaseLost();
    },
    { timeoutMs: 300_000 },
  );
}
