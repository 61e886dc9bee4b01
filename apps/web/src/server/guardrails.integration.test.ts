import {
  finaliseOrganization,
  setObjectiveParameters,
  storeAccountResult,
  storeSnapshot,
  type TenantTransaction,
} from "@sekinin/db";
import { createTestDatabase, sampleCrawl, sampleResult, sampleTree, type TestDatabase } from "@sekinin/db/testing";
import type { OrganizationReading } from "@sekinin/guardrails";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { compiledOrganization } from "./guardrails.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => db.drop());

const at = new Date("2026-11-03T00:00:00Z");

function reading(organizationId: string, accountName: string): OrganizationReading {
  return {
    format: "sekinin.organization/1",
    organization: { id: organizationId, managementAccountId: "111111111111", featureSet: "ALL" },
    root: { id: "r-root", policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
    organizationalUnits: [],
    accounts: [{ id: "222222222222", name: accountName, parentId: "r-root", state: "ACTIVE", joinedAt: null }],
    policies: [],
    delegatedAdministrators: [],
    unread: [],
  };
}

/** A tenant's complete crawl, with what its snapshot holds; what a page has of its tenant. */
async function made(organizationId: string, document: unknown) {
  const crawl = await sampleCrawl(db.database, (await db.createTenant()).id, { organizationId });
  const result = sampleResult(crawl, []);
  let statements = 0;
  await db.database.withTenant(crawl.tenantId, async (tx) => {
    await storeAccountResult(tx, result);
    const { crawlId } = crawl;
    const facts = { managementAccountId: "111111111111", partition: "aws", rootId: "r-root", featureSet: "ALL" };
    await storeSnapshot(tx, { crawlId, organizationId, observedAt: at, document, ...facts });
    const nodes = sampleTree(new Map([[result.accountId, result.sums]]));
    await finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02", at });
  });
  const counting = (tx: TenantTransaction) =>
    new Proxy(tx, {
      get(target, name) {
        if (name === "$queryRaw") statements += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  return {
    context: {
      tenantId: crawl.tenantId,
      withTenant: <T>(work: (tx: TenantTransaction) => Promise<T>) =>
        db.database.withTenant(crawl.tenantId, (tx) => work(counting(tx))),
    },
    statements: () => statements,
  };
}

test("each tenant gets its own, once per crawl, and nobody another's", async () => {
  const first = await made("o-aaaaaaaaaa", reading("o-aaaaaaaaaa", "of the first"));
  const second = await made("o-bbbbbbbbbb", reading("o-bbbbbbbbbb", "of the second"));
  const one = await compiledOrganization(first.context, "o-aaaaaaaaaa");
  const other = await compiledOrganization(second.context, "o-bbbbbbbbbb");
  expect(one?.compiled.accounts.get("222222222222")?.account.name).toBe("of the first");
  expect(other?.compiled.accounts.get("222222222222")?.account.name).toBe("of the second");
  expect(first.statements()).toBe(4);
  expect(await compiledOrganization(first.context, "o-aaaaaaaaaa")).toBe(one);
  expect(first.statements()).toBe(6);
  expect(await compiledOrganization(first.context, "o-bbbbbbbbbb")).toBeNull();
  expect(await compiledOrganization(second.context, "o-aaaaaaaaaa")).toBeNull();
});

test("values that the tenant has set are in it as soon as they are set", async () => {
  const { context } = await made("o-dddddddddd", reading("o-dddddddddd", "d"));
  expect((await compiledOrganization(context, "o-dddddddddd"))?.compiled.parameters).toEqual({});
  const parameters = { approvedRegions: ["eu-west-1"] };
  await context.withTenant((tx) =>
    setObjectiveParameters(tx, {
      actor: { kind: "command-line", id: null },
      organizationId: "o-dddddddddd",
      parameters,
    }),
  );
  expect((await compiledOrganization(context, "o-dddddddddd"))?.compiled.parameters).toEqual(parameters);
});

test("a snapshot that kept no policies gives nothing, not an empty organisation", async () => {
  const { context } = await made("o-cccccccccc", { format: "sekinin.organization/1" });
  expect(await compiledOrganization(context, "o-cccccccccc")).toBeNull();
});
