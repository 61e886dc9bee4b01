import { randomUUID } from "node:crypto";
import type { BenchTenant, CrawlBench } from "@sekinin/crawl/testing";
import { type Crawl, crawlProgress, findCrawl } from "@sekinin/db";
import { startWorkerProcess, type WorkerProcess, type WorkerProcessOptions } from "./worker-process.ts";

export type WorkerSettings = Omit<WorkerProcessOptions, "databaseUrl" | "systemUrl" | "endpointUrl" | "queuePrefix">;

/** A key prefix of Redis that no other test has. */
export function freshPrefix(): string {
  return `test-${randomUUID().slice(0, 8)}`;
}

/** Starts the real worker over a bench's database and simulator. */
export function workerOf(bench: CrawlBench, queuePrefix: string, settings: WorkerSettings): WorkerProcess {
  return startWorkerProcess({
    databaseUrl: bench.postgres.appUrl,
    systemUrl: bench.postgres.systemUrl,
    endpointUrl: bench.simulator.endpointUrl,
    queuePrefix,
    ...settings,
  });
}

/** Resolves with what `look` answers once it is neither null nor false; throws after `seconds`. */
export async function until<T>(seconds: number, what: string, look: () => Promise<T | null | false>): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await look().catch(() => null);
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits for a crawl's end. A database that is away meanwhile is asked again. */
export function crawlEnd(
  bench: CrawlBench,
  { tenantId }: BenchTenant,
  crawlId: string,
  seconds: number,
): Promise<Crawl> {
  return until(seconds, "the crawl's end", async () => {
    const crawl = await bench.postgres.database.withTenant(tenantId, (tx) => findCrawl(tx, crawlId));
    return crawl !== null && crawl.state !== "running" && crawl;
  });
}

/** Waits until at least `count` accounts are done. */
export function accountsDone(
  bench: CrawlBench,
  { tenantId }: BenchTenant,
  crawlId: string,
  count: number,
  seconds = 60,
) {
  return until(seconds, `${count} accounts done`, async () => {
    const progress = await bench.postgres.database.withTenant(tenantId, (tx) => crawlProgress(tx, crawlId));
    return progress !== null && progress.byState.done >= count;
  });
}
