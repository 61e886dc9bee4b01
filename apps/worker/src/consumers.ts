import type { Logger, Metrics } from "@sekinin/config";
import { dispatchTo, type Processor, type ProcessorServices, type QueueName, workerOptions } from "@sekinin/jobs";
import { Worker } from "bullmq";
import type { Redis } from "ioredis";

export type Consumer = {
  readonly concurrency: number;
  /** Jobs in work in this process. */
  active(): number;
  /** Milliseconds of the monotonic clock at which a job was last taken or ended; 0 before the first. */
  lastMovedAt(): number;
  /** Takes no more jobs and waits for those in work. */
  close(): Promise<void>;
};

export type ConsumerOptions = {
  readonly queue: QueueName;
  readonly prefix: string;
  readonly redis: Redis;
  readonly concurrency: number;
  /** Milliseconds after which a vanished process's jobs may be taken by others. */
  readonly lockMs: number;
  readonly processors: readonly Processor[];
  readonly services: ProcessorServices;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Aborted when the process stops: steps give their rows back. */
  readonly stopping: AbortSignal;
  /** Told when a job that did something has ended and this process has none in work. */
  readonly onIdle?: () => void;
};

/** A job that ends sooner found nothing to do: were it a sign of more to come, it could call for itself without end. */
const leastWorkMs = 200;

/** One BullMQ worker. Everything about a job beyond delivery is in its processor. */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { logger, metrics } = options;
  const deliver = dispatchTo(options.processors);
  let active = 0;
  let lastMovedAt = 0;
  const moved = (change: number) => {
    active += change;
    lastMovedAt = performance.now();
  };
  const worker = new Worker(
    options.queue,
    async (job) => {
      moved(1);
      const startedAt = lastMovedAt;
      try {
        await deliver(options.services, job, options.stopping);
      } finally {
        moved(-1);
        if (active === 0 && lastMovedAt - startedAt >= leastWorkMs) options.onIdle?.();
      }
    },
    {
      ...workerOptions,
      lockDuration: options.lockMs,
      stalledInterval: options.lockMs / 2,
      connection: options.redis,
      prefix: options.prefix,
      concurrency: options.concurrency,
    },
  );
  // The connection's owner tells that Redis is away; here it would be a line per attempt.
  worker.on("error", (error) => logger.debug({ error, queue: options.queue }, "a queue connection failed"));
  worker.on("failed", (job, error) => {
    metrics.count("sekinin_job_failures_total", "Deliveries that threw", { queue: options.queue });
    logger.warn({ error, job: job?.name, id: job?.id, attempt: job?.attemptsMade }, "a delivery failed");
  });
  worker.on("stalled", () =>
    metrics.count("sekinin_jobs_stalled_total", "Jobs whose worker vanished", { queue: options.queue }),
  );
  return {
    concurrency: options.concurrency,
    active: () => active,
    lastMovedAt: () => lastMovedAt,
    close: () => worker.close(),
  };
}
