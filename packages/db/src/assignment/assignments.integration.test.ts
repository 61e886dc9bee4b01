import { type ControlSums, type Party, partyKey, sumControls, sumsOfControls } from "@sekinin/posture";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import {
  createOperator,
  createTeam,
  type Database,
  grantOperator,
  listAssignments,
  listAuditEvents,
  listOperatorsOfTenant,
  listTeams,
  readPartyControls,
  readPartyScope,
  removeAssignment,
  removeTeam,
  revokeOperator,
  setAssignment,
  type TenantTransaction,
  updateTeam,
} from "../index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { sampleCrawl } from "../testing/sample-crawl.ts";

let databases: TestDatabase;
let database: Database;
let tenantId: string;
let operatorId: string;
const organizationId = "o-sample0001";
const actor = { kind: "command-line", id: null } as const;
const ssh = { id: "ec2-security-group-ssh-not-open", domain: "network" } as const;
const flow = { id: "vpc-flow-logs-enabled", domain: "network" } as const;
const absent = "3f0e7f52-1111-4222-8333-444455556666";

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  database = databases.database;
});
afterAll(() => databases.drop());

const within = <T>(work: (tx: TenantTransaction) => Promise<T>) => database.withTenant(tenantId, work);
let round = 0;

beforeEach(async () => {
  round += 1;
  tenantId = (await databases.createTenant()).id;
  const crawl = await sampleCrawl(database, tenantId, { organizationId });
  operatorId = (
    await database.withSystem((tx) => createOperator(tx, { slug: `op-${round}`, name: `Operator ${round}` }))
  ).id;
  await within(async (tx) => {
    await grantOperator(tx, { operatorId, role: "owner" });
    for (const node of tree) {
      const controls = controlsOf(node.below);
      await tx.organizationNode.create({
        data: {
          tenantId,
          organizationId,
          nodeId: node.id,
          kind: node.kind,
          parentId: node.parentId,
          name: node.id,
          depth: node.depth,
          accounts: node.below.length,
          posture: {},
          controls,
        },
      });
    }
    for (const accountId of ["1", "2", "3", "outside"]) {
      const state = { name: accountId, status: "current", crawlId: crawl.crawlId, observedAt: new Date(), calls: 0 };
      await tx.accountState.create({ data: { tenantId, organizationId, accountId, sums: {}, ...state } });
    }
  });
});

const tree = [
  { id: "r-root", kind: "root", parentId: "", depth: 0, below: [1, 2, 3] },
  { id: "ou-a", kind: "organizational-unit", parentId: "r-root", depth: 1, below: [1, 2] },
  { id: "1", kind: "account", parentId: "ou-a", depth: 2, below: [1] },
  { id: "2", kind: "account", parentId: "ou-a", depth: 2, below: [2] },
  { id: "3", kind: "account", parentId: "r-root", depth: 1, below: [3] },
] as const;

/** Account n fails n resources of each control. */
function controlsOf(accounts: readonly number[]): ControlSums {
  const duties = accounts.flatMap((failed) =>
    [ssh, flow].map(({ id, domain }) => ({
      controlId: id,
      domain,
      severity: "high" as const,
      passed: 1,
      failed,
      unknown: 0,
    })),
  );
  return sumControls(duties, [ssh, flow]);
}

const domain = { actor, organizationId, subjectKind: "domain", subject: "network" } as const;
const control = { actor, organizationId, subjectKind: "control", subject: ssh.id } as const;

async function failedOf(party: Party, nodeId: string): Promise<Record<string, number>> {
  const sums = await within((tx) => readPartyControls(tx, { organizationId, nodeIds: [nodeId], party }));
  return Object.fromEntries(Object.entries(sums.get(nodeId) ?? {}).map(([id, { failed }]) => [id, failed]));
}

