import type { ProgressMessage } from "../../../../../../t/[tenant]/crawls/[crawlId]/progress-message.ts";

type Source = {
  /** Null: there is no such crawl any more. */
  readonly read: () => Promise<ProgressMessage | null>;
  /** Whether the reader may still see it, asked anew every time. */
  readonly isAllowed: () => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly times?: { readonly readMs: number; readonly checkMs: number; readonly longestMs: number };
};

/** Access is asked for more often than the five seconds after which a stream must be closed. */
const usual = { readMs: 1_000, checkMs: 2_000, longestMs: 15 * 60_000 };

/**
 * Server-sent events of one crawl: `progress` at every change, then one of `end` (the crawl runs no more) and `closed`
 * (no access any more). After a quarter of an hour the stream stops and the browser comes back by itself.
 */
export async function* progressEvents({ read, isAllowed, signal, times = usual }: Source): AsyncGenerator<string> {
  const start = Date.now();
  let checkedAt = start;
  let last = "";
  yield "retry: 2000\n\n";
  while (!signal.aborted && Date.now() - start < times.longestMs) {
    if (Date.now() - checkedAt >= times.checkMs) {
      if (!(await isAllowed())) return yield event("closed", {});
      checkedAt = Date.now();
    }
    const message = await read();
    if (message === null) return yield event("closed", {});
    const { now, ...facts } = message;
    const seen = JSON.stringify(facts);
    // An unchanged state is sent as a comment: it keeps proxies from cutting the line.
    yield seen === last ? `: ${now}\n\n` : event("progress", message);
    last = seen;
    if (message.state !== "running") return yield event("end", {});
    await pause(times.readMs, signal);
  }
}

function event(name: "progress" | "end" | "closed", data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
