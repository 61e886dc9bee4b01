import type { CrawlProgress } from "@sekinin/db";

/** A crawl's progress as it travels: dates are ISO texts. `now` is the server's clock, so that no other one is needed. */
export type ProgressMessage = Omit<CrawlProgress, "startedAt" | "finishedAt"> & {
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly now: string;
};

export function progressMessage(progress: CrawlProgress, now: Date): ProgressMessage {
  return {
    ...progress,
    startedAt: progress.startedAt?.toISOString() ?? null,
    finishedAt: progress.finishedAt?.toISOString() ?? null,
    now: now.toISOString(),
  };
}

type Counts = { readonly all: number; readonly done: number; readonly notWhole: number };

/** All accounts of the crawl, those whose step is done, and of these and the failed ones those not read whole. */
export function accountCounts({ byState, unknownAccounts }: ProgressMessage): Counts {
  const { pending, running, done, cancelled, failed } = byState;
  const notWhole = Math.min(done + failed, Math.max(unknownAccounts, failed));
  return { all: pending + running + done + cancelled + failed, done, notWhole };
}

/** Seconds from the start to the end, or to `sinceMs` after the message was made. */
export function elapsedSeconds({ startedAt, finishedAt, now }: ProgressMessage, sinceMs = 0): number {
  if (startedAt === null) return 0;
  const end = finishedAt === null ? Date.parse(now) + sinceMs : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(startedAt)) / 1000);
}
