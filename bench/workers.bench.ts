import { randomUUID } from "node:crypto";
import { benchOrganization } from "@sekinin/crawl/testing";
import { endWorkers, startWorkerProcess } from "../apps/worker/src/testing/worker-process.ts";
import { median, report, withServices } from "./harness.ts";
import {
  type CrawlPlace,
  type CrawlRun,
  crawlByWorkers,
  withTenantDatabase,
  workerConcurrency,
} from "./product-crawl.ts";
import { withSimulator } from "./simulator-process.ts";

const accounts = Number(process.env.SEKININ_BENCH_ACCOUNTS ?? 60);
const rounds = Number(process.env.SEKININ_BENCH_ROUNDS ?? 3);
const callsInFlight = 20;
const latencyMs = 100;

/** One crawl by so many worker processes that were ready before it. */
function crawlWith(workers: number, place: CrawlPlace): Promise<CrawlRun> {
  return withTenantDatabase(place, async (database, tenant) => {
    const queuePrefix = `bench-${randomUUID().slice(0, 8)}`;
    const started = Array.from({ length: workers }, () =>
      startWorkerProcess({
        databaseUrl: database.appUrl,
        systemUrl: database.systemUrl,
        redisUrl: place.services.redisUrl,
        endpointUrl: place.endpointUrl,
        queuePrefix,
        concurrency: workerConcurrency,
        variables: {
          SEKININ_TEST_CALLS_IN_FLIGHT: String(callsInFlight),
          SEKININ_TEST_UNPACED: "no",
          LOG_LEVEL: "error",
        },
      }),
    );
    try {
      await Promise.all(started.map(({ ready }) => ready));
      return await crawlByWorkers(database, tenant);
    } finally {
      for (const worker of started) worker.signal("SIGTERM");
      await Promise.all(started.map(({ ended }) => ended));
    }
  });
}

const secondsOf = (runs: readonly CrawlRun[]) => runs.map(({ seconds }) => Number(seconds.toFixed(1)));

async function measure(place: CrawlPlace): Promise<void> {
  const one: CrawlRun[] = [];
  const two: CrawlRun[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await crawlWith(1, place));
    two.push(await crawlWith(2, place));
  }
  const ratio = median(one.map(({ seconds }, round) => seconds / (two[round]?.seconds ?? Number.NaN)));
  const accountSeconds = (run: CrawlRun | undefined) =>
    run === undefined ? Number.NaN : run.seconds - run.organizationSeconds;
  report({
    name: "one worker process / two of them",
    ratio,
    goal: ">= 1.7",
    ok: ratio >= 1.7,
    detail: {
      accounts,
      callsInFlightEach: callsInFlight,
      latencyMs,
      oneSeconds: secondsOf(one),
      twoSeconds: secondsOf(two),
      organizationSeconds: Number((one.at(-1)?.organizationSeconds ?? Number.NaN).toFixed(1)),
      accountsAlone: Number((accountSeconds(one.at(-1)) / accountSeconds(two.at(-1))).toPrecision(3)),
      calls: one.at(-1)?.progress.calls,
      leastSecondsOfOne: Number((((one.at(-1)?.progress.calls ?? 0) * latencyMs) / 1_000 / callsInFlight).toFixed(1)),
    },
  });
}

const organization = benchOrganization({ seed: 7, accounts });
try {
  await withServices((services) =>
    withSimulator(organization, latencyMs, ({ endpointUrl }) => measure({ services, organization, endpointUrl })),
  );
} finally {
  await endWorkers();
}
