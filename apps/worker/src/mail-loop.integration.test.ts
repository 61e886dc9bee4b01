import { claimMail, settleMail } from "@sekinin/db";
import { createMailBench, type MailBench, mailServices, plainServer } from "@sekinin/digest/testing";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { mailLoop } from "./mail-loop.ts";
import { openQueue } from "./queues.ts";
import { freshPrefix, until } from "./testing/worker-bench.ts";

let bench: MailBench;
const redis = new Redis(inject("redisUrl"), { maxRetriesPerRequest: null });
beforeAll(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"));
});
afterAll(async () => {
  redis.disconnect();
  await bench.close();
});

async function plan(tenantId: string, count: number): Promise<readonly string[]> {
  const recipientId = "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77";
  const rows = Array.from({ length: count }, (_, index) => ({
    tenantId,
    kind: "digest",
    recipientId,
    period: `${index}`,
  }));
  return bench.postgres.database.withTenant(tenantId, async (tx) => {
    const made = await tx.outboxMail.createManyAndReturn({ data: rows, select: { id: true } });
    return made.map(({ id }) => id);
  });
}

/** As a sender does: a mail that is over is not open again. */
async function send(tenantId: string, mailId: string): Promise<void> {
  const isSent = await bench.postgres.database.withTenant(tenantId, async (tx) => {
    const mail = await claimMail(tx, mailId, 60);
    return mail !== null && settleMail(tx, mailId, mail.leaseToken, { state: "sent" });
  });
  expect(isSent).toBe(true);
}

test("few mails wait in Redis, so that a tenant with one has the next place behind another's hundreds", async () => {
  const prefix = freshPrefix();
  const queue = openQueue("sekinin-digest", redis, prefix);
  const raw = new Queue("sekinin-digest", { connection: redis, prefix });
  await plan(bench.tenantId, 300);
  const loop = mailLoop(mailServices(bench, plainServer("smtp://127.0.0.1:1")), queue);
  try {
    await until(20, "a full queue", async () => (await queue.jobIds()).ids.size >= 100);
    const other = await bench.postgres.createTenant();
    const [mailId] = await plan(other.id, 1);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await queue.jobIds()).ids.size).toBe(100);
    const [first] = await raw.getWaiting(0, 0);
    await send(bench.tenantId, String(first?.data.mailId));
    await first?.remove();
    await until(20, "the other tenant's mail", async () => (await queue.jobIds()).ids.has(`send-mail_${mailId}`));
    expect((await queue.jobIds()).ids.size).toBe(100);
  } finally {
    await loop.stop();
    await Promise.all([queue.close(), raw.close()]);
  }
});
