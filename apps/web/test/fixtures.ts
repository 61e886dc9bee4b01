import { randomUUID } from "node:crypto";
import { hashPassword } from "@sekinin/auth";
import {
  addMembership,
  addOperatorMember,
  createConnection,
  createDraft,
  createOperator,
  createSubscription,
  createTeam,
  createTenant,
  createUser,
  endSubscription,
  grantOperator,
  setAssignment,
  startCrawl,
  storeCoverage,
  storeSnapshot,
  type TenantTransaction,
  updateConnection,
} from "@sekinin/db";
import type { TestDatabase } from "@sekinin/db/testing";
import {
  compileOrganization,
  coverageNodes,
  decideOrganization,
  loadUniverse,
  type OrganizationReading,
} from "@sekinin/guardrails";
import { emptySums, type NodePosture } from "@sekinin/posture";
import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";

export const password = "correct horse battery";

/** Ids that a request of one tenant may carry; B's are known to the attacker. */
export type TenantFixture = {
  readonly id: string;
  readonly slug: string;
  readonly organizationId: string;
  readonly accountId: string;
  readonly nodeId: string;
  readonly connectionId: string;
  readonly crawlId: string;
  readonly findingId: string;
  readonly testId: string;
  readonly teamId: string;
  /** The team as forms name it. */
  readonly teamKey: string;
  readonly assignmentId: string;
  /** A team that only has digests: one that goes on, one to end, one that has ended, and a mail that is held. */
  readonly digestTeamId: string;
  readonly subscriptionId: string;
  readonly endingId: string;
  readonly endedId: string;
  readonly mailId: string;
  /** A policy of the organisation, its root, a what-if draft, and one to remove. */
  readonly policyId: string;
  readonly rootId: string;
  readonly draftId: string;
  readonly endingDraftId: string;
};

export type Person = { readonly id: string; readonly email: string };
export type Fixtures = {
  readonly a: TenantFixture;
  readonly b: TenantFixture;
  readonly people: Record<"owner" | "viewer" | "operator" | "other" | "nobody", Person>;
};

const actor = { kind: "command-line", id: null } as const;

/** Stands in every text of a tenant that a page could show. */
export function canaryOf(slug: string): string {
  return `canary-${slug}-4f81`;
}

/** Two tenants of equal shape; an owner and a viewer of A, an owner of B, an operator over A only, and somebody without any. */
export async function makeFixtures(db: TestDatabase): Promise<Fixtures> {
  const a = await makeTenant(db, "acme", "1");
  const b = await makeTenant(db, "hinode", "2");
  const passwordHash = await hashPassword(password);
  const person = (name: string): Promise<Person> =>
    db.database.withSystem((tx) => createUser(tx, { email: `${name}@people.example`, name, passwordHash }));
  const people = {
    owner: await person("owner"),
    viewer: await person("viewer"),
    operator: await person("operator"),
    other: await person("other"),
    nobody: await person("nobody"),
  };
  await db.database.withTenant(a.id, async (tx) => {
    await addMembership(tx, { userId: people.owner.id, role: "owner" });
    await addMembership(tx, { userId: people.viewer.id, role: "viewer" });
  });
  await db.database.withTenant(b.id, (tx) => addMembership(tx, { userId: people.other.id, role: "owner" }));
  const operator = await db.database.withSystem((tx) => createOperator(tx, { slug: "northstar", name: "Northstar" }));
  await db.database.withSystem((tx) => addOperatorMember(tx, { operatorId: operator.id, userId: people.operator.id }));
  await db.database.withTenant(a.id, (tx) => grantOperator(tx, { operatorId: operator.id, role: "owner" }));
  return { a, b, people };
}

