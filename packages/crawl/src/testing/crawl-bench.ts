import { type AwsAccess, createAwsAccess } from "@sekinin/aws";
import {
  type Faults,
  type OrganizationOptions,
  type Simulator,
  startSimulator,
  type ThrottleSetting,
} from "@sekinin/aws-sim";
import { createMetrics, logger } from "@sekinin/config";
import {
  type Crawl,
  type ExportedVerdict,
  findCrawl,
  listDispatchable,
  recountTenant,
  startCrawl,
  streamVerdicts,
} from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { systemClock } from "../clock.ts";
import { reconcile } from "../reconcile.ts";
import { type CrawlLimits, type CrawlServices, defaultLimits } from "../services.ts";
import { runStep } from "../step/run-step.ts";
import { type BenchTenant, benchOrganization, benchTenant } from "./bench-tenant.ts";
import { comparePlanted, type Difference } from "./compare-planted.ts";

export type BenchOptions = {
  readonly adminUrl: string;
  /** One tenant per entry; one organisation of six accounts without it. */
  readonly organizations?: readonly Partial<OrganizationOptions>[];
  readonly latencyMs?: number;
  readonly faults?: Faults;
  readonly throttle?: ThrottleSetting;
  readonly limits?: Partial<CrawlLimits>;
  readonly callLimits?: Partial<AwsAccess["limits"]>;
  readonly reached?: CrawlServices["reached"];
  readonly clock?: CrawlServices["clock"];
};

/** Database, simulated AWS and crawl services of one test. */
export type CrawlBench = {
  readonly postgres: TestDatabase;
  readonly simulator: Simulator;
  readonly services: CrawlServices;
  readonly tenants: readonly BenchTenant[];
  close(): Promise<void>;
};

const unpaced: AwsAccess["pacer"] = { take: async () => {}, penalise: async () => {} };

/** Short waits, so that a test of a failing endpoint takes seconds. */
export const benchLimits: CrawlLimits = {
  ...defaultLimits,
  backOffSeconds: 0.2,
  longestBackOffSeconds: 0.5,
  attempts: 2,
};

/** Makes everything that a crawl needs but Redis. Close it in `afterEach` or `afterAll`. */
export async function createCrawlBench(options: BenchOptions): Promise<CrawlBench> {
  const organizations = (options.organizations ?? [{}]).map(benchOrganization);
  const simulator = await startSimulator({
    organizations,
    latencyMs: options.latencyMs ?? 0,
    faults: options.faults ?? { rules: [] },
    throttle: options.throttle ?? "off",
  });
  const postgres = await createTestDatabase(options.adminUrl);
  const tenants: BenchTenant[] = [];
  for (const organization of organizations) tenants.push(await benchTenant(postgres, organization));
  const services: CrawlServices = {
    database: postgres.database,
    // Unpaced: the simulator of a bench throttles only where a test asks for it, and Organizations' rates are slow.
    aws: {
      ...createAwsAccess({
        endpointUrl: simulator.endpointUrl,
        region: "us-east-1",
        limits: { pauseMs: 20, ...options.callLimits },
      }),
      pacer: unpaced,
    },
    clock: options.clock ?? systemClock,
    logger: logger("bench", { level: "silent" }),
    metrics: createMetrics(),
    limits: { ...benchLimits, ...options.limits },
    ...(options.reached === undefined ? {} : { reached: options.reached }),
  };
  return {
    postgres,
    simulator,
    services,
    tenants,
    async close() {
      await simulator.close();
      await postgres.drop();
    },
  };
}

/** Starts a crawl of a tenant and runs its steps in this process until it has ended. */
export async function crawlToEnd(bench: CrawlBench, tenant: BenchTenant, hands = 8): Promise<Crawl> {
  const crawlId = await startBenchCrawl(bench, tenant);
  return drain(bench, tenant, crawlId, hands);
}

export async function startBenchCrawl(
  { postgres, services }: CrawlBench,
  { tenantId, connection }: BenchTenant,
): Promise<string> {
  const started = await postgres.database.withTenant(tenantId, (tx) =>
    startCrawl(tx, { connectionId: connection.id, trigger: "manual", at: services.clock.now() }),
  );
  if (!("id" in started)) throw new Error("a crawl of this connection runs already");
  return started.id;
}

/** Runs what is dispatchable, again and again, until the crawl has ended. */
export async function drain(bench: CrawlBench, { tenantId }: BenchTenant, crawlId: string, hands = 8): Promise<Crawl> {
  const { database } = bench.postgres;
  const { signal } = new AbortController();
  for (;;) {
    const crawl = await database.withTenant(tenantId, (tx) => findCrawl(tx, crawlId));
    if (crawl === null) throw new Error("the crawl is gone");
    if (crawl.state !== "running") return crawl;
    const backlog = await database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: hands }));
    const pending = backlog.find((tenant) => tenant.tenantId === tenantId)?.pending ?? [];
    await Promise.all(pending.map((stepId) => runStep(bench.services, { tenantId, stepId }, { signal })));
    if (pending.length === 0) {
      await reconcile(bench.services);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Every verdict of the tenant's last crawl. */
export async function verdictsOf(
  { postgres }: Pick<CrawlBench, "postgres">,
  { tenantId }: BenchTenant,
): Promise<ExportedVerdict[]> {
  return postgres.database.withTenant(tenantId, async (tx) => {
    const verdicts: ExportedVerdict[] = [];
    for await (const verdict of streamVerdicts(tx)) verdicts.push(verdict);
    return verdicts;
  });
}

/** What the crawl decided otherwise than was planted. */
export async function differencesOf(
  bench: Pick<CrawlBench, "postgres">,
  tenant: BenchTenant,
): Promise<readonly Difference[]> {
  return comparePlanted(tenant.organization.planted(), await verdictsOf(bench, tenant));
}

/** Recounts everything that is stored for the tenant. */
export function disagreementsOf({ postgres }: Pick<CrawlBench, "postgres">, { tenantId }: BenchTenant) {
  return postgres.database.withTenant(tenantId, (tx) => recountTenant(tx));
}
