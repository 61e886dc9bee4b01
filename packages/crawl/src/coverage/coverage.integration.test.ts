import {
  createDraft,
  listDueCoverage,
  listOrganizationChanges,
  listOrganizations,
  readAccountCoverage,
  readCoverageMatrix,
  readCoverageOfAccounts,
  readCurrentSnapshot,
  requestCoverage,
  setObjectiveParameters,
  startImport,
  type TenantTransaction,
} from "@sekinin/db";
import { writeOrganizationFile } from "@sekinin/guardrails";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  type BenchTenant,
  brokenPromises,
  type CrawlBench,
  crawlToEnd,
  createCrawlBench,
  disagreementsOf,
  drain,
} from "../testing/index.ts";
import { redecideCoverage, redecideDue } from "./redecide-coverage.ts";

const actor = { kind: "command-line", id: null } as const;
const { signal } = new AbortController();

let bench: CrawlBench;
let tenant: BenchTenant;
let organizationId: string;

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>, of: BenchTenant = tenant) =>
  bench.postgres.database.withTenant(of.tenantId, work);

beforeAll(async () => {
  bench = await createCrawlBench({
    adminUrl: inject("postgresAdminUrl"),
    organizations: [
      { seed: 41, accounts: 8 },
      { seed: 42, accounts: 6 },
      { seed: 43, accounts: 6 },
      { seed: 44, accounts: 6 },
    ],
  });
  const [first] = bench.tenants;
  if (first === undefined) throw new Error("no tenant");
  tenant = first;
  organizationId = tenant.organization.id;
}, 60_000);
afterAll(() => bench.close());

const matrix = () => inTenant((tx) => readCoverageMatrix(tx, { organizationId, parentIds: [] }));
const verdictsOf = async (objectiveId: string) => {
  const where = { organizationId, objectiveId, limit: 100 };
  return new Set((await inTenant((tx) => readCoverageOfAccounts(tx, where))).accounts.map(({ verdict }) => verdict));
};

describe("a crawl", () => {
  test("decides every objective in every account of the simulator's organisation", async () => {
    const crawl = await crawlToEnd(bench, tenant);
    expect(await brokenPromises(bench, tenant, crawl.id)).toEqual([]);
    const found = await matrix();
    expect(found?.state).toMatchObject({ crawlId: crawl.id, isPending: false });
    const [root] = found?.rows ?? [];
    expect(Object.keys(root?.counts ?? {}).length).toBeGreaterThanOrEqual(90);
    for (const counts of Object.values(root?.counts ?? {})) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(root?.accounts);
    }
  });

  test("leaves the management account exempt, whatever is attached above it", async () => {
    const account = await inTenant((tx) =>
      readAccountCoverage(tx, organizationId, tenant.organization.managementAccountId),
    );
    const { verdict, reason } = account?.outcomes["guardduty-off"] ?? {};
    expect({ verdict, reason: reason?.code }).toEqual({ verdict: "exempt", reason: "management-account" });
  });

  test("of an organisation that did not change finds no change", async () => {
    await crawlToEnd(bench, tenant);
    expect(await inTenant((tx) => listOrganizationChanges(tx, { organizationId, limit: 10 }))).toEqual([]);
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  });

  test("whose coverage takes too long is complete all the same, and asks for a decision", async () => {
    const before = await matrix();
    const limits = { ...bench.services.limits, coverageSeconds: 0 };
    const hurried = { ...bench, services: { ...bench.services, limits } };
    const crawl = await crawlToEnd(hurried, tenant);
    expect(crawl.state).toBe("complete");
    const found = await matrix();
    expect(found?.state).toMatchObject({ crawlId: before?.state?.crawlId, currentCrawlId: crawl.id, isPending: true });
    expect(await redecideDue(bench.services, { signal })).toBe(1);
    expect((await matrix())?.state).toMatchObject({ crawlId: crawl.id, isPending: false });
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  });
});

