import {
  endSubscription,
  findSubscription,
  listOpenMails,
  listOutbox,
  removeMembership,
  resendHeldMail,
  updateSubscription,
} from "@sekinin/db";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Catcher, startCatcher } from "../catcher/index.ts";
import { type BenchServices, createMailBench, type MailBench, mailServices, plainServer } from "../testing/index.ts";
import { planDigests } from "./plan-digests.ts";
import { type SendOutcome, sendMail } from "./send-mail.ts";

let bench: MailBench;
let catcher: Catcher;
const signal = new AbortController().signal;
const quick = {
  limits: { retrySeconds: 0 },
  transport: { silenceMs: 300, deadlineMs: 900, answerMs: 300 },
} satisfies BenchServices;

beforeAll(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"));
});
afterAll(() => bench.close());
afterEach(() => catcher.close());

/** Plans what is due, and sends every open mail once. */
async function sendOpen(options: BenchServices = quick): Promise<SendOutcome[]> {
  const services = mailServices(bench, plainServer(catcher.smtpUrl), options);
  try {
    await planDigests(services);
    const outcomes: SendOutcome[] = [];
    for (const mail of await bench.postgres.database.withSystem((tx) => listOpenMails(tx, 100)))
      outcomes.push(await sendMail(services, mail, signal));
    return outcomes;
  } finally {
    services.transport.close();
  }
}

async function rounds(count: number, options: BenchServices = quick): Promise<SendOutcome[]> {
  const outcomes: SendOutcome[] = [];
  for (let round = 0; round < count; round += 1) outcomes.push(...(await sendOpen(options)));
  return outcomes;
}

const history = (id: string) => bench.inTenant((tx) => listOutbox(tx, { recipientIds: [id], limit: 20 }));
const subscription = (id: string) => bench.inTenant((tx) => findSubscription(tx, id));

async function subscribed(): Promise<{ readonly userId: string; readonly id: string }> {
  const user = await bench.addUser();
  const [id = ""] = await bench.subscribe(user.id, new Date(Date.now() - 1_000));
  return { userId: user.id, id };
}

/** Takes every message and never says so. */
function mute(taken: { messages: number }): SMTPServerOptions {
  return {
    onData(stream) {
      stream.resume();
      stream.on("end", () => {
        taken.messages += 1;
      });
    },
  };
}

