import * as db from "../index.ts";
import type { Ids } from "./full-tenant.ts";
import { sampleCoverage, sampleCoverageNodes, sampleOutcome } from "./sample-coverage.ts";
import type { TenantVerb } from "./tenant-verb.ts";

const actor = { kind: "command-line", id: null } as const;
const at = new Date("2026-11-02T00:00:00Z");
const range = { from: "2026-10-01", to: "2026-11-03" };

function decided(ids: Ids, text = "cloudtrail-off"): db.DecidedCoverage {
  const { organizationId, crawlId, accountId } = ids;
  const outcome = sampleOutcome("none", { reason: { code: "no-policy", detail: text, statements: [] } });
  const coverage = sampleCoverage({ [text || "-"]: { accounts: [accountId], outcomes: { [text]: outcome } } });
  return {
    organizationId,
    crawlId,
    day: "2026-11-02",
    at,
    coverage,
    nodes: sampleCoverageNodes(coverage, ["r-root"]),
    problems: [],
    parameters: { [text]: [text] },
    universeDate: text,
  };
}

function changes(ids: Ids, text = "p-1"): db.ChangesOfCrawl {
  const { organizationId, crawlId } = ids;
  const change = {
    kind: "detached",
    policyId: text,
    name: text,
    type: text,
    targetId: text,
    targetName: text,
  } as const;
  return { organizationId, crawlId, day: "2026-11-02", at, changes: [{ change, effects: [] }] };
}

function draft(ids: Ids) {
  return { actor, organizationId: ids.organizationId, name: "n", baseCrawlId: ids.crawlId, operations: [] };
}

const listed = { limit: 5 };