async function makeTenant(db: TestDatabase, slug: string, digit: string): Promise<TenantFixture> {
  const canary = canaryOf(slug);
  const tenant = await db.database.withSystem((tx) => createTenant(tx, { slug, name: `Tenant ${canary}` }));
  const ids = {
    organizationId: `o-${digit.repeat(10)}`,
    accountId: digit.repeat(12),
    nodeId: `ou-${digit.repeat(4)}-${digit.repeat(8)}`,
    findingId: randomUUID(),
  };
  return db.database.withTenant(tenant.id, async (tx) => {
    const connection = await createConnection(tx, {
      managementRoleArn: `arn:aws:iam::${ids.accountId}:role/${canary}`,
      memberRoleName: canary,
      externalId: `${canary}-external`,
    });
    await updateConnection(tx, connection.id, { state: "ready", organizationId: ids.organizationId });
    const crawl = await startCrawl(tx, { connectionId: connection.id, trigger: "manual" });
    if (!("id" in crawl)) throw new Error("a crawl runs already");
    const key = { tenantId: tenant.id, organizationId: ids.organizationId };
    await tx.organization.create({
      data: {
        ...key,
        connectionId: connection.id,
        managementAccountId: ids.accountId,
        partition: "aws",
        rootId: `r-${digit.repeat(4)}`,
        featureSet: "ALL",
        currentCrawlId: crawl.id,
        currentCrawlAt: new Date(),
      },
    });
    const nodes = [
      { nodeId: `r-${digit.repeat(4)}`, kind: "root", parentId: "", name: `${canary} root`, depth: 0, childCount: 1 },
      {
        nodeId: ids.nodeId,
        kind: "organizational-unit",
        parentId: `r-${digit.repeat(4)}`,
        name: `${canary} unit`,
        depth: 1,
        childCount: 1,
      },
      {
        nodeId: ids.accountId,
        kind: "account",
        parentId: ids.nodeId,
        name: `${canary} account`,
        depth: 2,
        accountState: "ACTIVE",
      },
    ];
    for (const node of nodes) {
      await tx.organizationNode.create({ data: { ...key, ...node, accounts: 1, posture: onePosture(ids.accountId) } });
    }
    await tx.accountState.create({
      data: {
        ...key,
        accountId: ids.accountId,
        name: `${canary} account`,
        status: "current",
        crawlId: crawl.id,
        observedAt: new Date(),
        lastReadAt: new Date(),
        sums: onePosture(ids.accountId).sums,
        calls: 1,
      },
    });
    const where = {
      accountId: ids.accountId,
      region: "eu-west-1",
      controlId: "s3-bucket-tls-required",
      domain: "data-protection",
      severity: "medium",
    };
    await tx.duty.create({
      data: {
        ...key,
        ...where,
        passed: 0,
        failed: 1,
        unknown: 0,
        notApplicable: 0,
        changedAt: new Date(),
        crawlId: crawl.id,
      },
    });
    await tx.finding.create({
      data: {
        ...key,
        ...where,
        id: ids.findingId,
        resource: `arn:aws:s3:::${canary}`,
        resourceName: canary,
        rank: 3,
        status: "open",
        reason: "no-tls-deny",
        evidence: { policy: canary },
        firstSeenAt: new Date(),
        changedAt: new Date(),
        crawlId: crawl.id,
      },
    });
    const test = await tx.connectionTest.create({
      data: {
        tenantId: tenant.id,
        connectionId: connection.id,
        state: "failed",
        finishedAt: new Date(),
        steps: [{ step: "sts:AssumeRole", outcome: "failed", code: "role-missing", detail: canary }],
      },
    });
    const team = await createTeam(tx, { actor, name: `Team ${canary}`, email: `team-${slug}@people.example` });
    const { id: assignmentId } = await setAssignment(tx, {
      actor,
      organizationId: ids.organizationId,
      nodeId: ids.nodeId,
      subjectKind: "control",
      subject: where.controlId,
      party: { kind: "team", id: team.id },
    });
    const digests = await makeDigests(tx, { tenantId: tenant.id, organizationId: ids.organizationId, canary, slug });
    const drafts = await makeDrafts(tx, { ...ids, crawlId: crawl.id, canary, digit });
    const parties = { ...digests, ...drafts, teamId: team.id, teamKey: `team:${team.id}`, assignmentId };
    return { id: tenant.id, slug, ...ids, ...parties, connectionId: connection.id, crawlId: crawl.id, testId: test.id };
  });
}

