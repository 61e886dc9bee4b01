import { mailFaultPoints } from "@sekinin/config";
import { findSubscription, listOpenMails, listOutbox, readDigestSource, resendHeldMail } from "@sekinin/db";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { type Catcher, startCatcher } from "../catcher/index.ts";
import {
  type BenchServices,
  counted,
  createMailBench,
  type MailBench,
  mailServices,
  plainServer,
} from "../testing/index.ts";
import { planDigests } from "./plan-digests.ts";
import { type SendOutcome, sendMail } from "./send-mail.ts";

let bench: MailBench;
let catcher: Catcher;
const due = () => new Date(Date.now() - 1_000);
const signal = new AbortController().signal;
const immediately = { limits: { retrySeconds: 0, leaseSeconds: 0.2 } } satisfies BenchServices;

beforeAll(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"));
});
afterAll(() => bench.close());
afterEach(() => catcher.close());

async function subscribed(): Promise<string> {
  const user = await bench.addUser();
  const [id = ""] = await bench.subscribe(user.id, due());
  return id;
}

async function sendOpen(options: BenchServices): Promise<SendOutcome[]> {
  const services = mailServices(bench, plainServer(catcher.smtpUrl), options);
  try {
    await planDigests(services);
    const open = await bench.postgres.database.withSystem((tx) => listOpenMails(tx, 100));
    const outcomes: SendOutcome[] = [];
    for (const mail of open) outcomes.push(await sendMail(services, mail, signal));
    return outcomes;
  } finally {
    services.transport.close();
  }
}

const history = (id: string) => bench.inTenant((tx) => listOutbox(tx, { recipientIds: [id], limit: 20 }));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends until nothing is open any more. */
async function settleAll(options: BenchServices): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const outcomes = await sendOpen(options);
    const open = await bench.inTenant((tx) => listOutbox(tx, { limit: 100 }));
    if (outcomes.length === 0 && open.every(({ state }) => ["sent", "refused", "skipped", "held"].includes(state)))
      return;
    await pause(100);
  }
  throw new Error("a mail never settled");
}

/** Answers the message with this the first time, and takes it afterwards. */
function once(answer: number): SMTPServerOptions {
  let isFirst = true;
  return {
    onMailFrom(_address, _session, callback) {
      if (!isFirst) return callback();
      isFirst = false;
      callback(Object.assign(new Error("not now"), { responseCode: answer }));
    },
  };
}

test.each(mailFaultPoints)(
  "a process that is gone at %s leaves nothing undone and sends no other mail",
  async (point) => {
    catcher = await startCatcher();
    const id = await subscribed();
    const dying: BenchServices = {
      ...immediately,
      reached: (at) => {
        if (at === point) throw new Error("gone");
      },
    };
    await sendOpen(dying).catch(() => {});
    await pause(250);
    await settleAll(immediately);
    expect(await history(id)).toMatchObject([{ state: "sent" }]);
    const caught = catcher.mails();
    expect(caught.length).toBe(point === "mail-accepted" ? 2 : 1);
    expect(new Set(caught.map(({ source }) => source.toString())).size).toBe(1);
  },
);

test("held where the installation says so: nobody gets two, and a person may send it after all", async () => {
  catcher = await startCatcher();
  const id = await subscribed();
  const hold = { ...immediately, settings: { afterCrash: "hold" as const } };
  const gone = (at: string) => {
    if (at === "mail-accepted") throw new Error("gone");
  };
  await sendOpen({ ...hold, reached: gone }).catch(() => {});
  await pause(250);
  await settleAll(hold);
  const [held] = await history(id);
  expect(held).toMatchObject({ state: "held", reason: { code: "interrupted" } });
  expect(catcher.mails()).toHaveLength(1);
  expect(await bench.inTenant((tx) => resendHeldMail(tx, held?.id ?? ""))).toBe(true);
  await settleAll(hold);
  expect(await history(id)).toMatchObject([{ state: "sent", attempt: 2 }]);
  expect(new Set(catcher.mails().map(({ messageId }) => messageId)).size).toBe(1);
});

