"use server";

import { may } from "@sekinin/auth";
import { Failure } from "@sekinin/config";
import {
  endSubscription,
  findTeam,
  recordAuditEvent,
  requestDigestNow,
  requestTeamConfirmation,
  resendHeldMail,
  updateSubscription,
} from "@sekinin/db";
import { isKnownZone, periodOf } from "@sekinin/digest";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "../../../../server/action.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { DigestFields, type DigestProblem, readWish } from "./digest-input.ts";
import { hasKnownNodes, readOwnMails, requireSubscription } from "./own-subscription.ts";
import { nextFree, storeDigest } from "./store-digest.ts";

/** Null where everything was stored. */
export type DigestAnswer = { readonly problem: DigestProblem | null };

const ById = z.strictObject({ subscriptionId: z.uuid() });

function refresh({ tenant }: TenantContext): void {
  revalidatePath(`/t/${tenant.slug}/digests`);
}

/** Subscribes whoever asks, or a team where they look after teams; a digest of theirs about the same becomes as said. */
export const subscribe = action({
  permission: "digest:subscribe",
  input: DigestFields,
  run: async (context, fields): Promise<DigestAnswer> => {
    const read = readWish(fields, isKnownZone);
    if ("problem" in read) return read;
    const { teamId, scope, time, locale } = read.wish;
    if (teamId !== null && !may(context.role, "assignment:write")) throw new Failure("access.denied");
    const reader = teamId === null ? { userId: context.user.userId } : { teamId };
    const isStored = await context.withTenant(async (tx) => {
      if (!(await hasKnownNodes(tx, scope))) return false;
      await storeDigest(tx, { ...reader, ...scope, actor: context.actor, now: new Date(), time, locale });
      return true;
    });
    if (!isStored) return { problem: "unknown-nodes" };
    redirect(`/t/${context.tenant.slug}/digests`);
  },
});

/** Changes what a digest is about, its time and its language. Whose it is never changes. */
export const changeDigest = action({
  permission: "digest:subscribe",
  input: DigestFields.extend({ subscriptionId: z.uuid() }),
  run: async (context, { subscriptionId, ...fields }): Promise<DigestAnswer> => {
    const read = readWish(fields, isKnownZone);
    if ("problem" in read) return read;
    const { scope, time, locale } = read.wish;
    const isStored = await context.withTenant(async (tx) => {
      const { organizationId } = await requireSubscription(tx, context, subscriptionId);
      const { scopeKind, nodeIds } = scope;
      if (!(await hasKnownNodes(tx, { organizationId, scopeKind, nodeIds }))) return false;
      const nextAt = await nextFree(tx, subscriptionId, { time, now: new Date() });
      await updateSubscription(tx, subscriptionId, {
        scope: { scopeKind, nodeIds },
        time: { ...time, nextAt },
        locale,
      });
      const detail = { subscriptionId, scope: scopeKind };
      await recordAuditEvent(tx, { actor: context.actor, action: "digest.changed", detail });
      return true;
    });
    if (!isStored) return { problem: "unknown-nodes" };
    redirect(`/t/${context.tenant.slug}/digests`);
  },
});

/** Stops a digest until it is resumed. */
export const pauseDigest = action({
  permission: "digest:subscribe",
  input: ById,
  run: async (context, { subscriptionId }): Promise<null> => {
    await context.withTenant(async (tx) => {
      await requireSubscription(tx, context, subscriptionId);
      await updateSubscription(tx, subscriptionId, { state: "paused" });
      await recordAuditEvent(tx, { actor: context.actor, action: "digest.paused", detail: { subscriptionId } });
    });
    refresh(context);
    return null;
  },
});

