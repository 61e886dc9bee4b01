import type { UnreadReason } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { StepState } from "./crawl-progress.ts";

export type StepKind = "organization" | "account" | "finalise";

/** What one step could not read; most important first. */
export type StepUnread = { readonly reason: UnreadReason; readonly count: number };

export type CrawlStepRow = {
  readonly id: string;
  readonly kind: StepKind;
  /** Empty for the organisation's and the last step. */
  readonly accountId: string;
  /** As the account was last seen; null before that. */
  readonly accountName: string | null;
  readonly state: StepState;
  readonly unread: readonly StepUnread[] | null;
  readonly attempt: number;
  readonly calls: number;
  readonly throttles: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

/** By account. `after` is the id of the last step of the page before; `unreadOnly` leaves out what was read whole. */
export async function listCrawlSteps(
  tx: TenantTransaction,
  page: {
    readonly crawlId: string;
    readonly unreadOnly?: boolean;
    readonly limit: number;
    readonly after?: string | null;
  },
): Promise<CrawlStepRow[]> {
  const after = page.after ?? null;
  if (!isUuid(page.crawlId) || (after !== null && !isUuid(after))) return [];
  return rows(tx)<CrawlStepRow>`
    SELECT s.id::text, s.kind, s.account_id AS "accountId", a.name AS "accountName", s.state, s.unread, s.attempt,
      s.calls, s.throttles, s.started_at AS "startedAt", s.finished_at AS "finishedAt"
    FROM crawl_steps s JOIN crawls c ON c.id = s.crawl_id
      LEFT JOIN account_states a ON a.organization_id = c.organization_id AND a.account_id = s.account_id
    WHERE s.crawl_id = ${page.crawlId}::uuid
      AND (NOT ${page.unreadOnly ?? false} OR s.unread IS NOT NULL OR s.state = 'failed')
      AND (${after}::uuid IS NULL OR (s.account_id, s.kind, s.id) >
        (SELECT b.account_id, b.kind, b.id FROM crawl_steps b WHERE b.id = ${after}::uuid))
    ORDER BY s.account_id, s.kind, s.id LIMIT ${page.limit}`;
}
