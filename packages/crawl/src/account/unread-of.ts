import type { StepUnread } from "@sekinin/db";
import type { DutyCounts } from "@sekinin/responsibility";

const kept = 50;

/** What one account's step could not read, most first, for the crawl's page; null where everything was read. */
export function unreadOf(duties: readonly DutyCounts[]): readonly StepUnread[] | null {
  const byReason = new Map<string, StepUnread>();
  for (const { reason, count } of duties.flatMap(({ unknownReasons }) => unknownReasons)) {
    const key = JSON.stringify([reason.code, reason.action, reason.detail]);
    byReason.set(key, { reason, count: (byReason.get(key)?.count ?? 0) + count });
  }
  const all = [...byReason.values()].sort((a, b) => b.count - a.count);
  return all.length === 0 ? null : all.slice(0, kept);
}
