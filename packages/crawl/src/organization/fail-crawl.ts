import type { FailureCode } from "@sekinin/config";
import { endCrawl, finishStep, LeaseLost, updateConnection, withLease } from "@sekinin/db";
import type { UnreadReason } from "@sekinin/responsibility";
import type { StepContext } from "../step/step-context.ts";

/** Why a crawl cannot go on, in words that pages have: a failure of ours, and what AWS said where it said something. */
export type CrawlStop = { readonly code: FailureCode; readonly reason?: UnreadReason };

/** What an unreadable organisation means to the connection. Taken organisations look like a broken role: no oracle. */
const codeOfReason: Partial<Record<UnreadReason["code"], FailureCode>> = {
  "role-missing": "connection.role-missing",
  "wrong-account": "connection.wrong-account",
  "access-denied": "aws.denied",
  throttled: "aws.throttled",
  "malformed-answer": "aws.malformed-answer",
};

export function stopOf(reason: UnreadReason): CrawlStop {
  return { code: codeOfReason[reason.code] ?? "aws.endpoint-failed", reason };
}

/**
 * Ends the crawl as failed with the step in hand, in one transaction. Nothing that an earlier crawl stored
 * changes. `failing` also marks the connection, whose page then says how to mend it.
 */
export async function failCrawl(
  { services, tenantId, step, spent }: StepContext,
  stop: CrawlStop,
  connection: "failing" | "unchanged",
): Promise<void> {
  const unread = stop.reason === undefined ? null : [{ reason: stop.reason, count: 1 }];
  const at = services.clock.now();
  await services.database.withTenant(tenantId, async (tx) => {
    await withLease(tx, step.id, step.leaseToken);
    if (connection === "failing") await updateConnection(tx, step.connectionId, { state: "failing" });
    if (!(await finishStep(tx, step.id, step.leaseToken, { state: "failed", unread, at, ...spent })))
      throw new LeaseLost();
    const detail = stop.reason === undefined ? {} : { detail: stop.reason };
    await endCrawl(tx, step.crawlId, { state: "failed", failure: { code: stop.code, ...detail } }, at);
  });
  services.logger.warn({ crawl: step.crawlId, code: stop.code, reason: stop.reason }, "a crawl failed");
}