/** The organisation as a crawl read it, with one policy, and two drafts on it. */
async function makeDrafts(
  tx: TenantTransaction,
  ids: Record<"organizationId" | "accountId" | "nodeId" | "crawlId" | "canary" | "digit", string>,
) {
  const { organizationId, accountId, nodeId, crawlId, canary, digit } = ids;
  const rootId = `r-${digit.repeat(4)}`;
  const policyId = `p-${digit.repeat(8)}`;
  const document: OrganizationReading = {
    format: "sekinin.organization/1",
    organization: { id: organizationId, managementAccountId: "888888888888", featureSet: "ALL" },
    root: { id: rootId, name: `${canary} root`, policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
    organizationalUnits: [{ id: nodeId, name: `${canary} unit`, parentId: rootId }],
    accounts: [{ id: accountId, name: `${canary} account`, parentId: nodeId, state: "ACTIVE", joinedAt: null }],
    policies: [
      {
        id: policyId,
        name: `${canary} policy`,
        type: "SERVICE_CONTROL_POLICY",
        awsManaged: false,
        content: {
          status: "read",
          value: JSON.stringify({ Version: "2012-10-17", Id: canary, Statement: [allowAll] }),
        },
        targetIds: { status: "read", value: [rootId, nodeId, accountId] },
      },
    ],
    delegatedAdministrators: [],
    unread: [],
  };
  const facts = { managementAccountId: "888888888888", partition: "aws", rootId, featureSet: "ALL" };
  const at = new Date();
  await storeSnapshot(tx, { ...facts, crawlId, organizationId, observedAt: at, document });
  await makeCoverage(tx, { organizationId, crawlId, at, document });
  const detach = { kind: "detach", policyId, targetId: accountId } as const;
  const draft = { actor, organizationId, baseCrawlId: crawlId, operations: [detach] };
  return {
    policyId,
    rootId,
    draftId: (await createDraft(tx, { ...draft, name: `Draft ${canary}` })).id,
    endingDraftId: (await createDraft(tx, { ...draft, name: `Ending ${canary}` })).id,
  };
}

/** What the policies of the organisation cover, decided as a crawl decides it. */
async function makeCoverage(
  tx: TenantTransaction,
  { document, ...of }: { organizationId: string; crawlId: string; at: Date; document: OrganizationReading },
) {
  const universe = loadUniverse();
  const compiled = compileOrganization(document, { universe });
  const coverage = decideOrganization(compiled);
  const nodes = coverageNodes(compiled, coverage);
  const day = of.at.toISOString().slice(0, 10);
  await storeCoverage(tx, { ...of, day, coverage, nodes, problems: [], parameters: {}, universeDate: universe.date });
}

const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };

async function makeDigests(
  tx: TenantTransaction,
  { tenantId, organizationId, canary, slug }: Record<"tenantId" | "organizationId" | "canary" | "slug", string>,
) {
  const email = `digests-${slug}@people.example`;
  const { id: teamId } = await createTeam(tx, { actor, name: `Digests ${canary}`, email });
  const time = { weekday: 1, hour: 8, minute: 0, zone: "UTC", nextAt: new Date("2099-01-05T08:00:00Z") };
  const make = async (nodeIds: readonly string[]) => {
    const scope = { organizationId, scopeKind: "units", nodeIds } as const;
    return (await createSubscription(tx, { teamId, ...scope, ...time, locale: "en" })).id;
  };
  const [subscriptionId, endingId, endedId] = [await make(["ou-1"]), await make(["ou-2"]), await make(["ou-3"])];
  await endSubscription(tx, endedId, "refused");
  const mail = await tx.outboxMail.create({
    data: {
      tenantId,
      kind: "digest",
      recipientId: subscriptionId,
      period: "2026-11-23",
      state: "held",
      address: email,
    },
  });
  return { digestTeamId: teamId, subscriptionId, endingId, endedId, mailId: mail.id };
}

function onePosture(accountId: string) {
  const sums = emptySums();
  const data = { ...sums["data-protection"], known: 2, total: 2, duties: 1, failingDuties: 1, failed: 1 };
  const worst = Object.fromEntries(
    responsibilityDomains.map((domain) => [domain, domain === "data-protection" ? { accountId, score: 0 } : null]),
  ) as Record<ResponsibilityDomain, { accountId: string; score: number } | null>;
  return { sums: { ...sums, "data-protection": data }, accounts: 1, worst } satisfies NodePosture;
}
