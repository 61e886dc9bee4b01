import * as db from "../index.ts";
import type { TenantVerb } from "./tenant-verb.ts";

const actor = { kind: "command-line", id: null } as const;
const team = (id: string) => ({ kind: "team", id }) as const;
const partner = (operatorId: string) => ({ kind: "partner", operatorId }) as const;
const network = { subjectKind: "domain", subject: "network" } as const;

/** Teams, assignments and what parties answer for. */
export const partyVerbs: Readonly<Record<string, TenantVerb>> = {
  createTeam: {
    isFresh: true,
    withIds: async () => null,
    withText: (text) => [
      (tx) => db.createTeam(tx, { actor, name: text, email: null }),
      (tx) => db.createTeam(tx, { actor, name: "another", email: text }),
    ],
  },
  listAssignments: {
    withIds: (tx, ids) => db.listAssignments(tx, ids.organizationId),
    withText: (text) => [(tx) => db.listAssignments(tx, text)],
  },
  listTeams: {
    // What it lists is the tenant's own, whatever ids are known.
    withIds: async (tx) => (await db.listTeams(tx)).length,
    withText: () => [],
  },
  readCustomer: {
    // A customer is the tenant itself: the operator that asks is no row of it.
    withIds: (tx, ids) => db.readCustomer(tx, { operatorId: ids.operatorId, now: new Date(0) }),
    withText: (text) => [(tx) => db.readCustomer(tx, { operatorId: text, now: new Date(0) })],
  },
  readPartyControls: {
    withIds: async (tx, ids) =>
      Object.values(
        Object.fromEntries(
          await db.readPartyControls(tx, {
            organizationId: ids.organizationId,
            nodeIds: [ids.accountId],
            party: team(ids.teamId),
          }),
        ),
      ),
    withText: (text, own) => [
      (tx) => db.readPartyControls(tx, { organizationId: text, nodeIds: ["r"], party: team(text) }),
      (tx) => db.readPartyControls(tx, { ...own, nodeIds: [text], party: partner(text) }),
    ],
  },
  readPartyScope: {
    withIds: (tx, ids) => db.readPartyScope(tx, { organizationId: ids.organizationId, party: team(ids.teamId) }),
    withText: (text, own) => [
      (tx) => db.readPartyScope(tx, { organizationId: text, party: team(text) }),
      (tx) => db.readPartyScope(tx, { ...own, party: partner(text) }),
    ],
  },
  removeAssignment: {
    withIds: (tx, ids) => db.removeAssignment(tx, { actor, id: ids.assignmentId }),
    withText: (text) => [(tx) => db.removeAssignment(tx, { actor, id: text })],
  },
  recordOperatorEntry: {
    // It writes, and names nothing of the tenant's.
    withIds: async () => null,
    withText: (text) => [
      (tx) =>
        db.recordOperatorEntry(tx, {
          actor: { kind: "operator", id: text, operatorId: text },
          area: text,
          detail: { [text]: text },
        }),
    ],
  },
  removeTeam: {
    withIds: (tx, ids) => db.removeTeam(tx, { actor, id: ids.teamId }),
    withText: (text) => [(tx) => db.removeTeam(tx, { actor, id: text })],
  },
  setAssignment: {
    withIds: (tx, ids) =>
      db.setAssignment(tx, {
        ...network,
        actor,
        organizationId: ids.organizationId,
        nodeId: ids.accountId,
        party: team(ids.teamId),
      }),
    withText: (text, own) => [
      (tx) => db.setAssignment(tx, { ...own, ...network, actor, nodeId: text, party: team(own.teamId) }),
      (tx) => db.setAssignment(tx, { ...network, actor, organizationId: text, nodeId: "r", party: team(own.teamId) }),
      (tx) => db.setAssignment(tx, { ...own, ...network, actor, nodeId: "r", party: team(text) }),
      (tx) => db.setAssignment(tx, { ...own, ...network, actor, nodeId: "r", party: partner(text) }),
      (tx) =>
        db.setAssignment(tx, {
          ...own,
          actor,
          nodeId: "r",
          subjectKind: "control",
          subject: text,
          party: team(own.teamId),
        }),
    ],
  },
  updateTeam: {
    isFresh: true,
    withIds: (tx, ids) => db.updateTeam(tx, { actor, id: ids.teamId, name: "another", email: null }),
    withText: (text, own) => [
      (tx) => db.updateTeam(tx, { actor, id: text, name: "another", email: null }),
      (tx) => db.updateTeam(tx, { actor, id: own.teamId, name: text, email: null }),
      (tx) => db.updateTeam(tx, { actor, id: own.teamId, name: "another", email: text }),
    ],
  },
};
