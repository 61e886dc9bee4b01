import { createHash } from "node:crypto";
import * as db from "../index.ts";
import type { Ids } from "./full-tenant.ts";

type SystemVerb = {
  readonly withText: (text: string, own: Ids) => readonly ((tx: db.SystemTransaction) => Promise<unknown>)[];
};

const at = new Date("2026-11-02T00:00:00Z");
const tokenHash = (text: string) => createHash("sha256").update(text).digest();

/** Every verb of a system transaction, by its exported name. */
export const systemVerbs: Readonly<Record<string, SystemVerb>> = {
  addOperatorMember: {
    withText: (text, own) => [
      (tx) => db.addOperatorMember(tx, { operatorId: text, userId: own.userId }),
      (tx) => db.addOperatorMember(tx, { operatorId: own.operatorId, userId: text }),
    ],
  },
  claimOrganization: {
    withText: (text, own) => [
      (tx) => db.claimOrganization(tx, { ...own, organizationId: text }),
      (tx) => db.claimOrganization(tx, { ...own, tenantId: text }),
      (tx) => db.claimOrganization(tx, { ...own, connectionId: text }),
    ],
  },
  createOperator: {
    withText: (text) => [
      (tx) => db.createOperator(tx, { slug: text, name: "o" }),
      (tx) => db.createOperator(tx, { slug: "hostile", name: text }),
    ],
  },
  createTenant: {
    withText: (text) => [
      (tx) => db.createTenant(tx, { slug: text, name: "t" }),
      (tx) => db.createTenant(tx, { slug: "hostile", name: text }),
      (tx) => db.createTenant(tx, { slug: "hostile", name: "t", zone: text }),
    ],
  },
  createUser: {
    withText: (text) => [
      (tx) => db.createUser(tx, { email: text, name: "u", passwordHash: "h" }),
      (tx) => db.createUser(tx, { email: "hostile@a.example", name: text, passwordHash: "h" }),
      (tx) => db.createUser(tx, { email: "hostile@a.example", name: "u", passwordHash: text }),
    ],
  },
  findLiveSession: { withText: (text) => [(tx) => db.findLiveSession(tx, tokenHash(text))] },
  findOperatorBySlug: { withText: (text) => [(tx) => db.findOperatorBySlug(tx, text)] },
  findTenantBySlug: { withText: (text) => [(tx) => db.findTenantBySlug(tx, text)] },
  findUserByEmail: { withText: (text) => [(tx) => db.findUserByEmail(tx, text)] },
  findUserById: { withText: (text) => [(tx) => db.findUserById(tx, text)] },
  insertSession: {
    withText: (text, own) => [
      (tx) => db.insertSession(tx, { userId: text, tokenHash: tokenHash(text), expiresAt: at }),
      (tx) => db.insertSession(tx, { userId: own.userId, tokenHash: tokenHash(text), expiresAt: at, userAgent: text }),
    ],
  },
  listAccessOfUser: { withText: (text) => [(tx) => db.listAccessOfUser(tx, text)] },
  listCancelledRunning: { withText: () => [] },
  listDueCoverage: { withText: () => [] },
  listDispatchable: { withText: () => [] },
  listDueSubscriptions: { withText: () => [] },
  listOpenMails: { withText: () => [] },
  listDueConnections: { withText: () => [] },
  listOperatorsOfTenant: { withText: (text) => [(tx) => db.listOperatorsOfTenant(tx, text)] },
  listPeopleOfTenant: {
    withText: (text, own) => [
      (tx) => db.listPeopleOfTenant(tx, { tenantId: text, userIds: [own.userId] }),
      (tx) => db.listPeopleOfTenant(tx, { tenantId: own.tenantId, userIds: [text] }),
    ],
  },
  listOperatorsOfUser: { withText: (text) => [(tx) => db.listOperatorsOfUser(tx, text)] },
  listRequestedTests: { withText: () => [] },
  listSessionsOfUser: { withText: (text) => [(tx) => db.listSessionsOfUser(tx, text)] },
  listStalledCrawls: { withText: () => [] },
  listTenants: { withText: () => [] },
  reapExpiredLeases: { withText: () => [] },
  revokeSession: {
    withText: (text, own) => [
      (tx) => db.revokeSession(tx, { sessionId: text, userId: own.userId }),
      (tx) => db.revokeSession(tx, { sessionId: own.crawlId, userId: text }),
    ],
  },
  revokeSessionsOfUser: {
    withText: (text, own) => [
      (tx) => db.revokeSessionsOfUser(tx, text),
      (tx) => db.revokeSessionsOfUser(tx, own.userId, text),
    ],
  },
  setUserDisabled: { withText: (text) => [(tx) => db.setUserDisabled(tx, text, true)] },
  setUserPassword: {
    withText: (text, own) => [
      (tx) => db.setUserPassword(tx, text, "h"),
      (tx) => db.setUserPassword(tx, own.userId, text),
    ],
  },
  setUserPreferences: { withText: (text) => [(tx) => db.setUserPreferences(tx, text, { locale: "ja" })] },
  touchSession: { withText: (text) => [(tx) => db.touchSession(tx, text)] },
};
