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
    leaseSeconds: 8,
    variables: {
      SEKININ_SMTP_URL: catcher.smtpUrl,
      SEKININ_MAIL_FROM: "Sekinin <digest@sekinin.example>",
      ...variables,
    },
  });

const outbox = () => bench.inTenant((tx) => listOutbox(tx, { limit: 2 * digests }));

async function subscribe(count: number): Promise<void> {
  const user = await bench.addUser();
  await bench.subscribe(user.id, new Date(Date.now() - 1_000), count);
}

const settled = (count: number) =>
  until(420, `${count} mails settled`, async () => {
    const mails = await outbox();
    return mails.length === count && mails.every(({ state }) => state === "sent" || state === "held");
  });

test("killed in every state of the outbox over 300 digests: each arrives, copies only from the window", async () => {
  await subscribe(digests);
  const prefix = freshPrefix();
  // The first dies while it plans, the others in each state of a mail, some way into the work; in the window twice.
  const points = [...mailFaultPoints, "mail-accepted"] as const;
  // Mails that a process had in its hands when it was killed: only these may have a copy.
  const inHands = new Set<string>();
  for (const [index, point] of points.entries()) {
    const count = point === "mail-planned" ? 40 : 3 + 4 * index;
    const dying = worker(prefix, { SEKININ_FAULT_POINT: point, SEKININ_FAULT_COUNT: String(count) });
    expect(await dying.ended).toMatchObject({ signal: "SIGKILL" });
    for (const { id, attempt, state } of await outbox()) {
      if (state === "transmitting") inHands.add(`${id} ${attempt}`);
    }
  }
  const windowKills = points.filter((point) => point === "mail-accepted").length;
  await worker(prefix, {}).ready;
  await settled(digests);
  const caught = catcher.mails();
  const byMessageId = new Map<string, Set<string>>();
  for (const { messageId, source } of caught) {
    byMessageId.set(messageId, (byMessageId.get(messageId) ?? new Set()).add(source.toString()));
  }
  const copies = caught.length - byMessageId.size;
  process.stderr.write(
    `${JSON.stringify({ digests, kills: points.length, windowKills, inHands: inHands.size, messageIds: byMessageId.size, copies })}\n`,
  );
  // One that was in the hands of two killed processes is not sent a third time: a person decides.
  const interruptions = (id: string) => [...inHands].filter((one) => one.startsWith(id)).length;
  const held = (await outbox()).filter(({ state }) => state === "held");
  expect(held.filter(({ id }) => interruptions(id) < 2)).toEqual([]);
  expect(byMessageId.size).toBeGreaterThanOrEqual(digests - held.length);
  expect(copies).toBeLessThanOrEqual(inHands.size);
  expect([...byMessageId.values()].every((variants) => variants.size === 1)).toBe(true);
  expect((await outbox()).filter(({ state }) => state === "sent")).toHaveLength(digests - held.length);
}, 900_000);

test("where the installation holds, nothing arrives twice, and what is held is shown", async () => {
  await subscribe(12);
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
