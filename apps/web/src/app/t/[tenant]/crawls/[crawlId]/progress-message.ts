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

/** All accounts of the crawl, and those that nothing more will be done for. */
export function accountCounts({ byState }: Pick<ProgressMessage, "byState">): { all: number; ended: number } {
  const { pending, running, done, cancelled, failed } = byState;
  const ended = done + cancelled + failed;
  return { all: pending + running + ended, ended };
}

/** Seconds from the start to the end, or to `sinceMs` after the message was made. */
export function elapsedSeconds({ startedAt, finishedAt, now }: ProgressMessage, sinceMs = 0): number {
  if (startedAt === null) return 0;
  const end = finishedAt === null ? Date.parse(now) + sinceMs : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(startedAt)) / 1000);
}
