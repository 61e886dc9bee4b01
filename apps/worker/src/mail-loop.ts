import { listOpenMails } from "@sekinin/db";
import { type MailServices, planDigests } from "@sekinin/digest/sending";
import { sendMailJob } from "@sekinin/jobs";
import { every, type Loop } from "./every.ts";
import type { WorkQueue } from "./queues.ts";

/** Mails that are looked at, and of them those in Redis: the fewer wait there, the sooner another tenant has its turn. */
const mostListed = 500;
const mostInRedis = 100;

/**
 * Every second: plans the digests whose time has come, and puts the mails that nobody holds into Redis, those of a
 * process that vanished among them. Safe in any number of processes: rows decide, and a job's key is its mail.
 */
export function mailLoop(services: MailServices, queue: WorkQueue): Loop {
  const { database, logger, metrics } = services;
  return every(1, "mails", logger, async () => {
    await planDigests(services);
    const held = await queue.jobIds();
    const open = await database.withSystem((tx) => listOpenMails(tx, mostListed));
    metrics.set("sekinin_mails_open", "Mails that are due and that no process holds", open.length);
    const jobs = open.map(({ tenantId, mailId }) => ({ version: 1 as const, tenantId, mailId }));
    const waiting = jobs.filter((job) => !held.ids.has(sendMailJob.key(job)));
    await queue.add(sendMailJob, waiting.slice(0, Math.max(0, mostInRedis - held.ids.size)));
  });
}
