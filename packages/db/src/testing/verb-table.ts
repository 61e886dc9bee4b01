import * as db from "../index.ts";
import type { Ids } from "./full-tenant.ts";
import { decided, sampleResult } from "./sample-crawl.ts";
import type { TenantVerb } from "./tenant-verb.ts";
import { coverageVerbs } from "./verb-table-coverage.ts";
import { digestVerbs } from "./verb-table-digest.ts";
import { findingVerbs } from "./verb-table-finding.ts";
import { partyVerbs } from "./verb-table-party.ts";
import { trendVerbs } from "./verb-table-trend.ts";

const at = new Date("2026-11-02T00:00:00Z");
const noReason = { code: "account-suspended" } as const;

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

function frozen(ids: Ids) {
  const { organizationId, accountId, crawlId } = ids;
  return { organizationId, accountId, crawlId, name: "n", reason: noReason, observedAt: at, day: "2026-11-02" };
}

function snapshot(ids: Ids): db.Snapshot {
  const { crawlId, organizationId } = ids;
  const fixed = { managementAccountId: "1", partition: "aws", rootId: "r", featureSet: "ALL" };
  return { crawlId, organizationId, observedAt: at, document: {}, ...fixed };
}

const outcome = { state: "done", unread: null, calls: 0, throttles: 0 } as const;
const page = { list: "roots", sequence: 9, body: {}, nextToken: null };

