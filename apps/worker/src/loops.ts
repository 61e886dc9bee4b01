import type { Logger, Metrics } from "@sekinin/config";
import { type CrawlServices, planCrawls, reconcile, redecideDue } from "@sekinin/crawl";
import { listDispatchable, listRequestedTests } from "@sekinin/db";
import { connectionTest } from "@sekinin/jobs";
import { createDispatcher, type DispatcherLimits } from "./dispatcher.ts";
import { every, type Loop } from "./every.ts";
import type { WorkQueue } from "./queues.ts";
import type { WorkerDirectory } from "./worker-directory.ts";

export type LoopServices = {
  readonly crawl: CrawlServices;
  readonly crawlQueue: WorkQueue;
  readonly testQueue: WorkQueue;
  readonly directory: WorkerDirectory;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Told what lies in Redis after each look at it. */
  readonly onQueueSeen: (waiting: number) => void;
};

/** How often each task runs, in seconds. */
export const loopSeconds = { dispatch: 1, tests: 1, coverage: 2, reconcile: 10, schedule: 20 } as const;

export type Loops = {
  /** Looks for steps now: a crawl's next part waits for the end of the one before. */
  dispatchSoon(): void;
  stop(): Promise<void>;
};

/** Everything that a worker does beside jobs. Each task is safe to run in any number of processes at once. */
export function startLoops(services: LoopServices, limits: DispatcherLimits): Loops {
  const { crawl, directory, logger, metrics } = services;
  const dispatch = createDispatcher(
    {
      queue: services.crawlQueue,
      listDispatchable: (limit) => crawl.database.withSystem((tx) => listDispatchable(tx, limit)),
      hands: () => directory.hands(),
    },
    limits,
  );
  const dispatching = every(loopSeconds.dispatch, "dispatch", logger, async () => {
    await directory.register();
    if (!(await directory.mayDispatch())) {
      services.onQueueSeen((await services.crawlQueue.jobIds()).waiting);
      return;
    }
    const { added, waiting, inRedis } = await dispatch();
    services.onQueueSeen(waiting);
    metrics.set("sekinin_jobs_in_redis", "Crawl jobs that lie in Redis or are in work", inRedis);
    if (added > 0) metrics.count("sekinin_jobs_dispatched_total", "Crawl jobs put into Redis", {}, added);
  });
  const loops = [dispatching, ...sweeps(services)];
  return {
    dispatchSoon: dispatching.soon,
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** What finds work in Postgres and puts right what was left behind. */
function sweeps({ crawl, testQueue, logger, metrics }: LoopServices): readonly Loop[] {
  return [
    every(loopSeconds.tests, "connection-tests", logger, async () => {
      const tests = await crawl.database.withSystem((tx) => listRequestedTests(tx));
      await testQueue.add(
        connectionTest,
        tests.map(({ tenantId, testId }) => ({ version: 1 as const, tenantId, testId })),
      );
    }),
    every(loopSeconds.coverage, "coverage", logger, async (signal) => {
      const decided = await redecideDue(crawl, { signal });
      if (decided > 0) logger.info({ decided }, "coverage was decided again");
    }),
    every(loopSeconds.reconcile, "reconcile", logger, async () => {
      const mended = await reconcile(crawl);
      for (const [what, count] of Object.entries(mended)) {
        if (count > 0) metrics.count("sekinin_reconciled_total", "What the reconciler put right", { what }, count);
      }
      if (mended.leases + mended.failed > 0) logger.info(mended, "work of a vanished process was put back");
    }),
    every(loopSeconds.schedule, "schedule", logger, async () => {
      const started = await planCrawls(crawl);
      if (started > 0) logger.info({ started }, "scheduled crawls were started");
    }),
  ];
}
