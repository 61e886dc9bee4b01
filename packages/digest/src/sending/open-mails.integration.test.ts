import {
  confirmTeamAddress,
  findSubscription,
  listOpenMails,
  listOutbox,
  readDigestSource,
  requestTeamConfirmation,
} from "@sekinin/db";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { type Catcher, startCatcher } from "../catcher/index.ts";
import { type BenchServices, createMailBench, type MailBench, mailServices, plainServer } from "../testing/index.ts";
import { planDigests } from "./plan-digests.ts";
import { type SendOutcome, sendMail } from "./send-mail.ts";

let bench: MailBench;
let catcher: Catcher;
const signal = new AbortController().signal;
const crawledAt = new Date(Date.now() - 3 * 3_600_000);

beforeAll(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"), crawledAt);
});
afterAll(() => bench.close());
beforeEach(async () => {
  catcher = await startCatcher();
});
afterEach(() => catcher.close());

const openMails = (limit = 100) => bench.postgres.database.withSystem((tx) => listOpenMails(tx, limit));

async function sendOpen(options: BenchServices = {}): Promise<SendOutcome[]> {
  const services = mailServices(bench, plainServer(catcher.smtpUrl), options);
  try {
    await planDigests(services);
    const outcomes: SendOutcome[] = [];
    for (const mail of await openMails()) outcomes.push(await sendMail(services, mail, signal));
    return outcomes;
  } finally {
    services.transport.close();
  }
}

const history = (id: string) => bench.inTenant((tx) => listOutbox(tx, { recipientIds: [id], limit: 20 }));
const subscription = (id: string) => bench.inTenant((tx) => findSubscription(tx, id));
const anHourAgo = () => new Date(Date.now() - 3_600_000);

async function subscribed(teamId?: string): Promise<string> {
  const user = await bench.addUser();
  const [id = ""] = await bench.subscribe(user.id, anHourAgo());
  if (teamId !== undefined)
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: { userId: null, teamId } }));
  return id;
}

test("a crawl that was finalised while a digest was composed is in the next one", async () => {
  const id = await subscribed();
  expect(await sendOpen()).toEqual(["sent"]);
  const told = await subscription(id);
  expect(told?.toldUntil).toEqual(crawledAt);
  // Its finalise is stamped at its start, and was committed after the digest was read.
  const finishedAt = new Date(Date.now() - 600_000);
  const changes = await bench.inTenant(async (tx) => {
    const { connectionId } = await tx.organization.findFirstOrThrow();
    const place = { tenantId: bench.tenantId, organizationId: "o-bench" };
    const crawl = await tx.crawl.create({
      data: { ...place, connectionId, trigger: "manual", state: "complete", finishedAt },
    });
    const change = { nodeId: "r-1", kind: "root", day: finishedAt, causes: {}, flows: {}, moves: {} };
    await tx.postureChange.create({ data: { ...place, ...change, crawlId: crawl.id } });
    if (told === null) throw new Error("no subscription");
    const source = await readDigestSource(tx, told, { since: told.toldUntil, now: new Date() });
    await tx.postureChange.deleteMany({ where: { crawlId: crawl.id } });
    return source?.changes;
  });
  expect(changes).toHaveLength(1);
});

describe("a mail that cannot be composed", () => {
  const broken: BenchServices = {
    settings: { dkim: { domain: "sekinin.example", selector: "s", key: "-----BEGIN nothing" } },
  };

  test("says so, waits, and is composed when it can be", async () => {
    const id = await subscribed();
    expect(await sendOpen(broken)).toEqual(["planned"]);
    const [waiting] = await history(id);
    expect(waiting).toMatchObject({ state: "planned", reason: { code: "compose-failed" }, attempt: 0 });
    expect((waiting?.notBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
    expect(await openMails()).toEqual([]);
    await bench.inTenant((tx) => tx.outboxMail.updateMany({ where: { recipientId: id }, data: { notBefore: null } }));
    expect(await sendOpen()).toEqual(["sent"]);
    expect(await history(id)).toMatchObject([{ state: "sent", reason: null }]);
  });

  test("waits longer the longer it has waited, and is given up in the end", async () => {
    const id = await subscribed();
    const later = (seconds: number) => ({ ...broken, now: () => new Date(Date.now() + seconds * 1_000) });
    expect(await sendOpen(later(1_200))).toEqual(["planned"]);
    const [waiting] = await history(id);
    expect((waiting?.notBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(1_100_000);
    await bench.inTenant((tx) => tx.outboxMail.updateMany({ where: { recipientId: id }, data: { notBefore: null } }));
    await bench.inTenant((tx) => tx.subscription.updateMany({ data: { nextAt: null } }));
    expect(await sendOpen(later(4 * 24 * 3_600))).toEqual(["skipped"]);
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code: "compose-failed" } }]);
  });
});

