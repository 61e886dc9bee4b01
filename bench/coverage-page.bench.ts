import { createAwsAccess } from "@sekinin/aws";
import { createMetrics, logger } from "@sekinin/config";
import { type CrawlServices, defaultLimits, runStep, systemClock } from "@sekinin/crawl";
import {
  type Database,
  findCrawl,
  listDispatchable,
  readCoverageMatrix,
  readCoverageOfAccounts,
  startImport,
  type TenantTransaction,
} from "@sekinin/db";
import { writeOrganizationFile } from "@sekinin/guardrails";
import { generatedGuardrails } from "./generated-guardrails.ts";
import { report, withServices } from "./harness.ts";
import { measurePage } from "./page-reads.ts";

const size = { accounts: 10_000, units: 300, policies: 200 };
const { signal } = new AbortController();

/** Imports the organisation and runs the import's steps as a worker does; says how long the last one took. */
async function importAndDecide(database: Database, tenantId: string, organizationId: string, text: string) {
  const services: CrawlServices = {
    database,
    aws: createAwsAccess({ region: "eu-west-1" }),
    clock: systemClock,
    logger: logger("bench", { level: "error" }),
    metrics: createMetrics(),
    limits: defaultLimits,
  };
  const actor = { kind: "command-line", id: null } as const;
  const started = await database.withTenant(tenantId, (tx) => startImport(tx, { actor, organizationId, text }));
  if (!("id" in started)) throw new Error("an import is running already");
  const seconds: number[] = [];
  for (;;) {
    const backlog = await database.withSystem((tx) => listDispatchable(tx, { perTenantLimit: 10 }));
    const [stepId] = backlog[0]?.pending ?? [];
    if (stepId === undefined) break;
    const began = performance.now();
    await runStep(services, { tenantId, stepId }, { signal });
    seconds.push((performance.now() - began) / 1_000);
  }
  await services.aws.close();
  const crawl = await database.withTenant(tenantId, (tx) => findCrawl(tx, started.id));
  if (crawl?.state !== "complete") throw new Error(`the import is ${crawl?.state ?? "gone"}`);
  return seconds;
}

/** The matrix and a cell's accounts at 10,000 accounts against one row by its key, turn by turn on the same pool. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  try {
    const tenant = await test.createTenant();
    const reading = generatedGuardrails(size);
    const { id: organizationId } = reading.organization;
    const text = writeOrganizationFile(reading);
    const seconds = await importAndDecide(test.database, tenant.id, organizationId, text);
    console.error(`read in ${seconds[0]?.toFixed(1)} s, decided and stored in ${seconds.at(-1)?.toFixed(1)} s`);
    const rootId = reading.root.id;
    const units = reading.organizationalUnits.filter(({ parentId }) => parentId === rootId).slice(0, 3);
    const parentIds = [rootId, ...units.map(({ id }) => id)];
    const where = { database: test.database, tenantId: tenant.id, organizationId, rootId };
    const matrix = (tx: TenantTransaction) => readCoverageMatrix(tx, { organizationId, parentIds });
    report(await measurePage("coverage matrix at 10,000 accounts / one indexed row read", where, matrix, 200));
    const cell = (tx: TenantTransaction) =>
      readCoverageOfAccounts(tx, {
        organizationId,
        objectiveId: "guardduty-off",
        nodeId: units[0]?.id ?? null,
        limit: 50,
      });
    report(await measurePage("accounts of a cell at 10,000 accounts / one indexed row read", where, cell, 200));
  } finally {
    await test.drop();
  }
});
