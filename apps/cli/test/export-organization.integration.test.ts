import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CrawlBench, crawlToEnd, createCrawlBench } from "@sekinin/crawl/testing";
import { listTenants, readAccountCoverage, readCurrentSnapshot, setObjectiveParameters } from "@sekinin/db";
import { readOrganizationFile } from "@sekinin/guardrails";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const folder = mkdtempSync(join(tmpdir(), "sekinin-export-"));
const parameters = { approvedRegions: ["eu-west-1"] };

let bench: CrawlBench;
let tenantId: string;
let slug: string;
let organizationId: string;

beforeAll(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [{ seed: 61, accounts: 6 }],
  });
  const [tenant] = bench.tenants;
  if (tenant === undefined) throw new Error("no tenant");
  tenantId = tenant.tenantId;
  organizationId = tenant.organization.id;
  const tenants = await bench.postgres.database.withSystem((tx) => listTenants(tx));
  slug = tenants.find(({ id }) => id === tenantId)?.slug ?? "";
  await crawlToEnd(bench, tenant);
  await bench.postgres.database.withTenant(tenantId, (tx) =>
    setObjectiveParameters(tx, { actor: { kind: "command-line", id: null }, organizationId, parameters }),
  );
}, 120_000);
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

function sekinin(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "apps/cli/src/main.ts", ...args], {
      cwd: root,
      env: {
        ...process.env,
        NODE_NO_WARNINGS: "1",
        DATABASE_URL: bench.postgres.appUrl,
        DATABASE_SYSTEM_URL: bench.postgres.systemUrl,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

test("a crawl's organisation is a file that says the same, with the tenant's parameters", async () => {
  const run = await sekinin("export", "organization", "--tenant", slug);
  expect(run.code, run.stderr).toBe(0);
  const file = readOrganizationFile(run.stdout);
  const stored = await bench.postgres.database.withTenant(tenantId, (tx) => readCurrentSnapshot(tx, organizationId));
  expect(file).toEqual({ status: "read", reading: { ...stored?.reading, partition: "aws", parameters } });
});

test("coverage of the exported file is what the crawl decided, account by account", async () => {
  const path = join(folder, "organization.json");
  writeFileSync(path, (await sekinin("export", "organization", "--tenant", slug)).stdout);
  const objectives = ["guardduty-off", "cloudtrail-off", "org-leave", "s3-external"];
  const asked = objectives.flatMap((objective) => ["--objective", objective]);
  const run = await sekinin("coverage", "--organization", path, ...asked);
  expect(run.code, run.stderr).toBe(0);
  const { verdicts } = JSON.parse(run.stdout) as {
    verdicts: readonly { objective: string; account: string; verdict: string }[];
  };
  const accounts = [...new Set(verdicts.map(({ account }) => account))];
  expect(accounts.length).toBe(6);
  for (const account of accounts) {
    const stored = await bench.postgres.database.withTenant(tenantId, (tx) =>
      readAccountCoverage(tx, organizationId, account),
    );
    const decided = Object.fromEntries(objectives.map((id) => [id, stored?.outcomes[id]?.verdict]));
    const printed = verdicts.filter((one) => one.account === account);
    expect(Object.fromEntries(printed.map(({ objective, verdict }) => [objective, verdict]))).toEqual(decided);
  }
});

test.each([
  { given: "a tenant that is not there", args: ["--tenant", "none-such"], says: "There is no tenant" },
  { given: "another organisation", args: ["--organization", "o-none000000"], says: "no organisation `o-none000000`" },
])("$given is bad input", async ({ args, says }) => {
  const tenant = args.includes("--tenant") ? [] : ["--tenant", slug];
  const run = await sekinin("export", "organization", ...tenant, ...args);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(says);
});