/** Lets a paused digest go on from its next time. */
export const resumeDigest = action({
  permission: "digest:subscribe",
  input: ById,
  run: async (context, { subscriptionId }): Promise<null> => {
    await context.withTenant(async (tx) => {
      const { weekday, hour, minute, zone } = await requireSubscription(tx, context, subscriptionId);
      const time = { weekday, hour, minute, zone };
      const nextAt = await nextFree(tx, subscriptionId, { time, now: new Date() });
      await updateSubscription(tx, subscriptionId, { state: "active", time: { ...time, nextAt } });
      await recordAuditEvent(tx, { actor: context.actor, action: "digest.resumed", detail: { subscriptionId } });
    });
    refresh(context);
    return null;
  },
});

/** Ends a digest for good; nothing that was planned for it is sent. */
export const endDigest = action({
  permission: "digest:subscribe",
  input: ById,
  run: async (context, { subscriptionId }): Promise<null> => {
    await context.withTenant(async (tx) => {
      const { userId } = await requireSubscription(tx, context, subscriptionId);
      const reason = userId === null ? "removed" : "unsubscribed";
      if (!(await endSubscription(tx, subscriptionId, reason))) return;
      const detail = { subscriptionId, reason };
      await recordAuditEvent(tx, { actor: context.actor, action: "digest.ended", detail });
    });
    refresh(context);
    return null;
  },
});

/** Subscribes anew with what an ended digest had. */
export const restartDigest = action({
  permission: "digest:subscribe",
  input: ById,
  run: async (context, { subscriptionId }): Promise<null> => {
    await context.withTenant(async (tx) => {
      const ended = await requireSubscription(tx, context, subscriptionId);
      const { organizationId, scopeKind, nodeIds, weekday, hour, minute, zone, locale } = ended;
      const time = { weekday, hour, minute, zone };
      const reader = ended.teamId === null ? { userId: context.user.userId } : { teamId: ended.teamId };
      const scope = { organizationId, scopeKind, nodeIds };
      await storeDigest(tx, { ...reader, ...scope, actor: context.actor, now: new Date(), time, locale });
    });
    refresh(context);
    return null;
  },
});

export type NowAnswer = "planned" | "already" | "not-active";

/** Asks for a digest beside the weekly ones, once a day. */
export const sendNow = action({
  permission: "digest:subscribe",
  input: ById,
  run: async (context, { subscriptionId }): Promise<NowAnswer> => {
    const answer = await context.withTenant(async (tx) => {
      const subscription = await requireSubscription(tx, context, subscriptionId);
      const planned = await requestDigestNow(tx, subscriptionId, periodOf(subscription, new Date()));
      if (planned === "planned") {
        await recordAuditEvent(tx, { actor: context.actor, action: "digest.requested", detail: { subscriptionId } });
      }
      return planned;
    });
    refresh(context);
    return answer;
  },
});

export type ConfirmationAnswer = Awaited<ReturnType<typeof requestTeamConfirmation>>;

/** Mails the question to a team's address whether it wants digests. */
export const askTeam = action({
  permission: "assignment:write",
  input: z.strictObject({ teamId: z.uuid() }),
  run: async (context, { teamId }): Promise<ConfirmationAnswer> => {
    const answer = await context.withTenant(async (tx) => {
      if ((await findTeam(tx, teamId)) === null) throw new Failure("not-found");
      const planned = await requestTeamConfirmation(tx, teamId);
      if (planned === "planned") {
        await recordAuditEvent(tx, { actor: context.actor, action: "team.confirmation-requested", detail: { teamId } });
      }
      return planned;
    });
    refresh(context);
    return answer;
  },
});

/** Sends a mail whose outcome nobody could see once more, the same one, with the same Message-ID. */
export const resendMail = action({
  permission: "digest:subscribe",
  input: z.strictObject({ mailId: z.uuid() }),
  run: async (context, { mailId }): Promise<{ readonly isResent: boolean }> => {
    const isResent = await context.withTenant(async (tx) => {
      const { mails } = await readOwnMails(tx, context);
      if (!mails.some(({ id }) => id === mailId)) throw new Failure("not-found");
      const resent = await resendHeldMail(tx, mailId);
      if (resent) await recordAuditEvent(tx, { actor: context.actor, action: "mail.resent", detail: { mailId } });
      return resent;
    });
    refresh(context);
    return { isResent };
  },
});
