import { randomUUID } from "node:crypto";
import { writeNodeHistory } from "../history/write-node-history.ts";
import * as db from "../index.ts";
import { sampleCoverage, sampleCoverageNodes, sampleOutcome } from "./sample-coverage.ts";
import { decided, type SampleCrawl, sampleResult } from "./sample-crawl.ts";

/** Ids that belong to one tenant. */
export type Ids = SampleCrawl & {
  readonly stepId: string;
  readonly leaseToken: string;
  readonly testId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly operatorId: string;
  readonly auditId: string;
  readonly findingId: string;
  readonly subscriptionId: string;
  readonly mailId: string;
  readonly mailToken: string;
  readonly teamId: string;
  readonly assignmentId: string;
  readonly draftId: string;
};

const at = new Date("2026-11-02T00:00:00Z");
const commandLine = { kind: "command-line", id: null } as const;

/** A tenant with one row of every kind; its texts all hold `canary`. */
export async function fullTenant(database: db.Database, tenantId: string, canary: string): Promise<Ids> {
  const { userId, operatorId } = await database.withSystem(async (tx) => {
    const email = `${canary}@tenant.example`;
    const user = await db.createUser(tx, { email, name: canary, passwordHash: "h" });
    const operator = await db.createOperator(tx, { slug: canary, name: canary });
    await db.addOperatorMember(tx, { operatorId: operator.id, userId: user.id });
    return { userId: user.id, operatorId: operator.id };
  });
  const organizationId = `o-${canary}`;
  const accountId = "111111111111";
  const ids = await database.withTenant(tenantId, async (tx) => {
    await db.addMembership(tx, { userId, role: "owner" });
    await db.grantOperator(tx, { operatorId, role: "viewer" });
    await db.recordAuditEvent(tx, { actor: commandLine, action: canary, detail: { canary } });
    const role = { managementRoleArn: `arn:aws:iam::1:role/${canary}`, memberRoleName: canary, externalId: canary };
    const connection = await db.createConnection(tx, role);
    const crawl = await db.startCrawl(tx, { connectionId: connection.id, trigger: "manual" });
    if (!("id" in crawl)) throw new Error("A crawl runs already");
    const test = await db.requestConnectionTest(tx, connection.id);
    const own = { tenantId, connectionId: connection.id, crawlId: crawl.id, organizationId };
    await db.storeSnapshot(tx, { ...own, ...snapshotTexts(canary), observedAt: at, document: { canary } });
    await db.storeOrganizationPage(tx, crawl.id, { list: "roots", sequence: 1, body: { canary }, nextToken: canary });
    const [organizationStep] = await db.listCrawlSteps(tx, { crawlId: crawl.id, limit: 1 });
    const step = await db.claimStep(tx, organizationStep?.id ?? "", 600);
    const [event] = await db.listAuditEvents(tx, { limit: 1 });
    if (step === null || event === undefined) throw new Error("A row is missing");
    const failing = decided("c-bucket", "eu-west-1", `arn:aws:s3:::${canary}`, {
      verdict: "fail",
      reason: "no-tls-deny",
      evidence: { canary },
    });
    await db.storeAccountResult(tx, sampleResult(own, [failing], { accountId, name: canary }));
    const finding = await tx.finding.findFirstOrThrow({ where: { accountId } });
    const rows = await fillHistory(tx, { ...own, accountId, userId }, canary);
    const draftId = await fillCoverage(tx, { ...own, accountId }, canary);
    const lease = { stepId: step.id, leaseToken: step.leaseToken };
    const found = { draftId, findingId: finding.id, testId: test.id, auditId: event.id };
    return { ...own, ...lease, ...rows, ...found, accountId, userId, operatorId };
  });
  return ids;
}

/** Rows of the tables of history, people and mail. */
async function fillHistory(
  tx: db.TenantTransaction,
  ids: SampleCrawl & Pick<Ids, "accountId" | "userId">,
  canary: string,
): Promise<Pick<Ids, "teamId" | "assignmentId" | "subscriptionId" | "mailId" | "mailToken">> {
  const { tenantId, organizationId, crawlId, accountId, userId } = ids;
  const node = { id: accountId, kind: "account" as const, parentId: canary, name: canary, accountState: canary };
  await writeNodeHistory(tx, { organizationId, crawlId, day: "2026-11-02" }, [node]);
  const team = await tx.team.create({ data: { tenantId, name: canary, email: `${canary}@team.example` } });
  const assignment = await tx.assignment.create({
    data: { tenantId, organizationId, nodeId: canary, subjectKind: "domain", subject: "network", teamId: team.id },
  });
  const weekly = { weekday: 1, hour: 8, zone: "UTC", locale: "en", scopeKind: "units", nodeIds: [canary] };
  const subscription = await tx.subscription.create({ data: { tenantId, organizationId, userId, ...weekly } });
  const mailToken = randomUUID();
  const planned = { kind: "digest", recipientId: subscription.id, period: "2026-11-02", subject: canary };
  const mail = await tx.outboxMail.create({ data: { tenantId, ...planned, leaseToken: mailToken } });
  return {
    teamId: team.id,
    assignmentId: assignment.id,
    subscriptionId: subscription.id,
    mailId: mail.id,
    mailToken,
  };
}

/** Rows of the tables of guardrails; the id of the draft. */
async function fillCoverage(
  tx: db.TenantTransaction,
  ids: SampleCrawl & Pick<Ids, "accountId">,
  canary: string,
): Promise<string> {
  const { organizationId, crawlId, accountId } = ids;
  const actor = commandLine;
  const reason = { code: "no-policy", detail: canary, statements: [] } as const;
  const outcomes = { "cloudtrail-off": sampleOutcome("none", { reason }) };
  const coverage = sampleCoverage({ [canary]: { accounts: [accountId], outcomes } });
  const nodes = sampleCoverageNodes(coverage, [canary]);
  const decided = { coverage, nodes, problems: [], parameters: { [canary]: [canary] }, universeDate: canary };
  const of = { organizationId, crawlId, day: "2026-11-02", at };
  await db.storeCoverage(tx, { ...of, ...decided });
  const change = { kind: "unit-created", nodeId: canary, name: canary, parentId: canary } as const;
  await db.storeOrganizationChanges(tx, { ...of, changes: [{ change, effects: [] }] });
  await db.setObjectiveParameters(tx, { actor, organizationId, parameters: { [canary]: [canary] } });
  const draft = { actor, organizationId, name: canary, baseCrawlId: crawlId, operations: [] };
  return (await db.createDraft(tx, draft)).id;
}

function snapshotTexts(canary: string) {
  return { managementAccountId: canary, partition: "aws", rootId: canary, featureSet: "ALL" };
}