test("a tenant with one mail does not wait behind another's hundreds", async () => {
  const other = await bench.postgres.createTenant();
  const plan = (tenantId: string, count: number) =>
    bench.postgres.database.withTenant(tenantId, (tx) =>
      tx.outboxMail.createMany({
        data: Array.from({ length: count }, (_, index) => ({
          tenantId,
          kind: "digest",
          recipientId: "4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77",
          period: `fair-${index}`,
          notBefore: new Date(Date.now() - (tenantId === other.id ? 1_000 : 100_000)),
        })),
      }),
    );
  await plan(bench.tenantId, 200);
  await plan(other.id, 2);
  const first = (await openMails(6)).map(({ tenantId }) => tenantId);
  expect(first.filter((tenantId) => tenantId === other.id)).toHaveLength(2);
  expect(await openMails(50)).toHaveLength(50);
  await bench.inTenant((tx) => tx.outboxMail.deleteMany({ where: { period: { startsWith: "fair-" } } }));
  await bench.postgres.database.withTenant(other.id, (tx) => tx.outboxMail.deleteMany({}));
});

describe("a team's address", () => {
  const team = (email: string | null, emailConfirmedAt: Date | null = null) =>
    bench.inTenant((tx) =>
      tx.team.create({ data: { tenantId: bench.tenantId, name: `Team of ${email}`, email, emailConfirmedAt } }),
    );

  test.each([
    { given: "has not answered", email: "silent@team.example", code: "unconfirmed" },
    { given: "is missing", email: null, code: "no-address" },
  ])("that $given gets nothing this week, and its digest lives", async ({ email, code }) => {
    const { id: teamId } = await team(email);
    const id = await subscribed(teamId);
    expect(await sendOpen()).toEqual(["skipped"]);
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code } }]);
    expect(await subscription(id)).toMatchObject({ state: "active", stateReason: null });
    await bench.inTenant((tx) =>
      tx.team.updateMany({
        where: { id: teamId },
        data: { email: `${code}@team.example`, emailConfirmedAt: new Date() },
      }),
    );
    await bench.inTenant((tx) => tx.outboxMail.updateMany({ where: { recipientId: id }, data: { period: "before" } }));
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: { nextAt: anHourAgo() } }));
    expect(await sendOpen()).toEqual(["sent"]);
  });

  const busy: SMTPServerOptions = {
    onMailFrom: (_address, _session, callback) => callback(Object.assign(new Error("later"), { responseCode: 451 })),
  };

  test.each([
    {
      given: "was changed",
      change: (id: string) =>
        bench.inTenant((tx) => tx.team.updateMany({ where: { id }, data: { email: "new@team.example" } })),
      code: "other-address",
    },
    {
      given: "has answered",
      change: (id: string) => bench.inTenant((tx) => confirmTeamAddress(tx, id, "asked-confirmed@team.example")),
      code: "confirmed",
    },
    {
      given: "was removed",
      change: (id: string) => bench.inTenant((tx) => tx.team.updateMany({ where: { id }, data: { email: null } })),
      code: "removed",
    },
  ])("that $given between two tries is not asked again", async ({ change, code }) => {
    await bench.inTenant((tx) => tx.team.updateMany({ data: { email: null, emailConfirmedAt: null } }));
    const { id } = await team(`asked-${code}@team.example`);
    await bench.inTenant((tx) => requestTeamConfirmation(tx, id));
    await catcher.close();
    catcher = await startCatcher({ smtp: busy });
    const now = { limits: { retrySeconds: 0 } };
    expect(await sendOpen(now)).toEqual(["composed"]);
    await change(id);
    await catcher.close();
    catcher = await startCatcher();
    expect(await sendOpen(now)).toEqual(["skipped"]);
    expect(catcher.mails()).toEqual([]);
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code } }]);
  });
});
