import { availableParallelism } from "node:os";
import { createAwsAccess } from "@sekinin/aws";
import { benchOrganization } from "@sekinin/crawl/testing";
import { type BareRun, crawlWithoutStore, pacingSeconds, type RecordedSession, replay } from "./bare-crawl.ts";
import { median, report, withServices } from "./harness.ts";
import {
  type CrawlPlace,
  type CrawlRun,
  crawlByWorkers,
  withTenantDatabase,
  withWorker,
  workerConcurrency,
} from "./product-crawl.ts";
import { withSimulator } from "./simulator-process.ts";

const accounts = Number(process.env.SEKININ_BENCH_ACCOUNTS ?? 200);
const rounds = Number(process.env.SEKININ_BENCH_ROUNDS ?? 3);
const latencyMs = 30;

/** Buckets of the organisation that a run emptied are full again after it, on both sides. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 5_000));

type Rounds = { readonly product: CrawlRun[]; readonly bare: BareRun[]; readonly unstored: BareRun[] };

function productCrawl(place: CrawlPlace): Promise<CrawlRun> {
  return withTenantDatabase(place, (database, tenant) =>
    withWorker(place, database, () => crawlByWorkers(database, tenant)),
  );
}

/** The product's crawl, the bare loop, and the crawl that keeps nothing, in turns; the first pass only warms and records. */
async function measure(place: CrawlPlace) {
  return withTenantDatabase(place, async (_database, tenant) => {
    const access = createAwsAccess({
      endpointUrl: place.endpointUrl,
      region: "us-east-1",
      redisUrl: place.services.redisUrl,
    });
    const recording = { organization: [] as RecordedSession[], accounts: [] as RecordedSession[] };
    const runs: Rounds = { product: [], bare: [], unstored: [] };
    try {
      await crawlWithoutStore(access, tenant, { hands: workerConcurrency, recording });
      for (let round = 0; round < rounds; round += 1) {
        await rest();
        runs.product.push(await productCrawl(place));
        await rest();
        runs.bare.push(await replay(access, recording, workerConcurrency));
        await rest();
        runs.unstored.push(await crawlWithoutStore(access, tenant, { hands: workerConcurrency }));
      }
    } finally {
      await access.close();
    }
    return { runs, recording };
  });
}

const secondsOf = (runs: readonly { readonly seconds: number }[]) =>
  runs.map(({ seconds }) => Number(seconds.toFixed(1)));
const cpuMs = (runs: readonly { readonly cpuSeconds: number }[], calls: number) =>
  Number(((median(runs.map(({ cpuSeconds }) => cpuSeconds)) * 1_000) / calls).toFixed(3));

function tell({ runs, recording }: Awaited<ReturnType<typeof measure>>): void {
  const { product, bare, unstored } = runs;
  const last = product.at(-1);
  const loop = bare.at(-1);
  if (last === undefined || loop === undefined) throw new Error("nothing was measured");
  const { calls, throttles } = last.progress;
  const ratioTo = (others: readonly BareRun[]) =>
    median(product.map(({ seconds }, round) => seconds / (others[round]?.seconds ?? Number.NaN)));
  const bareCpuMs = cpuMs(bare, loop.calls);
  const cores = availableParallelism();
  const bounds = {
    pacingSeconds: Number(pacingSeconds(recording, workerConcurrency).toFixed(1)),
    cpuSecondsOfAllCores: Number(((loop.calls * bareCpuMs) / 1_000 / cores).toFixed(1)),
    cpuSecondsOfOneProcess: Number(((loop.calls * bareCpuMs) / 1_000).toFixed(1)),
  };
  const detail = {
    crawlSeconds: secondsOf(product),
    organizationSeconds: Number(last.organizationSeconds.toFixed(1)),
    calls,
    throttles,
    cpuMsPerCall: cpuMs(product, calls),
  };
  const toLoop = ratioTo(bare);
  report({
    name: `crawl of ${accounts} accounts / bare loop of the same calls`,
    ratio: toLoop,
    goal: "<= 1.3",
    ok: toLoop <= 1.3,
    detail: {
      ...detail,
      loop: { seconds: secondsOf(bare), calls: loop.calls, throttles: loop.throttles, cpuMsPerCall: bareCpuMs },
      boundSeconds: Math.max(bounds.pacingSeconds, bounds.cpuSecondsOfAllCores),
      ...bounds,
      cores,
    },
  });
  const toUnstored = ratioTo(unstored);
  report({
    name: "crawl that stores / crawl that throws its results away",
    ratio: toUnstored,
    goal: "<= 1.2",
    ok: toUnstored <= 1.2,
    detail: {
      ...detail,
      unstoredSeconds: secondsOf(unstored),
      unstoredCpuMsPerCall: cpuMs(unstored, unstored.at(-1)?.calls ?? 0),
    },
  });
  const perAccount = calls / recording.accounts.length;
  report({
    name: "calls per account",
    ratio: perAccount,
    goal: "<= 170",
    ok: perAccount <= 170,
    detail: callsByService(recording.accounts),
  });
}

/** Calls of an account on average, by service; those of STS are two for each session policy. */
function callsByService(sessions: readonly RecordedSession[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { target } of sessions.flatMap(({ calls }) => calls)) {
    const service = target.action.split(":")[0] ?? "";
    counts[service] = (counts[service] ?? 0) + 1;
  }
  return Object.fromEntries(
    Object.entries(counts).map(([service, count]) => [service, Number((count / sessions.length).toFixed(1))]),
  );
}

const organization = benchOrganization({ seed: 7, accounts });
await withServices((services) =>
  withSimulator(organization, latencyMs, async ({ endpointUrl }) =>
    tell(await measure({ services, organization, endpointUrl })),
  ),
);