/** Every verb of a tenant's transaction, by its exported name. */
export const tenantVerbs: Readonly<Record<string, TenantVerb>> = {
  ...coverageVerbs,
  ...digestVerbs,
  ...findingVerbs,
  ...partyVerbs,
  ...trendVerbs,
  addAccountSteps: {
    withIds: (tx, ids) => db.addAccountSteps(tx, ids.crawlId, ["9"]),
    withText: (text, own) => [
      (tx) => db.addAccountSteps(tx, text, ["9"]),
      (tx) => db.addAccountSteps(tx, own.crawlId, [text || "-"]),
    ],
  },
  addFinaliseStepWhenDone: {
    withIds: (tx, ids) => db.addFinaliseStepWhenDone(tx, ids.crawlId),
    withText: (text) => [(tx) => db.addFinaliseStepWhenDone(tx, text)],
  },
  addMembership: {
    // A user belongs to no tenant: naming one gives him a role here, which is what an owner may do.
    withIds: async () => null,
    withText: (text) => [(tx) => db.addMembership(tx, { userId: text, role: "viewer" })],
  },
  cancelCrawl: {
    withIds: (tx, ids) => db.cancelCrawl(tx, { crawlId: ids.crawlId, actor: { kind: "command-line", id: null } }),
    withText: (text) => [(tx) => db.cancelCrawl(tx, { crawlId: text, actor: { kind: "command-line", id: null } })],
  },
  claimStep: {
    withIds: (tx, ids) => db.claimStep(tx, ids.stepId, 60),
    withText: (text) => [(tx) => db.claimStep(tx, text, 60)],
  },
  crawlProgress: {
    withIds: (tx, ids) => db.crawlProgress(tx, ids.crawlId),
    withText: (text) => [(tx) => db.crawlProgress(tx, text)],
  },
  createConnection: {
    withIds: async () => null,
    withText: (text) => [
      (tx) => db.createConnection(tx, { memberRoleName: text, externalId: "e" }),
      (tx) => db.createConnection(tx, { memberRoleName: "m", externalId: text }),
      (tx) => db.createConnection(tx, { memberRoleName: "m", externalId: "e", managementRoleArn: text }),
      (tx) => db.createConnection(tx, { memberRoleName: "m", externalId: "e", regions: [text] }),
    ],
  },
  endCrawl: {
    isFresh: true,
    withIds: (tx, ids) => db.endCrawl(tx, ids.crawlId, { state: "failed", failure: { code: "internal" } }),
    withText: (text) => [(tx) => db.endCrawl(tx, text, { state: "failed", failure: { code: text } })],
  },
  finaliseOrganization: {
    withIds: (tx, ids) => db.finaliseOrganization(tx, { ...ids, nodes: [], day: "2026-11-02" }),
    withText: (text, own) => [
      (tx) => db.finaliseOrganization(tx, { ...own, crawlId: text, nodes: [], day: "2026-11-02" }),
      (tx) => db.finaliseOrganization(tx, { ...own, organizationId: text, nodes: [], day: "2026-11-02" }),
    ],
  },
  findConnection: {
    withIds: (tx, ids) => db.findConnection(tx, ids.connectionId),
    withText: (text) => [(tx) => db.findConnection(tx, text)],
  },
  findConnectionTest: {
    withIds: (tx, ids) => db.findConnectionTest(tx, ids.testId),
    withText: (text) => [(tx) => db.findConnectionTest(tx, text)],
  },
  findCrawl: {
    withIds: (tx, ids) => db.findCrawl(tx, ids.crawlId),
    withText: (text) => [(tx) => db.findCrawl(tx, text)],
  },
  finishConnectionTest: {
    withIds: (tx, ids) => db.finishConnectionTest(tx, ids.testId, { state: "passed", steps: [] }),
    withText: (text, own) => [
      (tx) => db.finishConnectionTest(tx, text, { state: "passed", steps: [] }),
      (tx) =>
        db.finishConnectionTest(tx, own.testId, {
          state: "running",
          steps: [{ step: text, outcome: "failed", detail: text, [text]: text }],
        }),
    ],
  },
  finishStep: {
    isFresh: true,
    withIds: (tx, ids) => db.finishStep(tx, ids.stepId, ids.leaseToken, outcome),
    withText: (text, own) => [
      (tx) => db.finishStep(tx, text, own.leaseToken, outcome),
      (tx) => db.finishStep(tx, own.stepId, text, outcome),
      (tx) =>
        db.finishStep(tx, own.stepId, own.leaseToken, {
          ...outcome,
          unread: [{ reason: { code: "timeout", detail: text, action: text }, count: 1 }],
        }),
    ],
  },
  freezeAccount: {
    withIds: (tx, ids) => db.freezeAccount(tx, frozen(ids)),
    withText: (text, own) => [
      (tx) => db.freezeAccount(tx, { ...frozen(own), accountId: text, name: text }),
      (tx) => db.freezeAccount(tx, { ...frozen(own), reason: { code: "account-suspended", detail: text } }),
    ],
  },
  grantOperator: {
    // An operator belongs to no tenant: the grant is this tenant's own.
    withIds: async () => null,
    withText: (text) => [(tx) => db.grantOperator(tx, { operatorId: text, role: "viewer" })],
  },
  latestConnectionTest: {
    withIds: (tx, ids) => db.latestConnectionTest(tx, ids.connectionId),
    withText: (text) => [(tx) => db.latestConnectionTest(tx, text)],
  },
  listAccountStates: {
    withIds: (tx, ids) => db.listAccountStates(tx, ids.organizationId),
    withText: (text) => [(tx) => db.listAccountStates(tx, text)],
  },
  listAuditEvents: {
    withIds: (tx, ids) => db.listAuditEvents(tx, { limit: 5, before: ids.auditId }),
    withText: (text) => [
      (tx) => db.listAuditEvents(tx, { limit: 5, before: text }),
      (tx) => db.listAuditEvents(tx, { limit: 5, action: text }),
      (tx) => db.listAuditEvents(tx, { limit: 5, actorId: text }),
      (tx) => db.listAuditEvents(tx, { limit: 5, actorKind: text as "user" }),
    ],
  },
  listAccountNames: {
    withIds: async (tx, ids) => [...(await db.listAccountNames(tx, ids.organizationId, [ids.accountId]))],
    withText: (text, own) => [
      (tx) => db.listAccountNames(tx, text, ["1"]),
      (tx) => db.listAccountNames(tx, own.organizationId, [text]),
    ],
  },
  listConnections: { withIds: (tx) => db.listConnections(tx), withText: () => [] },
  listCrawls: {
    withIds: (tx, ids) => db.listCrawls(tx, { limit: 5, before: ids.crawlId, connectionId: ids.connectionId }),
    withText: (text) => [
      (tx) => db.listCrawls(tx, { limit: 5, before: text }),
      (tx) => db.listCrawls(tx, { limit: 5, connectionId: text }),
    ],
  },
  listCrawlSteps: {
    withIds: (tx, ids) => db.listCrawlSteps(tx, { crawlId: ids.crawlId, limit: 5, after: ids.stepId }),
    withText: (text, own) => [
      (tx) => db.listCrawlSteps(tx, { crawlId: text, limit: 5 }),
      (tx) => db.listCrawlSteps(tx, { crawlId: own.crawlId, limit: 5, after: text }),
    ],
  },
  listOrganizationPages: {
    withIds: (tx, ids) => db.listOrganizationPages(tx, ids.crawlId),
    withText: (text, own) => [
      (tx) => db.listOrganizationPages(tx, text),
      (tx) => db.listOrganizationPages(tx, own.crawlId, text),
    ],
  },
  listUnits: {
    withIds: (tx, ids) => db.listUnits(tx, ids.organizationId),
    withText: (text) => [(tx) => db.listUnits(tx, text)],
  },
  listOrganizations: { withIds: (tx) => db.listOrganizations(tx), withText: () => [] },
  readAccountPage: {
    withIds: (tx, ids) => db.readAccountPage(tx, ids),
    withText: (text, own) => [
      (tx) => db.readAccountPage(tx, { ...own, organizationId: text }),
      (tx) => db.readAccountPage(tx, { ...own, accountId: text }),
    ],
  },
  readHeatmap: {
    withIds: (tx, ids) => db.readHeatmap(tx, { organizationId: ids.organizationId, parentIds: ["r-root"] }),
    withText: (text, own) => [
      (tx) => db.readHeatmap(tx, { organizationId: text, parentIds: [] }),
      (tx) => db.readHeatmap(tx, { ...own, parentIds: [text] }),
    ],
  },
  readSnapshot: {
    withIds: (tx, ids) => db.readSnapshot(tx, ids.crawlId),
    withText: (text) => [(tx) => db.readSnapshot(tx, text)],
  },
  readTenant: { withIds: async () => null, withText: () => [] },
  recordAuditEvent: {
    withIds: async () => null,
    withText: (text) => [
      (tx) => db.recordAuditEvent(tx, { actor: { kind: "user", id: text }, action: text, detail: { [text]: text } }),
    ],
  },
  recountTenant: { withIds: (tx) => db.recountTenant(tx), withText: () => [] },
  releaseStep: {
    withIds: (tx, ids) => db.releaseStep(tx, ids.stepId, ids.leaseToken, null),
    withText: (text, own) => [
      (tx) => db.releaseStep(tx, text, own.leaseToken, null),
      (tx) => db.releaseStep(tx, own.stepId, text, null),
    ],
  },
  removeMembership: {
    withIds: (tx, ids) => db.removeMembership(tx, ids.userId),
    withText: (text) => [(tx) => db.removeMembership(tx, text)],
  },
  renewLease: {
    withIds: (tx, ids) => db.renewLease(tx, ids.stepId, ids.leaseToken),
    withText: (text, own) => [
      (tx) => db.renewLease(tx, text, own.leaseToken),
      (tx) => db.renewLease(tx, own.stepId, text),
    ],
  },
  requestCancel: {
    withIds: (tx, ids) => db.requestCancel(tx, ids.crawlId),
    withText: (text) => [(tx) => db.requestCancel(tx, text)],
  },
  requestConnectionTest: {
    withIds: (tx, ids) => db.requestConnectionTest(tx, ids.connectionId),
    withText: (text) => [(tx) => db.requestConnectionTest(tx, text)],
  },
  revokeOperator: {
    withIds: (tx, ids) => db.revokeOperator(tx, ids.operatorId),
    withText: (text) => [(tx) => db.revokeOperator(tx, text)],
  },
  startConnectionTest: {
    withIds: (tx, ids) => db.startConnectionTest(tx, ids.testId),
    withText: (text) => [(tx) => db.startConnectionTest(tx, text)],
  },
  startCrawl: {
    withIds: (tx, ids) => db.startCrawl(tx, { connectionId: ids.connectionId, trigger: "manual" }),
    withText: (text) => [(tx) => db.startCrawl(tx, { connectionId: text, trigger: "manual" })],
  },
  stepExists: {
    withIds: (tx, ids) => db.stepExists(tx, ids.stepId),
    withText: (text) => [(tx) => db.stepExists(tx, text)],
  },
  storeAccountResult: {
    withIds: (tx, ids) => db.storeAccountResult(tx, sampleResult(ids, [], { accountId: ids.accountId })),
    withText: (text, own) => [
      (tx) =>
        db.storeAccountResult(
          tx,
          sampleResult(
            own,
            [
              decided("c-bucket", text, text, {
                verdict: "fail",
                reason: text,
                evidence: { [text]: text, list: [text] },
              }),
              decided("c-root", "global", text, {
                verdict: "unknown",
                reason: { code: "timeout", action: text, detail: text },
              }),
            ],
            { accountId: own.accountId, name: text },
          ),
        ),
      (tx) => db.storeAccountResult(tx, sampleResult(own, [], { accountId: text })),
    ],
  },
  storeOrganizationPage: {
    withIds: (tx, ids) => db.storeOrganizationPage(tx, ids.crawlId, page),
    withText: (text, own) => [
      (tx) => db.storeOrganizationPage(tx, text, page),
      (tx) =>
        db.storeOrganizationPage(tx, own.crawlId, { ...page, list: text, body: { [text]: text }, nextToken: text }),
    ],
  },
  storeSnapshot: {
    withIds: (tx, ids) => db.storeSnapshot(tx, snapshot(ids)),
    withText: (text, own) => [
      (tx) => db.storeSnapshot(tx, { ...snapshot(own), crawlId: text }),
      (tx) => db.storeSnapshot(tx, { ...snapshot(own), organizationId: text }),
      (tx) => db.storeSnapshot(tx, { ...snapshot(own), document: { [text]: text }, rootId: text, featureSet: text }),
    ],
  },
  streamFindings: {
    withIds: (tx, ids) => all(db.streamFindings(tx, { organizationId: ids.organizationId })),
    withText: (text) => [(tx) => all(db.streamFindings(tx, { organizationId: text }))],
  },
  streamVerdicts: {
    withIds: (tx, ids) => all(db.streamVerdicts(tx, { organizationId: ids.organizationId })),
    withText: (text) => [(tx) => all(db.streamVerdicts(tx, { organizationId: text }))],
  },
  updateConnection: {
    withIds: (tx, ids) => db.updateConnection(tx, ids.connectionId, { state: "failing" }),
    withText: (text, own) => [
      (tx) => db.updateConnection(tx, text, { state: "failing" }),
      (tx) => db.updateConnection(tx, own.connectionId, { managementRoleArn: text }),
      (tx) => db.updateConnection(tx, own.connectionId, { memberRoleName: text }),
      (tx) => db.updateConnection(tx, own.connectionId, { organizationId: text }),
      (tx) => db.updateConnection(tx, own.connectionId, { regions: [text] }),
    ],
  },
  verifyTenant: { withIds: (tx) => db.verifyTenant(tx), withText: () => [] },
  withLease: {
    withIds: (tx, ids) => db.withLease(tx, ids.stepId, ids.leaseToken),
    withText: (text, own) => [
      (tx) => db.withLease(tx, text, own.leaseToken),
      (tx) => db.withLease(tx, own.stepId, text),
    ],
  },
};

/** Exported functions that are no verbs of a transaction. */
export const notVerbs = [
  "attempt",
  "LeaseLost",
  "findingCsv",
  "findingLine",
  "migrate",
  "openDatabase",
  "openFindings",
  "verdictLine",
  "viewCsv",
  "viewCsvHeader",
  "viewJson",
];