/** Coverage, what changed it, parameters. */
const coverageVerbsOnly: Readonly<Record<string, TenantVerb>> = {
  claimCoverageRequest: {
    withIds: (tx, ids) => db.claimCoverageRequest(tx, ids.organizationId, 60),
    withText: (text) => [(tx) => db.claimCoverageRequest(tx, text, 60)],
  },
  listOrganizationChanges: {
    withIds: (tx, { organizationId, crawlId }) =>
      db.listOrganizationChanges(tx, { organizationId, before: `${crawlId}.5`, ...listed }),
    withText: (text, { organizationId }) => [
      (tx) => db.listOrganizationChanges(tx, { organizationId: text, ...listed }),
      (tx) => db.listOrganizationChanges(tx, { organizationId, policyId: text, ...listed }),
      (tx) => db.listOrganizationChanges(tx, { organizationId, objectiveId: text, ...listed }),
      (tx) => db.listOrganizationChanges(tx, { organizationId, nodeId: text, ...listed }),
      (tx) => db.listOrganizationChanges(tx, { organizationId, before: text, ...listed }),
    ],
  },
  listServicesInUse: {
    withIds: (tx, { organizationId }) => db.listServicesInUse(tx, organizationId),
    withText: (text) => [(tx) => db.listServicesInUse(tx, text)],
  },
  lockCurrentCrawl: {
    withIds: (tx, ids) => db.lockCurrentCrawl(tx, ids.organizationId),
    withText: (text) => [(tx) => db.lockCurrentCrawl(tx, text)],
  },
  readAccountCoverage: {
    withIds: (tx, { organizationId, accountId }) => db.readAccountCoverage(tx, organizationId, accountId),
    withText: (text, { organizationId, accountId }) => [
      (tx) => db.readAccountCoverage(tx, text, accountId),
      (tx) => db.readAccountCoverage(tx, organizationId, text),
    ],
  },
  readCoverageBasis: {
    withIds: (tx, ids) => db.readCoverageBasis(tx, ids.organizationId),
    withText: (text) => [(tx) => db.readCoverageBasis(tx, text)],
  },
  readControlSums: {
    withIds: (tx, { organizationId, accountId }) => db.readControlSums(tx, { organizationId, nodeId: accountId }),
    withText: (text, { organizationId }) => [
      (tx) => db.readControlSums(tx, { organizationId: text, nodeId: null }),
      (tx) => db.readControlSums(tx, { organizationId, nodeId: text }),
    ],
  },
  readCoverageCounts: {
    withIds: (tx, { organizationId, accountId }) => db.readCoverageCounts(tx, { organizationId, nodeId: accountId }),
    withText: (text, { organizationId }) => [
      (tx) => db.readCoverageCounts(tx, { organizationId: text, nodeId: null }),
      (tx) => db.readCoverageCounts(tx, { organizationId, nodeId: text }),
    ],
  },
  readCoverageState: {
    withIds: (tx, { organizationId }) => db.readCoverageState(tx, organizationId),
    withText: (text) => [(tx) => db.readCoverageState(tx, text)],
  },
  readCoverageMatrix: {
    withIds: (tx, { organizationId }) => db.readCoverageMatrix(tx, { organizationId, parentIds: ["r-root"] }),
    withText: (text, { organizationId }) => [
      (tx) => db.readCoverageMatrix(tx, { organizationId: text, parentIds: [] }),
      (tx) => db.readCoverageMatrix(tx, { organizationId, parentIds: [text] }),
    ],
  },
  readCoverageOfAccounts: {
    withIds: (tx, { organizationId, accountId }) =>
      db.readCoverageOfAccounts(tx, { organizationId, objectiveId: "cloudtrail-off", nodeId: accountId, ...listed }),
    withText: (text, { organizationId }) => [
      (tx) => db.readCoverageOfAccounts(tx, { organizationId: text, objectiveId: "cloudtrail-off", ...listed }),
      (tx) => db.readCoverageOfAccounts(tx, { organizationId, objectiveId: text, ...listed }),
      (tx) => db.readCoverageOfAccounts(tx, { organizationId, objectiveId: "o", nodeId: text, ...listed }),
      (tx) => db.readCoverageOfAccounts(tx, { organizationId, objectiveId: "o", after: text, ...listed }),
      (tx) => db.readCoverageOfAccounts(tx, { organizationId, objectiveId: "o", verdict: text as "none", ...listed }),
    ],
  },
  readCoverageTrend: {
    withIds: (tx, { organizationId }) => db.readCoverageTrend(tx, { organizationId, nodeId: "r-root", ...range }),
    withText: (text, { organizationId }) => [
      (tx) => db.readCoverageTrend(tx, { organizationId: text, nodeId: "r-root", ...range }),
      (tx) => db.readCoverageTrend(tx, { organizationId, nodeId: text, ...range }),
      (tx) => db.readCoverageTrend(tx, { organizationId, nodeId: "r-root", ...range, objectiveId: text }),
      (tx) => db.readCoverageTrend(tx, { organizationId, nodeId: "r-root", ...range, from: text }),
      (tx) => db.readCoverageTrend(tx, { organizationId, nodeId: "r-root", ...range, to: text }),
    ],
  },
  readCurrentSnapshot: {
    withIds: (tx, ids) => db.readCurrentSnapshot(tx, ids.organizationId),
    withText: (text) => [(tx) => db.readCurrentSnapshot(tx, text)],
  },
  readObjectiveCoverage: {
    withIds: (tx, { organizationId }) => db.readObjectiveCoverage(tx, organizationId, "cloudtrail-off"),
    withText: (text, { organizationId }) => [
      (tx) => db.readObjectiveCoverage(tx, text, "cloudtrail-off"),
      (tx) => db.readObjectiveCoverage(tx, organizationId, text),
    ],
  },
  readObjectiveParameters: {
    withIds: (tx, ids) => db.readObjectiveParameters(tx, ids.organizationId),
    withText: (text) => [(tx) => db.readObjectiveParameters(tx, text)],
  },
  requestCoverage: {
    isFresh: true,
    withIds: (tx, ids) => db.requestCoverage(tx, ids.organizationId),
    withText: (text) => [(tx) => db.requestCoverage(tx, text)],
  },
  setObjectiveParameters: {
    isFresh: true,
    withIds: (tx, { organizationId }) =>
      db.setObjectiveParameters(tx, { actor, organizationId, parameters: { approvedRegions: ["eu-west-1"] } }),
    withText: (text, { organizationId }) => [
      (tx) => db.setObjectiveParameters(tx, { actor, organizationId: text, parameters: { a: ["b"] } }),
      (tx) => db.setObjectiveParameters(tx, { actor, organizationId, parameters: { [text]: ["b"] } }),
      (tx) => db.setObjectiveParameters(tx, { actor, organizationId, parameters: { a: [text] } }),
      (tx) => {
        const person = { kind: "user", id: text } as const;
        return db.setObjectiveParameters(tx, { actor: person, organizationId, parameters: { a: ["c"] } });
      },
    ],
  },
  settleCoverageRequest: {
    withIds: (tx, ids) => db.settleCoverageRequest(tx, ids.organizationId, at),
    withText: (text) => [(tx) => db.settleCoverageRequest(tx, text, at)],
  },
  storeCoverage: {
    withIds: (tx, ids) => db.storeCoverage(tx, decided(ids)),
    withText: (text, own) => [
      (tx) => db.storeCoverage(tx, { ...decided(own), organizationId: text }),
      (tx) => db.storeCoverage(tx, { ...decided(own), crawlId: text }),
      (tx) => db.storeCoverage(tx, decided(own, text)),
      (tx) => db.storeCoverage(tx, { ...decided(own), nodes: [{ nodeId: text, counts: {}, worst: { [text]: text } }] }),
    ],
  },
  storeOrganizationChanges: {
    withIds: (tx, ids) => db.storeOrganizationChanges(tx, changes(ids)),
    withText: (text, own) => [
      (tx) => db.storeOrganizationChanges(tx, { ...changes(own), organizationId: text }),
      (tx) => db.storeOrganizationChanges(tx, { ...changes(own), crawlId: text }),
      (tx) => db.storeOrganizationChanges(tx, changes(own, text)),
    ],
  },
};