describe("parameters", () => {
  const set = (parameters: Record<string, readonly string[]>) =>
    inTenant((tx) => setObjectiveParameters(tx, { actor, organizationId, parameters }));

  test("that are missing leave unknown what needs them; once set it is decided", async () => {
    expect(await verdictsOf("region-restrict")).toEqual(new Set(["unknown", "exempt"]));
    await set({ approvedRegions: ["eu-west-1", "us-east-1"] });
    expect((await matrix())?.isPending).toBe(true);
    expect(await redecideDue(bench.services, { signal })).toBe(1);
    expect((await matrix())?.state).toMatchObject({
      isPending: false,
      parameters: { approvedRegions: ["eu-west-1", "us-east-1"] },
    });
    expect(await verdictsOf("region-restrict")).not.toContain("unknown");
  });

  test("are decided once, however many workers are told", async () => {
    await set({ approvedRegions: ["eu-west-1"] });
    const asked = { tenantId: tenant.tenantId, organizationId };
    const outcomes = await Promise.all([1, 2, 3].map(() => redecideCoverage(bench.services, asked, { signal })));
    expect(outcomes.sort()).toEqual(["decided", "not-due", "not-due"]);
    expect(await redecideCoverage(bench.services, asked, { signal })).toBe("not-due");
  });

  test("leave the request to the next worker where this one stops", async () => {
    await inTenant((tx) => requestCoverage(tx, organizationId));
    const stopping = new AbortController();
    const running = redecideCoverage(
      bench.services,
      { tenantId: tenant.tenantId, organizationId },
      { signal: stopping.signal },
    );
    setTimeout(() => stopping.abort(new Error("stopping")), 50);
    await expect(running).rejects.toThrow("stopping");
    expect(await bench.postgres.database.withSystem((tx) => listDueCoverage(tx))).toHaveLength(1);
    expect(await redecideDue(bench.services, { signal })).toBe(1);
  });

  test("before the first crawl wait for it", async () => {
    const second = bench.tenants[1];
    if (second === undefined) throw new Error("no second tenant");
    const crawl = await crawlToEnd(bench, second);
    expect(await brokenPromises(bench, second, crawl.id)).toEqual([]);
    const asked = { tenantId: second.tenantId, organizationId: "o-absent" };
    expect(await redecideCoverage(bench.services, asked, { signal })).toBe("not-due");
  });
});