test.each([421, 451])("put off by %i, it is sent later, byte for byte the same", async (answer) => {
  catcher = await startCatcher({ smtp: once(answer) });
  const id = await subscribed();
  expect(await sendOpen(immediately)).toEqual(["composed"]);
  const [waiting] = await history(id);
  expect(waiting).toMatchObject({ state: "composed", attempt: 1, reason: { code: "server-busy" } });
  await settleAll(immediately);
  expect(await history(id)).toMatchObject([{ state: "sent", attempt: 2, messageId: waiting?.messageId }]);
});

test("it waits longer after each attempt, and is given up after three days", async () => {
  const refuse: SMTPServerOptions = {
    onMailFrom: (_address, _session, callback) => callback(Object.assign(new Error("no"), { responseCode: 451 })),
  };
  catcher = await startCatcher({ smtp: refuse });
  const id = await subscribed();
  expect(await sendOpen({})).toEqual(["composed"]);
  const [first] = await history(id);
  expect((first?.notBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
  expect(await sendOpen({})).toEqual([]);
  const inFourDays = () => new Date(Date.now() + 4 * 24 * 3_600_000);
  await bench.inTenant((tx) => tx.outboxMail.updateMany({ where: { recipientId: id }, data: { notBefore: null } }));
  expect(await sendOpen({ now: inFourDays })).toContain("refused");
  expect((await history(id)).find(({ period }) => period === first?.period)).toMatchObject({
    state: "refused",
    reason: { code: "given-up" },
  });
  await bench.inTenant((tx) => tx.outboxMail.deleteMany({ where: { state: "composed" } }));
});

test("the third refusal in a row pauses it and says why; one that arrives begins to count anew", async () => {
  let isRefusing = true;
  catcher = await startCatcher({
    smtp: {
      onRcptTo: (_address, _session, callback) =>
        callback(isRefusing ? Object.assign(new Error("no such reader"), { responseCode: 550 }) : null),
    },
  });
  const id = await subscribed();
  const week = async () => {
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: { nextAt: due() } }));
    await bench.inTenant((tx) =>
      tx.outboxMail.updateMany({
        where: { recipientId: id, period: { contains: "-" } },
        data: { period: `${Math.random()}` },
      }),
    );
    await sendOpen(immediately);
    return (await bench.inTenant((tx) => findSubscription(tx, id)))?.state;
  };
  expect([await week(), await week()]).toEqual(["active", "active"]);
  isRefusing = false;
  expect(await week()).toBe("active");
  isRefusing = true;
  expect([await week(), await week(), await week()]).toEqual(["active", "active", "paused"]);
  expect(await bench.inTenant((tx) => findSubscription(tx, id))).toMatchObject({ stateReason: "refused" });
  expect((await history(id))[0]).toMatchObject({ state: "refused", reason: { code: "refused" } });
});

test("a digest is read in five statements at most, whatever it is about", async () => {
  catcher = await startCatcher();
  const team = await bench.inTenant((tx) => tx.team.create({ data: { tenantId: bench.tenantId, name: "Five" } }));
  const scopes = [
    { scopeKind: "organization", nodeIds: [], teamId: null },
    { scopeKind: "units", nodeIds: ["ou-a", "ou-b"], teamId: null },
    { scopeKind: "accounts", nodeIds: ["111111111111"], teamId: null },
    { scopeKind: "assignments", nodeIds: [], teamId: team.id },
  ] as const;
  for (const scope of scopes) {
    const statements = await bench.inTenant(async (tx) => {
      const watched = counted(tx);
      const source = await readDigestSource(
        watched.tx,
        { ...scope, organizationId: "o-bench" },
        { since: null, now: new Date() },
      );
      expect(source).not.toBeNull();
      return watched.statements();
    });
    expect(statements).toBeGreaterThan(2);
    expect(statements).toBeLessThanOrEqual(5);
  }
});
