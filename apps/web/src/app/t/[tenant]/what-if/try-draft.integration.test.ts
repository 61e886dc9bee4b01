import { finaliseOrganization, storeAccountResult, storeSnapshot } from "@sekinin/db";
import { createTestDatabase, sampleCrawl, sampleResult, sampleTree, type TestDatabase } from "@sekinin/db/testing";
import { type DraftOperation, type OrganizationReading, read } from "@sekinin/guardrails";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { deltaOf, suggestionFor, tryDraft } from "./try-draft.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
});
afterAll(() => db.drop());

const scp = "SERVICE_CONTROL_POLICY";
const at = new Date("2026-11-03T00:00:00Z");
const text = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = { Effect: "Allow", Action: "*", Resource: "*" };
const deny = {
  Effect: "Deny",
  Action: ["organizations:LeaveOrganization", "organizations:AcceptHandshake"],
  Resource: "*",
};

function readingOf(organizationId: string, statements: readonly object[]): OrganizationReading {
  const account = {
    id: "222222222222",
    name: "payments",
    parentId: "r-root",
    state: "ACTIVE",
    joinedAt: null,
  } as const;
  return {
    format: "sekinin.organization/1",
    organization: { id: organizationId, managementAccountId: "111111111111", featureSet: "ALL" },
    root: { id: "r-root", policyTypes: [{ type: scp, status: "ENABLED" }] },
    organizationalUnits: [],
    accounts: [account],
    policies: [
      {
        id: "p-11111111",
        name: "Guard",
        type: scp,
        awsManaged: false,
        content: read(text(...statements)),
        targetIds: read(["r-root", account.id]),
      },
    ],
    delegatedAdministrators: [],
    unread: [],
  };
}

/** A tenant whose organisation has this one policy, as handlers have it. */
async function made(organizationId: string, statements: readonly object[]) {
  const crawl = await sampleCrawl(db.database, (await db.createTenant()).id, { organizationId });
  const { tenantId, crawlId } = crawl;
  const result = sampleResult(crawl, []);
  await db.database.withTenant(tenantId, async (tx) => {
    await storeAccountResult(tx, result);
    const facts = { managementAccountId: "111111111111", partition: "aws", rootId: "r-root", featureSet: "ALL" };
    const document = readingOf(organizationId, statements);
    await storeSnapshot(tx, { crawlId, organizationId, observedAt: at, document, ...facts });
    const nodes = sampleTree(new Map([[result.accountId, result.sums]]));
    await finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02", at });
  });
  const withTenant: Parameters<typeof tryDraft>[0]["withTenant"] = (work) => db.database.withTenant(tenantId, work);
  return { context: { tenantId, withTenant, user: { userId: `user-of-${organizationId}` } }, organizationId };
}

type Made = Awaited<ReturnType<typeof made>>;

async function leaveIn({ context, organizationId }: Made, operations: readonly DraftOperation[]) {
  const tried = await tryDraft(context, organizationId, operations);
  if (tried === null) throw new Error("no organisation");
  const delta = await deltaOf(context, tried.current, [[], operations]);
  return delta.rows.find(({ objectiveId }) => objectiveId === "org-leave") ?? null;
}

const put = (statements: readonly object[]) =>
  ({ kind: "put-policy", policyId: "p-11111111", name: "Guard", type: scp, content: text(...statements) }) as const;

test("the same draft is told against each tenant's own policies, whoever asked first", async () => {
  const [open, shut] = [await made("o-aaaaaaaaaa", [allow]), await made("o-bbbbbbbbbb", [allow, deny])];
  const draft = [put([allow, deny])];
  for (const _round of [1, 2]) {
    expect(await leaveIn(open, draft)).toMatchObject({ before: "none", after: "enforced", direction: "stronger" });
    expect(await leaveIn(shut, draft)).toBeNull();
    expect(await leaveIn(shut, [put([allow])])).toMatchObject({
      before: "enforced",
      after: "none",
      direction: "weaker",
    });
  }
  expect(await tryDraft(open.context, shut.organizationId, draft)).toBeNull();
  expect(await tryDraft(shut.context, open.organizationId, [])).toBeNull();
});

test("two drafts are compared with each other, not with today", async () => {
  const tenant = await made("o-cccccccccc", [allow]);
  const tried = await tryDraft(tenant.context, tenant.organizationId, []);
  if (tried === null) throw new Error("no organisation");
  const delta = await deltaOf(tenant.context, tried.current, [[put([allow, deny])], [put([allow])]]);
  expect(delta.rows.find(({ objectiveId }) => objectiveId === "org-leave")).toMatchObject({
    before: "enforced",
    after: "none",
  });
});

test("a suggestion is made on the draft, not on today", async () => {
  const tenant = await made("o-eeeeeeeeee", [allow, deny]);
  const current = await tryDraft(tenant.context, tenant.organizationId, []);
  if (current === null) throw new Error("no organisation");
  const asked = { operations: [put([allow])], gaps: [{ objectiveId: "org-leave", nodeId: "222222222222" }] };
  const suggestion = await suggestionFor(tenant.context, current.current, asked);
  expect(suggestion.closed).toMatchObject([{ objectiveId: "org-leave" }]);
});

test("what AWS would refuse is told, and the rest all the same", async () => {
  const tenant = await made("o-dddddddddd", [allow]);
  const tried = await tryDraft(tenant.context, tenant.organizationId, [
    { kind: "attach", policyId: "p-99999999", targetId: "r-root" },
    put([allow, deny]),
  ]);
  expect(tried?.problems).toMatchObject([{ operation: 0, code: "policy-missing" }]);
  expect(
    await leaveIn(tenant, [{ kind: "attach", policyId: "p-99999999", targetId: "r-root" }, put([allow, deny])]),
  ).toMatchObject({ after: "enforced" });
});