/** Organisations that come as a file. */
const importVerbs: Readonly<Record<string, TenantVerb>> = {
  readImport: {
    withIds: (tx, ids) => db.readImport(tx, ids.crawlId),
    withText: (text) => [(tx) => db.readImport(tx, text)],
  },
  startImport: {
    isFresh: true,
    // It names no row: the organisation's id is the file's own text, and whose it is the crawl finds out.
    withIds: async () => null,
    withText: (text) => [
      (tx) => db.startImport(tx, { actor, organizationId: text, text: "{}" }),
      (tx) => db.startImport(tx, { actor, organizationId: "o-hostile", text }),
    ],
  },
};

const draftVerbs: Readonly<Record<string, TenantVerb>> = {
  createDraft: {
    isFresh: true,
    withIds: (tx, ids) => db.createDraft(tx, draft(ids)),
    withText: (text, own) => [
      (tx) => db.createDraft(tx, { ...draft(own), organizationId: text }),
      (tx) => db.createDraft(tx, { ...draft(own), name: text }),
      (tx) => db.createDraft(tx, { ...draft(own), baseCrawlId: text }),
      (tx) => db.createDraft(tx, { ...draft(own), operations: [{ kind: "remove-policy", policyId: text }] }),
    ],
  },
  listDrafts: {
    withIds: (tx, ids) => db.listDrafts(tx, ids.organizationId),
    withText: (text) => [(tx) => db.listDrafts(tx, text)],
  },
  readDraft: {
    withIds: (tx, ids) => db.readDraft(tx, ids.draftId),
    withText: (text) => [(tx) => db.readDraft(tx, text)],
  },
  removeDraft: {
    isFresh: true,
    withIds: (tx, ids) => db.removeDraft(tx, { actor, id: ids.draftId }),
    withText: (text) => [(tx) => db.removeDraft(tx, { actor, id: text })],
  },
  updateDraft: {
    isFresh: true,
    withIds: (tx, ids) => db.updateDraft(tx, { ...draft(ids), id: ids.draftId, version: 1 }),
    withText: (text, own) => [
      (tx) => db.updateDraft(tx, { ...draft(own), id: text, version: 1 }),
      (tx) => db.updateDraft(tx, { ...draft(own), id: own.draftId, version: 1, name: text }),
      (tx) => db.updateDraft(tx, { ...draft(own), id: own.draftId, version: 1, baseCrawlId: text }),
    ],
  },
};

/** Coverage of guardrails, what changed it, parameters and drafts. */
export const coverageVerbs: Readonly<Record<string, TenantVerb>> = {
  ...coverageVerbsOnly,
  ...draftVerbs,
  ...importVerbs,
};
