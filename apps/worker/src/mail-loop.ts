import { listOpenMails } from "@sekinin/db";
import { type MailServices, planDigests } from "@sekinin/digest/sending";
import { sendMailJob } from "@sekinin/jobs";
import { every, type Loop } from "./every.ts";
import type { WorkQueue } from "./queues.ts";

/** Mails that lie in Redis at most: a week's digests of many tenants are due in the same minute. */
const mostInRedis = 500;

/**
 * Every second: plans the digests whose time has come, and puts the mails that nobody holds into Redis, those of a
 * process that vanished among them. Safe in any number of processes: rows decide, and a job's key is its mail.
 */
export function mailLoop(services: MailServices, queue: WorkQueue): Loop {
  const { database, logger, metrics } = services;
  return every(1, "mails", logger, async () => {
    await planDigests(services);
    const open = await database.withSystem((tx) => listOpenMails(tx, mostInRedis));
    metrics.set("sekinin_mails_open", "Mails that are due and that no process holds", open.length);
    await queue.add(
      sendMailJob,
      open.map(({ tenantId, mailId }) => ({ version: 1 as const, tenantId, mailId })),
    );
  });
}
