import * as db from "../index.ts";
import type { TenantVerb } from "./tenant-verb.ts";

const nextAt = new Date("2026-11-30T08:00:00Z");
const time = { weekday: 1, hour: 8, minute: 0, zone: "UTC", nextAt };
const whole = { scopeKind: "organization", locale: "en" } as const;
const message = {
  messageId: "<a@b.example>",
  address: "a@b.example",
  locale: "en",
  subject: "s",
  toldUntil: null,
} as const;
const mime = Buffer.from("Subject: s\r\n\r\n");
const due = { dueAt: nextAt, period: "2026-11-30", nextAt };
const now = nextAt;

/** Digests, their mails, and the addresses that they go to. */
export const digestVerbs: Readonly<Record<string, TenantVerb>> = {
  beginTransmission: {
    withIds: (tx, ids) => db.beginTransmission(tx, ids.mailId, ids.mailToken, 60),
    withText: (text, own) => [
      (tx) => db.beginTransmission(tx, text, own.mailToken, 60),
      (tx) => db.beginTransmission(tx, own.mailId, text, 60),
    ],
  },
  claimMail: {
    withIds: (tx, ids) => db.claimMail(tx, ids.mailId, 60),
    withText: (text) => [(tx) => db.claimMail(tx, text, 60)],
  },
  confirmTeamAddress: {
    withIds: (tx, ids) => db.confirmTeamAddress(tx, ids.teamId, "a@b.example"),
    withText: (text, own) => [
      (tx) => db.confirmTeamAddress(tx, text, "a@b.example"),
      (tx) => db.confirmTeamAddress(tx, own.teamId, text),
    ],
  },
  createSubscription: {
    isFresh: true,
    withIds: (tx, { teamId, organizationId }) =>
      db.createSubscription(tx, { teamId, organizationId, ...whole, ...time }),
    withText: (text, { userId, organizationId }) => [
      (tx) => db.createSubscription(tx, { userId: text, organizationId, ...whole, ...time }),
      (tx) => db.createSubscription(tx, { teamId: text, organizationId, ...whole, ...time }),
      (tx) => db.createSubscription(tx, { userId, organizationId: text, ...whole, ...time }),
      (tx) => db.createSubscription(tx, { userId, organizationId, ...whole, ...time, zone: text }),
      (tx) =>
        db.createSubscription(tx, {
          userId,
          organizationId,
          ...whole,
          ...time,
          scopeKind: "units",
          nodeIds: [text],
        }),
    ],
  },
  endSubscription: {
    withIds: (tx, ids) => db.endSubscription(tx, ids.subscriptionId, "removed"),
    withText: (text) => [(tx) => db.endSubscription(tx, text, "removed")],
  },
  findSubscription: {
    withIds: (tx, ids) => db.findSubscription(tx, ids.subscriptionId),
    withText: (text) => [(tx) => db.findSubscription(tx, text)],
  },
  findTeam: {
    withIds: (tx, ids) => db.findTeam(tx, ids.teamId),
    withText: (text) => [(tx) => db.findTeam(tx, text)],
  },
  lastPlannedPeriod: {
    withIds: (tx, ids) => db.lastPlannedPeriod(tx, ids.subscriptionId),
    withText: (text) => [(tx) => db.lastPlannedPeriod(tx, text)],
  },
  listOutbox: {
    withIds: (tx, ids) => db.listOutbox(tx, { recipientIds: [ids.subscriptionId], limit: 5 }),
    withText: (text) => [(tx) => db.listOutbox(tx, { recipientIds: [text], limit: 5 })],
  },
  listSubscriptions: {
    withIds: (tx, ids) => db.listSubscriptions(tx, { userId: ids.userId }),
    withText: (text) => [
      (tx) => db.listSubscriptions(tx, { userId: text }),
      (tx) => db.listSubscriptions(tx, { teamId: text }),
    ],
  },
  planDigest: {
    withIds: (tx, ids) => db.planDigest(tx, { subscriptionId: ids.subscriptionId, ...due }),
    withText: (text, own) => [
      (tx) => db.planDigest(tx, { subscriptionId: text, ...due }),
      (tx) => db.planDigest(tx, { subscriptionId: own.subscriptionId, ...due, period: text }),
    ],
  },
  readDigestSource: {
    withIds: (tx, { organizationId, teamId }) =>
      db.readDigestSource(tx, { organizationId, teamId, scopeKind: "assignments", nodeIds: [] }, { since: null, now }),
    withText: (text, { organizationId }) => [
      (tx) =>
        db.readDigestSource(
          tx,
          { organizationId: text, teamId: text, scopeKind: "assignments", nodeIds: [] },
          { since: null, now },
        ),
      (tx) =>
        db.readDigestSource(
          tx,
          { organizationId, teamId: null, scopeKind: "units", nodeIds: [text] },
          { since: null, now },
        ),
    ],
  },
  requestDigestNow: {
    withIds: (tx, ids) => db.requestDigestNow(tx, ids.subscriptionId, "2026-11-30"),
    withText: (text, own) => [
      (tx) => db.requestDigestNow(tx, text, "2026-11-30"),
      (tx) => db.requestDigestNow(tx, own.subscriptionId, text),
    ],
  },
  requestTeamConfirmation: {
    withIds: (tx, ids) => db.requestTeamConfirmation(tx, ids.teamId),
    withText: (text) => [(tx) => db.requestTeamConfirmation(tx, text)],
  },
  resendHeldMail: {
    withIds: (tx, ids) => db.resendHeldMail(tx, ids.mailId),
    withText: (text) => [(tx) => db.resendHeldMail(tx, text)],
  },
  settleMail: {
    isFresh: true,
    withIds: (tx, ids) => db.settleMail(tx, ids.mailId, ids.mailToken, { state: "sent" }),
    withText: (text, own) => [
      (tx) => db.settleMail(tx, text, own.mailToken, { state: "sent" }),
      (tx) => db.settleMail(tx, own.mailId, text, { state: "sent" }),
      (tx) => db.settleMail(tx, own.mailId, own.mailToken, { state: "refused", reason: { code: text, answer: text } }),
    ],
  },
  storeComposedMail: {
    isFresh: true,
    withIds: (tx, ids) => db.storeComposedMail(tx, ids.mailId, ids.mailToken, { ...message, mime }),
    withText: (text, own) => [
      (tx) => db.storeComposedMail(tx, text, own.mailToken, { ...message, mime }),
      (tx) => db.storeComposedMail(tx, own.mailId, text, { ...message, mime }),
      (tx) =>
        db.storeComposedMail(tx, own.mailId, own.mailToken, {
          messageId: text,
          address: text,
          locale: "ja",
          subject: text,
          toldUntil: null,
          mime: Buffer.from(text),
        }),
    ],
  },
  updateSubscription: {
    withIds: (tx, ids) => db.updateSubscription(tx, ids.subscriptionId, { locale: "ja" }),
    withText: (text, own) => [
      (tx) => db.updateSubscription(tx, text, { locale: "ja" }),
      (tx) => db.updateSubscription(tx, own.subscriptionId, { time: { ...time, zone: text } }),
      (tx) => db.updateSubscription(tx, own.subscriptionId, { scope: { scopeKind: "accounts", nodeIds: [text] } }),
    ],
  },
  searchAccounts: {
    withIds: (tx, ids) => db.searchAccounts(tx, { organizationId: ids.organizationId, text: "", limit: 5 }),
    withText: (text, own) => [
      (tx) => db.searchAccounts(tx, { organizationId: text, text: "", limit: 5 }),
      (tx) => db.searchAccounts(tx, { organizationId: own.organizationId, text, limit: 5 }),
    ],
  },
};
