import { randomUUID } from "node:crypto";
import { type Environment, type Logger, metrics, type TestSettings } from "@sekinin/config";
import type { CrawlServices } from "@sekinin/crawl";
import { type Database, openDatabase } from "@sekinin/db";
import type { MailServices } from "@sekinin/digest/sending";
import { jobLockMs, type ProcessorServices, type QueueName, redisDeadLetters } from "@sekinin/jobs";
import { type Consumer, type ConsumerOptions, startConsumer } from "./consumers.ts";
import { stuckAfterMs } from "./consumption.ts";
import { crawlServices } from "./crawl-services.ts";
import { startHealthServer } from "./health-server.ts";
import { watchConsumption } from "./liveness.ts";
import { startLoops } from "./loops.ts";
import { mailLoop } from "./mail-loop.ts";
import { processorsByQueue } from "./processors/index.ts";
import { openQueue } from "./queues.ts";
import { readinessProblem } from "./readiness.ts";
import { openRedis, type RedisConnections } from "./redis-connections.ts";
import { redisWorkerDirectory } from "./worker-directory.ts";
import { workerMailServices } from "./worker-mail-services.ts";

export type RunningWorker = {
  readonly port: number;
  readonly concurrency: number;
  /** Gives back what is in work and closes everything; rejects where something could not be closed. */
  stop(): Promise<void>;
};

/** Connection tests run beside a crawl, a few at a time: they are short and somebody waits for them. */
const testConcurrency = 2;
/** Mails that are handed over at once: mail servers count connections. */
const mailConcurrency = 4;
const dispatcherLimits = { jobsPerHand: 2, tenantShare: 0.5 };

type Parts = {
  readonly environment: Environment;
  readonly tests: TestSettings;
  readonly logger: Logger;
  readonly redis: RedisConnections;
  readonly database: Database;
};

/**
 * Opens everything, starts consuming, and answers when the process is ready. Throws a `Failure` that says what is
 * wrong: a database role that sees too much, a Redis that evicts, a missing key.
 */
export async function startWorker(
  environment: Environment,
  tests: TestSettings,
  logger: Logger,
): Promise<RunningWorker> {
  const redis = await openRedis(environment.REDIS_URL, logger);
  try {
    const database = await openDatabase({
      appUrl: environment.DATABASE_URL,
      systemUrl: environment.DATABASE_SYSTEM_URL,
      // Every step in work, test and mail may hold a connection, and leases must never wait for them.
      poolSize: environment.WORKER_CONCURRENCY + testConcurrency + mailConcurrency + 2,
    });
    try {
      return await assemble({ environment, tests, logger, redis, database });
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    redis.close();
    throw error;
  }
}

async function assemble(parts: Parts): Promise<RunningWorker> {
  const { environment, tests, logger, redis, database } = parts;
  const prefix = tests.SEKININ_TEST_QUEUE_PREFIX ?? "sekinin";
  const concurrency = environment.WORKER_CONCURRENCY;
  const stopping = new AbortController();
  const crawl = crawlServices(environment, { database, logger, metrics: metrics(), tests });
  // Jobs of an earlier process may end before there are loops.
  let dispatchSoon = () => {};
  const mail = workerMailServices(environment, { ...parts, redis: redis.producer, prefix, metrics: metrics() });
  const signals = { stopping: stopping.signal, onIdle: () => dispatchSoon() };
  const consume = consumersOf(parts, prefix, { crawl, mail }, signals);
  const consumers = [consume("sekinin-crawl", concurrency), consume("sekinin-connection", testConcurrency)] as const;
  const liveness = watchConsumption(consumers[0], (tests.SEKININ_TEST_STUCK_SECONDS ?? stuckAfterMs / 1_000) * 1_000);
  const health = await startHealthServer(environment.WORKER_PORT, {
    livenessProblem: () => liveness.problem(),
    readinessProblem: () => readinessProblem(database, redis.producer),
    metrics: async () => ({ contentType: metrics().contentType, text: await metrics().text() }),
  });
  const crawlQueue = openQueue("sekinin-crawl", redis.producer, prefix);
  const testQueue = openQueue("sekinin-connection", redis.producer, prefix);
  const directory = redisWorkerDirectory(redis.producer, prefix, randomUUID(), concurrency);
  const loops = startLoops(
    { crawl, crawlQueue, testQueue, directory, logger, metrics: metrics(), onQueueSeen: liveness.seen },
    dispatcherLimits,
  );
  dispatchSoon = loops.dispatchSoon;
  const mails = mail === null ? null : startMails(parts, prefix, mail, consume);
  return {
    port: health.port,
    concurrency,
    async stop() {
      // Steps in work give their rows back first; what cannot be closed must not keep the rest open.
      stopping.abort();
      await Promise.all([loops.stop(), mails?.stop()]);
      await Promise.allSettled([directory.leave(), ...consumers.map((consumer) => consumer.close())]);
      await Promise.allSettled([crawlQueue.close(), testQueue.close(), health.close(), crawl.aws.close()]);
      redis.close();
      await database.close();
    },
  };
}

/** Plans and sends; without a mail server there is nothing of it. */
function startMails({ redis }: Parts, prefix: string, mail: MailServices, consume: Consume) {
  const queue = openQueue("sekinin-digest", redis.producer, prefix);
  const consumer = consume("sekinin-digest", mailConcurrency);
  const loop = mailLoop(mail, queue);
  return {
    async stop() {
      await loop.stop();
      await Promise.allSettled([consumer.close(), queue.close()]);
      mail.transport.close();
    },
  };
}

type Consume = (queue: QueueName, concurrency: number) => Consumer;

function consumersOf(
  parts: Parts,
  prefix: string,
  { crawl, mail }: { readonly crawl: CrawlServices; readonly mail: MailServices | null },
  signals: Pick<ConsumerOptions, "stopping" | "onIdle">,
): Consume {
  const { logger, redis, tests } = parts;
  const processors = processorsByQueue(crawl, mail);
  const services: ProcessorServices = {
    deadLetters: redisDeadLetters(redis.producer, prefix),
    now: () => crawl.clock.now(),
    onDelivery(job, delivery, durationMs) {
      metrics().observeSeconds("sekinin_delivery_seconds", "Time of one delivery", durationMs / 1_000, { job });
      if (delivery === "done") return;
      metrics().count("sekinin_dead_letters_total", "Jobs that were refused", { job, refusal: delivery });
      logger.warn({ job, refusal: delivery }, "a job was refused");
    },
  };
  return (queue, concurrency) =>
    startConsumer({
      queue,
      prefix,
      redis: redis.consumer,
      concurrency,
      lockMs: tests.SEKININ_TEST_LEASE_SECONDS === undefined ? jobLockMs : tests.SEKININ_TEST_LEASE_SECONDS * 1_000,
      processors: processors[queue],
      services,
      logger,
      metrics: metrics(),
      ...signals,
    });
}
