import type { StepUnread } from "../crawl/list-crawl-steps.ts";
import { execute } from "../sql.ts";
import { isUuid, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

export type StepOutcome = {
  readonly state: "done" | "cancelled" | "failed";
  /** Null where everything was read. */
  readonly unread: readonly StepUnread[] | null;
  /** Made in this attempt; they are added to those of earlier ones. */
  readonly calls: number;
  readonly throttles: number;
  /** When it ended; the database's clock where it is left out. */
  readonly at?: Date;
};

/** Ends the step. False: the lease is lost and nothing was written. */
export async function finishStep(
  tx: TenantTransaction,
  stepId: string,
  token: string,
  outcome: StepOutcome,
): Promise<boolean> {
  if (!isUuid(stepId) || !isUuid(token)) return false;
  const unread = outcome.unread === null || outcome.unread.length === 0 ? null : storableJson(outcome.unread);
  const written = await execute(tx)`
    UPDATE crawl_steps SET state = ${outcome.state}, unread = ${unread}::jsonb,
      calls = calls + ${outcome.calls}::int, throttles = throttles + ${outcome.throttles}::int,
      finished_at = coalesce(${outcome.at ?? null}::timestamptz, clock_timestamp()), lease_token = NULL, lease_until = NULL
    WHERE id = ${stepId}::uuid AND lease_token = ${token}::uuid AND state = 'running'`;
  return written === 1;
}
