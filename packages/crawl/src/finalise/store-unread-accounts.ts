import { LeaseLost, listAccountStates, readTenant, storeAccountResult, withLease } from "@sekinin/db";
import { calendarDay } from "@sekinin/posture";
import { accountResult, gaveUp } from "../account/account-result.ts";
import type { CrawledOrganization } from "../organization/crawled-organization.ts";
import type { StepContext } from "../step/step-context.ts";

/**
 * Writes down as unknown every active account whose step of this crawl could not even do that: what is stored of it is
 * nothing, or of an earlier crawl. One that still cannot be written is left, and counts as not read.
 */
export async function storeUnreadAccounts(context: StepContext, organization: CrawledOrganization): Promise<void> {
  const { services, tenantId, step } = context;
  const { reading } = organization;
  const states = await services.database.withTenant(tenantId, (tx) => listAccountStates(tx, reading.organization.id));
  const written = new Set(
    states.flatMap(({ accountId, crawlId, status }) =>
      crawlId === step.crawlId && status !== "frozen" ? [accountId] : [],
    ),
  );
  for (const account of reading.accounts) {
    if (account.state !== "ACTIVE" || written.has(account.id)) continue;
    context.signal.throwIfAborted();
    const now = services.clock.now();
    const result = accountResult(organization, account, gaveUp, { crawlId: step.crawlId, calls: 0, now });
    try {
      await services.database.withTenant(tenantId, async (tx) => {
        await withLease(tx, step.id, step.leaseToken);
        const { zone } = await readTenant(tx);
        await storeAccountResult(tx, { ...result, day: calendarDay(zone, now) });
      });
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      services.logger.error({ crawl: step.crawlId, account: account.id, error }, "an account stays as it was");
    }
  }
}