describe("a server that takes a mail and says nothing", () => {
  test("is given one copy, after a while, and then a person decides", async () => {
    const taken = { messages: 0 };
    catcher = await startCatcher({ smtp: mute(taken) });
    const { id } = await subscribed();
    const slow = { ...quick, limits: { retrySeconds: 60 } };
    expect(await rounds(4, slow)).toEqual(["unknown", "composed"]);
    const [waiting] = await history(id);
    expect(waiting).toMatchObject({ state: "composed", reason: { code: "resent" } });
    expect((waiting?.notBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
    await bench.inTenant((tx) => tx.outboxMail.updateMany({ where: { recipientId: id }, data: { notBefore: null } }));
    expect(await rounds(6)).toEqual(["unknown", "held"]);
    expect(taken.messages).toBe(2);
    const [held] = await history(id);
    expect(held).toMatchObject({ state: "held", attempt: 2, reason: { code: "no-answer" } });
    expect(await bench.inTenant((tx) => resendHeldMail(tx, held?.id ?? ""))).toBe(true);
    expect(await rounds(6)).toEqual(["unknown", "held"]);
    expect(taken.messages).toBe(3);
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
  });

  test("is given none where the installation holds", async () => {
    const taken = { messages: 0 };
    catcher = await startCatcher({ smtp: mute(taken) });
    const { id } = await subscribed();
    expect(await rounds(4, { ...quick, settings: { afterCrash: "hold" } })).toEqual(["unknown", "held"]);
    expect(taken.messages).toBe(1);
    expect(await history(id)).toMatchObject([{ state: "held", reason: { code: "no-answer" } }]);
  });
});

test("a mail in the hands of two processes that were killed is not sent a third time", async () => {
  catcher = await startCatcher();
  const { id } = await subscribed();
  const dying = {
    ...quick,
    limits: { retrySeconds: 0, leaseSeconds: 0.1 },
    reached: (point: string) => {
      if (point === "mail-accepted") throw new Error("gone");
    },
  } satisfies BenchServices;
  for (let round = 0; round < 8; round += 1) {
    await sendOpen(dying).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  expect(catcher.mails()).toHaveLength(2);
  expect(new Set(catcher.mails().map(({ source }) => source.toString())).size).toBe(1);
  expect(await history(id)).toMatchObject([{ state: "held", attempt: 2, reason: { code: "interrupted" } }]);
});

describe("what may have arrived is never told as unsent", () => {
  const states = { unknown: 1, "waits to be sent again": 2, held: 4 } as const;

  test.each(Object.keys(states) as (keyof typeof states)[])("%s, and its subscription ends", async (state) => {
    catcher = await startCatcher({ smtp: mute({ messages: 0 }) });
    const { id } = await subscribed();
    await rounds(states[state]);
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
    expect(await history(id)).toMatchObject([
      { state: "unknown", reason: { code: "may-have-arrived" }, settledAt: expect.any(Date) },
    ]);
    expect(await rounds(2)).toEqual([]);
    const [mail] = await history(id);
    expect(await bench.inTenant((tx) => resendHeldMail(tx, mail?.id ?? ""))).toBe(false);
  });

  test("its second try is put off until it is no news any more", async () => {
    catcher = await startCatcher({ smtp: mute({ messages: 0 }) });
    const { id } = await subscribed();
    await rounds(2);
    await catcher.close();
    // Nothing listens there any more.
    await sendOpen({ ...quick, limits: { retrySeconds: 0, giveUpSeconds: -1 } });
    expect(await history(id)).toMatchObject([{ state: "held", reason: { code: "given-up" } }]);
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
  });

  test("waits to be sent again, and its reader may read no longer", async () => {
    const taken = { messages: 0 };
    catcher = await startCatcher({ smtp: mute(taken) });
    const { id, userId } = await subscribed();
    expect(await rounds(2)).toEqual(["unknown", "composed"]);
    await bench.inTenant((tx) => removeMembership(tx, userId));
    await sendOpen();
    expect(await history(id)).toMatchObject([{ state: "unknown", reason: { code: "may-have-arrived" } }]);
    expect(await rounds(2)).toEqual([]);
    expect(taken.messages).toBe(1);
    // Later weeks find that out for themselves, and end it.
    await bench.inTenant((tx) => endSubscription(tx, id, "access-lost"));
  });
});

describe("refusals count for the reader's own address only", () => {
  const refusing = (hook: "onMailFrom" | "onRcptTo"): SMTPServerOptions => ({
    [hook]: (_address: unknown, _session: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error("no"), { responseCode: 550 })),
  });

  async function week(id: string, options: BenchServices): Promise<string | undefined> {
    await bench.inTenant((tx) =>
      tx.outboxMail.updateMany({
        where: { recipientId: id, period: { contains: "-" } },
        data: { period: `${Math.random()}` },
      }),
    );
    const data = { nextAt: new Date(Date.now() - 1_000) };
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data }));
    await sendOpen(options);
    return (await subscription(id))?.state;
  }

  test("an outage of ours, or a relay that refuses our sender, pauses nobody", async () => {
    catcher = await startCatcher({ smtp: refusing("onMailFrom") });
    const { id } = await subscribed();
    const givingUp = { ...quick, limits: { retrySeconds: 0, giveUpSeconds: -1 } };
    expect(await week(id, givingUp)).toBe("active");
    expect([await week(id, givingUp), await week(id, givingUp), await week(id, givingUp)]).not.toContain("paused");
    expect(await history(id)).toMatchObject(Array(4).fill({ state: "refused", reason: { code: "given-up" } }));
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
  });

  test("after a person resumed it, three more are needed", async () => {
    catcher = await startCatcher({ smtp: refusing("onRcptTo") });
    const { id } = await subscribed();
    expect([await week(id, quick), await week(id, quick), await week(id, quick)]).toEqual([
      "active",
      "active",
      "paused",
    ]);
    const time = { weekday: 1, hour: 8, minute: 0, zone: "UTC", nextAt: new Date(Date.now() + 86_400_000) };
    await bench.inTenant((tx) => updateSubscription(tx, id, { state: "active", time }));
    expect([await week(id, quick), await week(id, quick), await week(id, quick)]).toEqual([
      "active",
      "active",
      "paused",
    ]);
  });
});
