import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { CrawlState } from "./crawl.ts";

export type StepState = "pending" | "running" | "done" | "cancelled" | "failed";

export type CrawlProgress = {
  readonly state: CrawlState;
  readonly cancelRequested: boolean;
  /** What is being worked on; `ended` when the crawl runs no more. */
  readonly phase: "organization" | "accounts" | "finalise" | "ended";
  /** Accounts' steps by state; all zero until the organisation has been read. */
  readonly byState: Readonly<Record<StepState, number>>;
  /** Accounts of which something could not be read. */
  readonly unknownAccounts: number;
  readonly calls: number;
  readonly throttles: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** From the pace of the accounts that are done; null until two are. */
  readonly secondsLeft: number | null;
  readonly accountSecondsMedian: number | null;
};

type Row = Omit<CrawlProgress, "byState" | "phase" | "secondsLeft"> &
  Record<StepState, number> & {
    readonly organizationOpen: boolean;
    readonly secondsSpent: number | null;
  };

/** One statement, cheap enough for every second of every viewer. Null where there is no such crawl. */
export async function crawlProgress(tx: TenantTransaction, crawlId: string): Promise<CrawlProgress | null> {
  if (!isUuid(crawlId)) return null;
  const [row] = await rows(tx)<Row>`
    SELECT c.state, c.cancel_requested_at IS NOT NULL AS "cancelRequested", c.started_at AS "startedAt",
      c.finished_at AS "finishedAt", s.*
    FROM crawls c CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE kind = 'account' AND state = 'pending')::int AS pending,
        count(*) FILTER (WHERE kind = 'account' AND state = 'running')::int AS running,
        count(*) FILTER (WHERE kind = 'account' AND state = 'done')::int AS done,
        count(*) FILTER (WHERE kind = 'account' AND state = 'cancelled')::int AS cancelled,
        count(*) FILTER (WHERE kind = 'account' AND state = 'failed')::int AS failed,
        count(*) FILTER (WHERE kind = 'account' AND unread IS NOT NULL)::int AS "unknownAccounts",
        coalesce(sum(calls), 0)::int AS calls, coalesce(sum(throttles), 0)::int AS throttles,
        coalesce(bool_or(kind = 'organization' AND state IN ('pending', 'running')), false) AS "organizationOpen",
        extract(epoch FROM clock_timestamp() - min(started_at) FILTER (WHERE kind = 'account'))::float8
          AS "secondsSpent",
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)::float8)
          FILTER (WHERE kind = 'account' AND state = 'done')) AS "accountSecondsMedian"
      FROM crawl_steps WHERE crawl_id = c.id
    ) s WHERE c.id = ${crawlId}::uuid`;
  if (row === undefined) return null;
  const { pending, running, done, cancelled, failed } = row;
  return {
    state: row.state,
    cancelRequested: row.cancelRequested,
    phase: phaseOf(row),
    byState: { pending, running, done, cancelled, failed },
    unknownAccounts: row.unknownAccounts,
    calls: row.calls,
    throttles: row.throttles,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    secondsLeft: secondsLeft(row),
    accountSecondsMedian: row.accountSecondsMedian,
  };
}

function phaseOf(row: Row): CrawlProgress["phase"] {
  if (row.state !== "running") return "ended";
  if (row.organizationOpen) return "organization";
  return row.pending + row.running > 0 ? "accounts" : "finalise";
}

function secondsLeft(row: Row): number | null {
  if (row.state !== "running" || row.secondsSpent === null || row.done < 2) return null;
  // The clock of who began the step may be ahead of the database's.
  return Math.max(0, Math.ceil((row.secondsSpent / row.done) * (row.pending + row.running)));
}
