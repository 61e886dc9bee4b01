import { finishStep, freezeAccount, LeaseLost, readTenant, storeAccountResult, withLease } from "@sekinin/db";
import type { OrganizationAccount } from "@sekinin/guardrails";
import { calendarDay } from "@sekinin/posture";
import type { AccountFacts, UnreadReason } from "@sekinin/responsibility";
import type { CrawledOrganization } from "../organization/crawled-organization.ts";
import { readCrawledOrganization } from "../organization/crawled-organization.ts";
import { isCutOffEachTime, isPassing, TryAgain } from "../step/passing.ts";
import type { StepContext } from "../step/step-context.ts";
import { accountResult, gaveUp } from "./account-result.ts";
import { type Attempt, readFacts } from "./read-facts.ts";
import { unreadOf } from "./unread-of.ts";

/**
 * One account: enter, read, decide, and store everything with the step's end in one transaction. An account that AWS
 * says is not active, or that is no longer listed, is frozen without being entered.
 */
export async function accountStep(context: StepContext): Promise<void> {
  const organization = await readCrawledOrganization(context);
  const { accountId } = context.step;
  const account = organization.reading.accounts.find(({ id }) => id === accountId);
  if (account === undefined || account.state !== "ACTIVE") return freeze(context, organization, account);
  const attempt = await tryAccount(context, organization);
  context.services.reached?.("after-read");
  await store(context, organization, account, attempt);
}

/**
 * Writes down an account whose step fails again and again for a reason of ours as unknown, and ends the step: without
 * it the heatmap would go on showing what an earlier crawl saw. Throws where not even that can be written.
 */
export async function giveUpAccount(context: StepContext): Promise<void> {
  const organization = await readCrawledOrganization(context);
  const account = organization.reading.accounts.find(({ id }) => id === context.step.accountId);
  if (account === undefined || account.state !== "ACTIVE") return freeze(context, organization, account);
  await store(context, organization, account, gaveUp);
}

async function freeze(
  { services, tenantId, step, spent }: StepContext,
  { reading }: CrawledOrganization,
  account: OrganizationAccount | undefined,
): Promise<void> {
  const reason: UnreadReason = { code: "account-suspended", detail: account?.state ?? "LEFT" };
  const observedAt = services.clock.now();
  await services.database.withTenant(tenantId, async (tx) => {
    await withLease(tx, step.id, step.leaseToken);
    const { zone } = await readTenant(tx);
    await freezeAccount(tx, {
      organizationId: reading.organization.id,
      accountId: step.accountId,
      name: account?.name ?? step.accountId,
      crawlId: step.crawlId,
      reason,
      observedAt,
      day: calendarDay(zone, observedAt),
    });
    // Frozen is known: nothing of it was asked for, so nothing is unread.
    if (!(await finishStep(tx, step.id, step.leaseToken, { state: "done", unread: null, at: observedAt, ...spent })))
      throw new LeaseLost();
  });
}

/** Reads the account, or says why it could not be entered. Throws `TryAgain` while a passing reason may still pass. */
async function tryAccount(context: StepContext, organization: CrawledOrganization): Promise<Attempt> {
  const last = context.step.attempt >= context.services.limits.attempts;
  if (isCutOffEachTime(context.step.attempt, context.services.limits)) {
    return { entered: false, reason: { code: "timeout", detail: "gave-up" } };
  }
  const attempt = await readFacts(context, organization);
  context.signal.throwIfAborted();
  if (last) return attempt;
  const reason = attempt.entered ? passingReasonOf(attempt.facts) : isPassing(attempt.reason) ? attempt.reason : null;
  if (reason !== null) throw new TryAgain(reason);
  return attempt;
}

/** The reason for which most of an entered account could not be read, where it may pass; single lists stay unknown. */
export function passingReasonOf(facts: AccountFacts): UnreadReason | null {
  if (facts.regions.status === "unread") return isPassing(facts.regions.reason) ? facts.regions.reason : null;
  const reasons = facts.listings.flatMap(({ resources }) => (resources.status === "unread" ? [resources.reason] : []));
  const passing = reasons.filter(isPassing);
  return passing.length * 2 > facts.listings.length ? (passing[0] ?? null) : null;
}

async function store(
  { services, tenantId, step, spent }: StepContext,
  organization: CrawledOrganization,
  account: OrganizationAccount,
  attempt: Attempt,
): Promise<void> {
  const now = services.clock.now();
  const result = accountResult(organization, account, attempt, { crawlId: step.crawlId, calls: spent.calls, now });
  services.reached?.("before-write");
  const { rowsWritten } = await services.database.withTenant(tenantId, async (tx) => {
    await withLease(tx, step.id, step.leaseToken);
    const { zone } = await readTenant(tx);
    const written = await storeAccountResult(tx, { ...result, day: calendarDay(zone, now) });
    services.reached?.("mid-write");
    const end = { state: "done" as const, unread: unreadOf(result.duties), at: now, ...spent };
    if (!(await finishStep(tx, step.id, step.leaseToken, end))) throw new LeaseLost();
    return written;
  });
  services.metrics.count("sekinin_account_rows_written_total", "Rows that accounts' steps wrote", {}, rowsWritten);
}