describe("a file", () => {
  const importText = async (of: BenchTenant, id: string, text: string) => {
    const started = await inTenant((tx) => startImport(tx, { actor, organizationId: id, text }), of);
    if (!("id" in started)) throw new Error("an import runs");
    return drain(bench, of, started.id);
  };
  const fileOf = async () => {
    const snapshot = await inTenant((tx) => readCurrentSnapshot(tx, organizationId));
    if (snapshot === null) throw new Error("no snapshot");
    // Policies name their organisation too.
    return writeOrganizationFile(snapshot.reading).replaceAll(organizationId, "o-fromfile01");
  };

  test("is a tenant's organisation without AWS, decided as the crawl's own is", async () => {
    const crawl = await importText(tenant, "o-fromfile01", await fileOf());
    expect(crawl).toMatchObject({ state: "complete", trigger: "import" });
    const known = await inTenant((tx) => listOrganizations(tx));
    expect(known.map(({ organizationId: id }) => id).sort()).toEqual(["o-fromfile01", organizationId].sort());
    const [mine] = (await matrix())?.rows ?? [];
    const imported = await inTenant((tx) => readCoverageMatrix(tx, { organizationId: "o-fromfile01", parentIds: [] }));
    const { "region-restrict": _own, ...counts } = mine?.counts ?? {};
    const { "region-restrict": _files, ...filed } = imported?.rows[0]?.counts ?? {};
    expect(filed).toEqual(counts);
    expect(await disagreementsOf(bench, tenant)).toEqual([]);
  });

  test("again tells what changed and what that did to coverage", async () => {
    const text = await fileOf();
    const file = JSON.parse(text) as { policies: { id: string; awsManaged: boolean; targetIds: string[] }[] };
    const detached = file.policies.filter(({ awsManaged }) => !awsManaged);
    for (const policy of detached) policy.targetIds = [];
    expect(detached.length).toBeGreaterThan(0);
    await importText(tenant, "o-fromfile01", JSON.stringify(file));
    const where = { organizationId: "o-fromfile01", limit: 100 };
    const changes = await inTenant((tx) => listOrganizationChanges(tx, where));
    expect(new Set(changes.map(({ change }) => change.kind))).toEqual(new Set(["detached"]));
    const weaker = changes.flatMap(({ effects }) => effects ?? []).filter(({ direction }) => direction === "weaker");
    expect(weaker.length).toBeGreaterThan(0);
  });

  const connectionOf = async (of: BenchTenant, id: string) =>
    (await inTenant((tx) => listOrganizations(tx), of)).find((one) => one.organizationId === id)?.connectionId;
  const tenantAt = (index: number): BenchTenant => {
    const found = bench.tenants[index];
    if (found === undefined) throw new Error("no such tenant");
    return found;
  };
  const fileAbout = async (id: string) => (await fileOf()).replaceAll("o-fromfile01", id);

  test("that is no JSON fails, and changes nothing", async () => {
    const crawl = await importText(tenant, "o-bad0000001", "{");
    expect(crawl).toMatchObject({ state: "failed", failure: { code: "input.invalid" } });
    expect(await inTenant((tx) => listOrganizations(tx))).toHaveLength(2);
  });

  test("about what the tenant reads from AWS fails, and AWS's answers stay", async () => {
    const before = await inTenant((tx) => readCurrentSnapshot(tx, organizationId));
    const crawl = await importText(tenant, organizationId, await fileAbout(organizationId));
    expect(crawl).toMatchObject({ state: "failed", failure: { code: "connection.organization-taken" } });
    expect(await inTenant((tx) => readCurrentSnapshot(tx, organizationId))).toEqual(before);
    expect(await connectionOf(tenant, organizationId)).toBe(tenant.connection.id);
    expect(await crawlToEnd(bench, tenant)).toMatchObject({ state: "complete" });
  });

  test("about another tenant's organisation is a copy, tells nothing of that tenant, and takes nothing from it", async () => {
    const owner = tenantAt(2);
    const { id } = owner.organization;
    // Before its true owner has ever connected, and after: nobody can tell the two apart.
    expect(await importText(tenant, id, await fileAbout(id))).toMatchObject({ state: "complete", failure: null });
    expect(await crawlToEnd(bench, owner)).toMatchObject({ state: "complete" });
    expect(await importText(tenant, id, await fileAbout(id))).toMatchObject({ state: "complete", failure: null });
    expect(await crawlToEnd(bench, owner)).toMatchObject({ state: "complete" });
    expect(await connectionOf(owner, id)).toBe(owner.connection.id);
    expect(await connectionOf(tenant, id)).not.toBe(owner.connection.id);
    expect(await disagreementsOf(bench, owner)).toEqual([]);
  });

  test("gives way to the tenant's own AWS connection", async () => {
    const own = tenantAt(3);
    const { id } = own.organization;
    expect(await importText(own, id, await fileAbout(id))).toMatchObject({ state: "complete" });
    expect(await connectionOf(own, id)).not.toBe(own.connection.id);
    expect(await crawlToEnd(bench, own)).toMatchObject({ state: "complete" });
    expect(await connectionOf(own, id)).toBe(own.connection.id);
    expect(await disagreementsOf(bench, own)).toEqual([]);
  });
});

test("a draft keeps the crawl that it was made on", async () => {
  const snapshot = await inTenant((tx) => readCurrentSnapshot(tx, organizationId));
  const baseCrawlId = snapshot?.crawlId ?? "";
  const draft = { actor, organizationId, name: "Close it", baseCrawlId, operations: [] };
  await expect(inTenant((tx) => createDraft(tx, draft))).resolves.toMatchObject({ version: 1 });
});