describe("teams", () => {
  test("are made, renamed, given another address, and removed; each change is told of", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: " Platform ", email: "p@acme.example" }));
    await within((tx) => tx.team.updateMany({ data: { emailConfirmedAt: new Date("2026-11-01T00:00:00Z") } }));
    const change = (name: string, email: string | null) => within((tx) => updateTeam(tx, { actor, id, name, email }));
    const first = async () => (await within(listTeams))[0];
    expect(await change("Platform", "p@acme.example")).toEqual({ addressChanged: false });
    expect(await change("Base", "p@acme.example")).toEqual({ addressChanged: false });
    expect(await first()).toMatchObject({ name: "Base", emailConfirmedAt: new Date("2026-11-01T00:00:00Z") });
    expect(await change("Base", "q@acme.example")).toEqual({ addressChanged: true });
    expect(await first()).toEqual({
      id,
      name: "Base",
      email: "q@acme.example",
      emailConfirmedAt: null,
      assignments: 0,
      subscriptions: 0,
    });
    expect(await change("Base", null)).toEqual({ addressChanged: false });
    await within((tx) => removeTeam(tx, { actor, id }));
    expect(await within(listTeams)).toEqual([]);
    const told = await within((tx) => listAuditEvents(tx, { limit: 9 }));
    expect(told.map(({ action, detail }) => `${action} ${detail["name"]}`).reverse()).toEqual([
      "team.created Platform",
      "team.changed Base",
      "team.changed Base",
      "team.changed Base",
      "team.removed Base",
    ]);
    expect(JSON.stringify(told)).not.toContain("@acme.example");
  });

  test.each(["", "  ", "x".repeat(201), "a\u0000b"])("are not called %j", async (name) => {
    const made = within((tx) => createTeam(tx, { actor, name, email: null }));
    await expect(made).rejects.toMatchObject({ code: "input.invalid" });
  });

  test("have names of their own, and another tenant may use the same", async () => {
    const make = () => within((tx) => createTeam(tx, { actor, name: "Platform", email: null }));
    await make();
    await expect(make()).rejects.toMatchObject({ code: "team.name-taken" });
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Other", email: null }));
    const rename = within((tx) => updateTeam(tx, { actor, id, name: "Platform", email: null }));
    await expect(rename).rejects.toMatchObject({ code: "team.name-taken" });
    tenantId = (await databases.createTenant()).id;
    await expect(make()).resolves.toHaveProperty("id");
  });

  test("stay while they answer for something or get a digest", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Platform", email: "p@acme.example" }));
    const remove = () => within((tx) => removeTeam(tx, { actor, id }));
    const assignment = await within((tx) =>
      setAssignment(tx, { ...domain, nodeId: "ou-a", party: { kind: "team", id } }),
    );
    await expect(remove()).rejects.toMatchObject({ code: "team.in-use" });
    await within((tx) => removeAssignment(tx, { actor, id: assignment.id }));
    const weekly = { weekday: 1, hour: 8, zone: "UTC", locale: "en", scopeKind: "assignments" };
    const { id: subscriptionId } = await within((tx) =>
      tx.subscription.create({ data: { tenantId, organizationId, teamId: id, ...weekly } }),
    );
    await expect(remove()).rejects.toMatchObject({ code: "team.in-use" });
    await within((tx) => tx.subscription.updateMany({ where: { id: subscriptionId }, data: { state: "ended" } }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("assignments", () => {
  test("of one subject at one place are one, whoever was named before", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Platform", email: null }));
    const team = { kind: "team", id } as const;
    const partner = { kind: "partner", operatorId } as const;
    const first = await within((tx) => setAssignment(tx, { ...domain, nodeId: "ou-a", party: team }));
    const second = await within((tx) => setAssignment(tx, { ...domain, nodeId: "ou-a", party: partner }));
    expect(second).toEqual(first);
    await within((tx) => setAssignment(tx, { ...control, nodeId: "r-root", party: team }));
    expect(await within((tx) => listAssignments(tx, organizationId))).toMatchObject([
      {
        nodeId: "r-root",
        subjectKind: "control",
        subject: ssh.id,
        party: team,
        node: { name: "r-root", kind: "root" },
      },
      { nodeId: "ou-a", subjectKind: "domain", subject: "network", party: partner },
    ]);
    const remove = () => within((tx) => removeAssignment(tx, { actor, id: first.id }));
    expect([await remove(), await remove()]).toEqual([true, false]);
    const told = await within((tx) => listAuditEvents(tx, { limit: 9 }));
    expect(told.map(({ action }) => action).reverse()).toEqual([
      "team.created",
      "assignment.set",
      "assignment.set",
      "assignment.set",
      "assignment.removed",
    ]);
  });

  test("whose place has left the tree are still listed, as such, and count nowhere", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Platform", email: null }));
    await within((tx) => setAssignment(tx, { ...domain, nodeId: "ou-a", party: { kind: "team", id } }));
    await within((tx) => tx.organizationNode.deleteMany({ where: { nodeId: { in: ["ou-a", "1", "2"] } } }));
    expect(await within((tx) => listAssignments(tx, organizationId))).toMatchObject([{ nodeId: "ou-a", node: null }]);
    expect(await failedOf({ kind: "team", id }, "r-root")).toEqual({});
  });

  test.each([
    { given: "a place of another organisation", change: { organizationId: "o-other00001" }, code: "not-found" },
    { given: "a place that is none", change: { nodeId: "ou-x" }, code: "not-found" },
    { given: "a domain that is none", change: { subject: "weather" }, code: "input.invalid" },
    { given: "a control that is none", change: { subjectKind: "control" as const }, code: "input.invalid" },
    { given: "a team that is none", change: { party: { kind: "team" as const, id: absent } }, code: "not-found" },
    { given: "an id that is none", change: { party: { kind: "team" as const, id: "x" } }, code: "not-found" },
    {
      given: "an operator without a grant",
      change: { party: { kind: "partner" as const, operatorId: absent } },
      code: "not-found",
    },
  ])("$given is refused", async ({ change, code }) => {
    const party = { kind: "partner", operatorId } as const;
    const right = { ...domain, nodeId: "ou-a", party };
    const set = (input: typeof right) => within((tx) => setAssignment(tx, input));
    await expect(set({ ...right, ...change } as typeof right)).rejects.toMatchObject({ code });
    await expect(set(right)).resolves.toHaveProperty("id");
  });

  test.each([
    { given: "has run out", end: (tx: TenantTransaction) => expire(tx) },
    { given: "was revoked", end: (tx: TenantTransaction) => revokeOperator(tx, operatorId) },
  ])("to a partner whose grant $given is refused, and the tenant lists it no more", async ({ end }) => {
    const listed = () => database.withSystem((tx) => listOperatorsOfTenant(tx, tenantId));
    expect(await listed()).toMatchObject([{ id: operatorId, name: `Operator ${round}` }]);
    await within<unknown>(end);
    const party = { kind: "partner", operatorId } as const;
    const set = within((tx) => setAssignment(tx, { ...domain, nodeId: "ou-a", party }));
    await expect(set).rejects.toMatchObject({ code: "not-found" });
    expect(await listed()).toEqual([]);
  });
});

function expire(tx: TenantTransaction) {
  return grantOperator(tx, { operatorId, role: "owner", expiresAt: new Date(Date.now() - 1_000) });
}

describe("what a party answers for", () => {
  test("sums and scopes agree: the OU is the team's, one control in one account the partner's, the rest nobody's", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Platform", email: null }));
    const team: Party = { kind: "team", id };
    const partner: Party = { kind: "partner", operatorId };
    await within((tx) => setAssignment(tx, { ...domain, nodeId: "ou-a", party: team }));
    await within((tx) => setAssignment(tx, { ...control, nodeId: "2", party: partner }));
    expect(await failedOf(team, "r-root")).toEqual({ [ssh.id]: 1, [flow.id]: 3 });
    expect(await failedOf(team, "2")).toEqual({ [flow.id]: 2 });
    expect(await failedOf(partner, "r-root")).toEqual({ [ssh.id]: 2 });
    expect(await failedOf({ kind: "unassigned" }, "r-root")).toEqual({ [ssh.id]: 3, [flow.id]: 3 });
    expect(await failedOf({ kind: "unassigned" }, "ou-a")).toEqual({});
    expect(await failedOf({ kind: "aws" }, "r-root")).toEqual({});
    const pairs = async (party: Party) => {
      const scope = await within((tx) => readPartyScope(tx, { organizationId, party }));
      expect(scope.controlIds).toHaveLength(scope.accountIds.length);
      const found = scope.controlIds.map((controlId, at) => `${controlId} ${scope.accountIds[at]}`);
      return { everywhere: scope.everywhere.includes(ssh.id), found: found.filter((pair) => pair.startsWith(ssh.id)) };
    };
    expect(await pairs(team)).toEqual({ everywhere: false, found: [`${ssh.id} 1`] });
    expect(await pairs(partner)).toEqual({ everywhere: false, found: [`${ssh.id} 2`] });
    expect(await pairs({ kind: "unassigned" })).toEqual({
      everywhere: false,
      found: [`${ssh.id} 3`, `${ssh.id} outside`],
    });
  });

  test("with nobody named, everything is unassigned, everywhere", async () => {
    const scope = await within((tx) => readPartyScope(tx, { organizationId, party: { kind: "unassigned" } }));
    expect(scope.everywhere).toContain(ssh.id);
    expect([scope.controlIds, scope.accountIds]).toEqual([[], []]);
    const all = await within((tx) =>
      readPartyControls(tx, { organizationId, nodeIds: ["r-root"], party: { kind: "unassigned" } }),
    );
    expect(sumsOfControls(all.get("r-root") ?? {})).toEqual(sumsOfControls(controlsOf([1, 2, 3])));
  });

  test("a node that no crawl has counted by control is told apart from one of which nobody has anything", async () => {
    await within((tx) => tx.organizationNode.updateMany({ where: { nodeId: "3" }, data: { controls: {} } }));
    const nodeIds = ["r-root", "3", "ou-nowhere"];
    const sums = await within((tx) => readPartyControls(tx, { organizationId, nodeIds, party: { kind: "aws" } }));
    expect([...sums]).toEqual([["r-root", {}]]);
  });

  test("another tenant's organisation, nodes and teams are nobody's here", async () => {
    const { id } = await within((tx) => createTeam(tx, { actor, name: "Platform", email: null }));
    await within((tx) => setAssignment(tx, { ...domain, nodeId: "r-root", party: { kind: "team", id } }));
    tenantId = (await databases.createTenant()).id;
    expect(await failedOf({ kind: "team", id }, "r-root")).toEqual({});
    const scope = await within((tx) => readPartyScope(tx, { organizationId, party: { kind: "team", id } }));
    expect(scope).toEqual({ everywhere: [], controlIds: [], accountIds: [] });
    expect(partyKey({ kind: "team", id })).toContain(id);
  });
});
