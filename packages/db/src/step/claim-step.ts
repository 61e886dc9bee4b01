import type { CrawlTrigger } from "../crawl/crawl.ts";
import type { StepKind } from "../crawl/list-crawl-steps.ts";
import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** A step that this worker holds until `leaseUntil`, with what it needs to begin. */
export type ClaimedStep = {
  readonly id: string;
  readonly crawlId: string;
  readonly kind: StepKind;
  readonly accountId: string;
  /** 1 at the first claim. */
  readonly attempt: number;
  readonly leaseToken: string;
  readonly leaseUntil: Date;
  readonly connectionId: string;
  readonly organizationId: string | null;
  readonly trigger: CrawlTrigger;
};

/**
 * Takes a step that waits, or whose lease has run out, by the database's clock. Null where another worker holds it,
 * it has ended, its time has not come, or its crawl is cancelled or over. `at` is when step and crawl began, for those
 * who read it; the database's clock where it is left out.
 */
export async function claimStep(
  tx: TenantTransaction,
  stepId: string,
  leaseSeconds: number,
  at: Date | null = null,
): Promise<ClaimedStep | null> {
  if (!isUuid(stepId)) return null;
  const [step] = await rows(tx)<ClaimedStep>`
    UPDATE crawl_steps s SET state = 'running', attempt = s.attempt + 1, lease_token = gen_random_uuid(),
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8),
      not_before = NULL, started_at = coalesce(s.started_at, ${at}::timestamptz, clock_timestamp())
    FROM crawls c
    WHERE s.id = ${stepId}::uuid AND c.id = s.crawl_id AND c.state = 'running' AND c.cancel_requested_at IS NULL
      AND ((s.state = 'pending' AND (s.not_before IS NULL OR s.not_before <= clock_timestamp()))
        OR (s.state = 'running' AND s.lease_until < clock_timestamp()))
    RETURNING s.id::text, s.crawl_id::text AS "crawlId", s.kind, s.account_id AS "accountId", s.attempt,
      s.lease_token::text AS "leaseToken", s.lease_until AS "leaseUntil",
      c.connection_id::text AS "connectionId", c.organization_id AS "organizationId", c.trigger`;
  if (step === undefined) return null;
  if (step.kind === "organization") {
    await execute(tx)`
      UPDATE crawls SET started_at = coalesce(${at}::timestamptz, clock_timestamp())
      WHERE id = ${step.crawlId}::uuid AND started_at IS NULL`;
  }
  return step;
}
