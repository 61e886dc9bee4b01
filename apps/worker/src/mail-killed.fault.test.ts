import { mailFaultPoints } from "@sekinin/config";
import { listOutbox } from "@sekinin/db";
import { type Catcher, startCatcher } from "@sekinin/digest/catcher";
import { createMailBench, type MailBench } from "@sekinin/digest/testing";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { freshPrefix, until } from "./testing/worker-bench.ts";
import { endWorkers, startWorkerProcess } from "./testing/worker-process.ts";

const digests = 300;
let bench: MailBench;
let catcher: Catcher;

beforeEach(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"));
  catcher = await startCatcher({ kept: 2 * digests });
});
afterEach(async () => {
  await endWorkers();
  await catcher.close();
  await bench.close();
});

/** The real worker, which only has mails to send. */
const worker = (queuePrefix: string, variables: Readonly<Record<string, string>>) =>
  startWorkerProcess({
    databaseUrl: bench.postgres.appUrl,
    systemUrl: bench.postgres.systemUrl,
    redisUrl: inject("redisUrl"),
    endpointUrl: "http://127.0.0.1:9",
    queuePrefix,
    leaseSeconds: 3,
    variables: {
      SEKININ_SMTP_URL: catcher.smtpUrl,
      SEKININ_MAIL_FROM: "Sekinin <digest@sekinin.example>",
      ...variables,
    },
  });

const outbox = () => bench.inTenant((tx) => listOutbox(tx, { limit: 2 * digests }));

async function subscribeAll(): Promise<void> {
  const dueAt = new Date(Date.now() - 1_000);
  for (let left = digests; left > 0; left -= 20) {
    const user = await bench.addUser();
    await bench.subscribe(user.id, dueAt, 20);
  }
}

const settled = (count: number) =>
  until(240, `${count} mails settled`, async () => {
    const mails = await outbox();
    return mails.length === count && mails.every(({ state }) => state === "sent" || state === "held");
  });

test("killed in every state of the outbox over 300 digests: each arrives, copies only from the window", async () => {
  await subscribeAll();
  const prefix = freshPrefix();
  let windowKills = 0;
  let kills = 0;
  // Two rounds at each point, some way into the work.
  for (const count of [3, 11]) {
    for (const point of mailFaultPoints) {
      const dying = worker(prefix, {
        SEKININ_FAULT_POINT: point,
        SEKININ_FAULT_COUNT: String(point === "mail-planned" ? 40 : count),
      });
      // All digests are planned by the first processes: later none reaches that point.
      const isOver = point === "mail-planned" && kills > 0;
      if (isOver) {
        dying.signal("SIGKILL");
      }
      expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
      kills += 1;
      if (point === "mail-accepted") windowKills += 1;
    }
  }
  await worker(prefix, {}).ready;
  await settled(digests);
  const caught = catcher.mails();
  const byMessageId = new Map<string, Set<string>>();
  for (const { messageId, source } of caught) {
    byMessageId.set(messageId, (byMessageId.get(messageId) ?? new Set()).add(source.toString()));
  }
  const copies = caught.length - byMessageId.size;
  process.stderr.write(`${JSON.stringify({ digests, kills, windowKills, messageIds: byMessageId.size, copies })}\n`);
  expect(byMessageId.size).toBe(digests);
  // A kill in the window takes the mails with it whose hands were in it at that moment: at most all hands.
  expect(copies).toBeLessThanOrEqual(windowKills * 4);
  expect([...byMessageId.values()].every((variants) => variants.size === 1)).toBe(true);
  expect((await outbox()).every(({ state }) => state === "sent")).toBe(true);
});

test("where the installation holds, nothing arrives twice, and what is held is shown", async () => {
  const user = await bench.addUser();
  await bench.subscribe(user.id, new Date(Date.now() - 1_000), 12);
  const prefix = freshPrefix();
  const hold = { SEKININ_MAIL_AFTER_CRASH: "hold" };
  const dying = worker(prefix, { ...hold, SEKININ_FAULT_POINT: "mail-accepted", SEKININ_FAULT_COUNT: "3" });
  expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
  await worker(prefix, hold).ready;
  await settled(12);
  const held = (await outbox()).filter(({ state }) => state === "held");
  expect(held.length).toBeGreaterThanOrEqual(1);
  expect(held.every(({ reason }) => reason?.code === "interrupted")).toBe(true);
  const messageIds = catcher.mails().map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(messageIds.length);
});
