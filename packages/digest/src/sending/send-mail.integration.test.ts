import { generateKeyPairSync } from "node:crypto";
import {
  endSubscription,
  findSubscription,
  listOpenMails,
  listOutbox,
  removeMembership,
  requestDigestNow,
  requestTeamConfirmation,
  setUserDisabled,
} from "@sekinin/db";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { simpleParser } from "mailparser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { type Catcher, startCatcher } from "../catcher/index.ts";
import { readUnsubscribeToken } from "../index.ts";
import { type BenchServices, createMailBench, type MailBench, mailServices, plainServer } from "../testing/index.ts";
import { readConfirmationToken } from "../tokens/confirmation-token.ts";
import { planDigests } from "./plan-digests.ts";
import { type SendOutcome, sendMail } from "./send-mail.ts";

let bench: MailBench;
let catcher: Catcher;
const monday = new Date("2026-11-23T08:00:00Z");
const after = () => new Date("2026-11-23T08:00:01Z");
const noSignal = new AbortController().signal;

beforeAll(async () => {
  bench = await createMailBench(inject("postgresAdminUrl"), new Date("2026-11-23T05:00:00Z"));
});
afterAll(() => bench.close());
beforeEach(async () => {
  catcher = await startCatcher();
});
afterEach(() => catcher.close());

const services = (options: BenchServices = {}) =>
  mailServices(bench, plainServer(catcher.smtpUrl), { now: after, ...options });

/** Sends every open mail once, and says what became of each. */
async function sendAll(sender: ReturnType<typeof services>, signal = noSignal): Promise<SendOutcome[]> {
  const open = await bench.postgres.database.withSystem((tx) => listOpenMails(tx, 1_000));
  const outcomes: SendOutcome[] = [];
  for (const mail of open) outcomes.push(await sendMail(sender, mail, signal));
  sender.transport.close();
  return outcomes;
}

const history = (id: string) => bench.inTenant((tx) => listOutbox(tx, { recipientIds: [id], limit: 10 }));
const subscription = (id: string) => bench.inTenant((tx) => findSubscription(tx, id));

async function oneDigest(options: BenchServices = {}) {
  const user = await bench.addUser();
  const [id = ""] = await bench.subscribe(user.id, monday);
  const sender = services(options);
  await planDigests(sender);
  return { user, id, sender };
}

describe("a digest that is due", () => {
  test("is sent once, in two parts, with the headers of bulk mail", async () => {
    const { user, id, sender } = await oneDigest();
    expect(await sendAll(sender)).toEqual(["sent"]);
    const [mail, ...more] = catcher.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([user.email]);
    const parsed = await simpleParser(mail?.source ?? "");
    expect(parsed.from?.value).toEqual([{ name: "Sekinin", address: "digest@sekinin.example" }]);
    expect(parsed.subject).toMatch(/^Acme Holdings: \d+% of the known duties met/);
    expect(parsed.text).toContain("Sandbox <b>");
    expect(parsed.html).toContain("Sandbox &lt;b&gt;");
    expect(parsed.attachments).toEqual([]);
    const header = (name: string) => parsed.headerLines.find(({ key }) => key === name)?.line ?? "";
    expect(header("list-id")).toBe("List-ID: Sekinin digest <digest.sekinin.example.com>");
    expect(header("auto-submitted")).toContain("auto-generated");
    expect(header("x-auto-response-suppress")).toContain("All");
    expect(header("precedence")).toContain("bulk");
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const token = /^List-Unsubscribe: <https:\/\/sekinin\.example\.com\/u\/([^>]+)>$/.exec(header("list-unsubscribe"));
    const target = { tenantId: bench.tenantId, subscriptionId: id };
    expect(readUnsubscribeToken(sender.settings.secret, token?.[1] ?? "")).toEqual(target);
    expect(parsed.messageId).toMatch(/^<[0-9a-f]{40}@sekinin\.example>$/);
    expect(mail?.source.toString()).not.toMatch(/[^\r]\n/);
    expect(mail?.source.length).toBeLessThan(100_000);
  });

  test("leads to the public address only, in every part and header", async () => {
    const { sender } = await oneDigest();
    await sendAll(sender);
    const parsed = await simpleParser(catcher.mails()[0]?.source ?? "");
    const html = parsed.html === false ? "" : (parsed.html ?? "");
    const links = [...html.matchAll(/(?:href|src|background|action)="([^"]*)"/g)].map(([, link]) => link ?? "");
    const addresses = (parsed.text ?? "").match(/https?:\/\/\S+/g) ?? [];
    expect(links.length).toBeGreaterThan(5);
    for (const link of [...links, ...addresses]) expect(new URL(link).host).toBe("sekinin.example.com");
    expect(html).not.toMatch(/<(img|script|link|iframe|style)/);
  });

  test("moves its subscription on: to the next week, and to what the next one tells", async () => {
    const { id, sender } = await oneDigest();
    await sendAll(sender);
    const now = await subscription(id);
    expect(now?.nextAt).toEqual(new Date("2026-11-30T08:00:00Z"));
    expect(now?.toldUntil).toEqual(new Date("2026-11-23T05:00:00Z"));
    expect(await planDigests(services())).toBe(0);
    expect(await history(id)).toMatchObject([{ state: "sent", period: "2026-11-23", attempt: 1, reason: null }]);
  });

  test("one that was asked for between leaves the week whole for the next", async () => {
    const user = await bench.addUser();
    const [id = ""] = await bench.subscribe(user.id, new Date(Date.now() + 86_400_000));
    const today = new Date().toISOString().slice(0, 10);
    await bench.inTenant((tx) => requestDigestNow(tx, id, today));
    const sender = services();
    await sendAll(sender);
    expect(await history(id)).toMatchObject([{ state: "sent", period: `now-${today}` }]);
    expect((await subscription(id))?.toldUntil).toBeNull();
    sender.transport.close();
  });

  test("is planned once, however many processes look at once", async () => {
    const user = await bench.addUser();
    const [id = ""] = await bench.subscribe(user.id, monday);
    const counts = await Promise.all([1, 2, 3, 4].map(() => planDigests(services())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    const open = await bench.postgres.database.withSystem((tx) => listOpenMails(tx, 10));
    const sender = services();
    const sent = await Promise.all(open.flatMap((mail) => [1, 2, 3].map(() => sendMail(sender, mail, noSignal))));
    expect(sent.filter((outcome) => outcome === "sent")).toHaveLength(open.length);
    expect(await history(id)).toHaveLength(1);
    sender.transport.close();
  });

  test("a zone that names the same date again gets no second mail", async () => {
    const { id, sender } = await oneDigest();
    await sendAll(sender);
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: { nextAt: monday } }));
    expect(await planDigests(services())).toBe(0);
    expect(await history(id)).toHaveLength(1);
    expect((await subscription(id))?.nextAt).toEqual(new Date("2026-11-30T08:00:00Z"));
  });

  test("on http its header leads to the page, and promises no one-click", async () => {
    const { sender } = await oneDigest({ settings: { publicUrl: "http://127.0.0.1:3000" } });
    await sendAll(sender);
    const headers = catcher.mails()[0]?.headers.join("\n") ?? "";
    expect(headers).toContain("List-Unsubscribe: <http://127.0.0.1:3000/u/");
    expect(headers).not.toContain("List-Unsubscribe-Post");
  });
});

test("is signed, and the signature covers both list headers", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const { sender } = await oneDigest({ settings: { dkim: { domain: "sekinin.example", selector: "s1", key } } });
  expect(await sendAll(sender)).toEqual(["sent"]);
  const source = catcher.mails()[0]?.source ?? Buffer.alloc(0);
  const record = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const resolver = async (name: string) => {
    if (name !== "s1._domainkey.sekinin.example") throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    return [[`v=DKIM1; k=rsa; p=${record}`]];
  };
  const verified = await dkimVerify(source, { resolver });
  expect(verified.results).toHaveLength(1);
  expect(verified.results[0]).toMatchObject({ signingDomain: "sekinin.example", status: { result: "pass" } });
  const covered = /\sh=([^;]+);/.exec(source.toString().replace(/\r\n\s+/g, " "))?.[1]?.toLowerCase() ?? "";
  for (const name of ["list-unsubscribe", "list-unsubscribe-post", "list-id", "subject", "from", "to", "message-id"]) {
    expect(covered.split(/\s*:\s*/)).toContain(name);
  }
  const changed = Buffer.from(source.toString().replace("One-Click", "Two-Click"));
  expect((await dkimVerify(changed, { resolver })).results[0]?.status.result).not.toBe("pass");
});

describe("whoever may read no longer gets nothing", () => {
  test.each([
    { given: "his membership is gone", lose: (userId: string) => bench.inTenant((tx) => removeMembership(tx, userId)) },
    {
      given: "he is disabled",
      lose: (userId: string) => bench.postgres.database.withSystem((tx) => setUserDisabled(tx, userId, true)),
    },
  ])("$given: the subscription ends and says why", async ({ lose }) => {
    const { user, id, sender } = await oneDigest();
    await lose(user.id);
    expect(await sendAll(sender)).toEqual(["skipped"]);
    expect(catcher.mails()).toEqual([]);
    expect(await subscription(id)).toMatchObject({ state: "ended", stateReason: "access-lost" });
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code: "access-lost" } }]);
  });

  test("also where it was composed while he still might, and waited", async () => {
    await catcher.close();
    const { user, id, sender } = await oneDigest({ limits: { retrySeconds: 0, rightsSeconds: 0 } });
    expect(await sendAll(sender)).toEqual(["composed"]);
    await bench.inTenant((tx) => removeMembership(tx, user.id));
    catcher = await startCatcher();
    expect(await sendAll(services())).toEqual(["skipped"]);
    expect(catcher.mails()).toEqual([]);
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code: "access-lost" } }]);
  });

  test("whoever unsubscribed while it waited gets nothing either", async () => {
    const { id, sender } = await oneDigest();
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
    expect(await sendAll(sender)).toEqual([]);
    expect(await history(id)).toMatchObject([{ state: "skipped", reason: { code: "unsubscribed" } }]);
  });

  test("a scope whose OUs are all gone ends it; one that moved is found where it is", async () => {
    const { id, sender } = await oneDigest();
    const scope = { scopeKind: "units", nodeIds: ["ou-gone"] };
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: scope }));
    expect(await sendAll(sender)).toEqual(["skipped"]);
    expect(await subscription(id)).toMatchObject({ state: "ended", stateReason: "scope-gone" });
    const moved = await oneDigest();
    const both = { scopeKind: "units", nodeIds: ["ou-gone", "ou-b"] };
    await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id: moved.id }, data: both }));
    expect(await sendAll(moved.sender)).toEqual(["sent"]);
    expect(catcher.mails()[0]?.text).toContain("1 chosen OU or account is no longer there");
  });
});

describe("a digest for now", () => {
  test("is sent beside the weekly one, once a day", async () => {
    const user = await bench.addUser("ja");
    const [id = ""] = await bench.subscribe(user.id, new Date("2026-11-30T08:00:00Z"));
    const ask = (date: string) => bench.inTenant((tx) => requestDigestNow(tx, id, date));
    expect(await ask("2026-11-24")).toBe("planned");
    expect(await ask("2026-11-24")).toBe("already");
    expect(await sendAll(services())).toEqual(["sent"]);
    expect(await history(id)).toMatchObject([{ period: "now-2026-11-24", state: "sent" }]);
    await bench.inTenant((tx) => endSubscription(tx, id, "unsubscribed"));
    expect(await ask("2026-11-25")).toBe("not-active");
  });
});

describe("a team's address", () => {
  const team = (email: string, emailConfirmedAt: Date | null) =>
    bench.inTenant((tx) =>
      tx.team.create({ data: { tenantId: bench.tenantId, name: `Team ${email}`, email, emailConfirmedAt } }),
    );

  test("is asked first, by a mail that only its own address can answer", async () => {
    const { id } = await team("ask@team.example", null);
    expect(await bench.inTenant((tx) => requestTeamConfirmation(tx, id))).toBe("planned");
    const sender = services();
    expect(await sendAll(sender)).toEqual(["sent"]);
    const [mail] = catcher.mails();
    expect(mail?.to).toEqual(["ask@team.example"]);
    const token = /https:\/\/sekinin\.example\.com\/confirm\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    const read = readConfirmationToken(sender.settings.secret, token, after());
    expect(read).toMatchObject({ tenantId: bench.tenantId, teamId: id });
    expect(read?.isFor("ask@team.example")).toBe(true);
    expect(mail?.headers.join("\n")).not.toMatch(/^(List-|Precedence)/m);
  });

  test("is asked three times a day at most, and once it has answered never", async () => {
    const { id } = await team("often@team.example", null);
    const ask = () => bench.inTenant((tx) => requestTeamConfirmation(tx, id));
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual(["planned", "planned", "planned", "too-many"]);
    expect(await sendAll(services({ mayAsk: async () => false }))).toEqual(["skipped", "skipped", "skipped"]);
    expect(catcher.mails()).toEqual([]);
    const answered = await team("answered@team.example", new Date());
    expect(await bench.inTenant((tx) => requestTeamConfirmation(tx, answered.id))).toBe("nothing-to-confirm");
  });

  test("gets no digest before it has answered", async () => {
    const subscribe = async (teamId: string) => {
      const user = await bench.addUser();
      const [id = ""] = await bench.subscribe(user.id, monday);
      await bench.inTenant((tx) => tx.subscription.updateMany({ where: { id }, data: { userId: null, teamId } }));
      return id;
    };
    const silent = await subscribe((await team("silent@team.example", null)).id);
    const willing = await subscribe((await team("willing@team.example", new Date())).id);
    await planDigests(services());
    expect((await sendAll(services())).sort()).toEqual(["sent", "skipped"]);
    expect(catcher.mails().map(({ to }) => to)).toEqual([["willing@team.example"]]);
    expect(catcher.mails()[0]?.text).toContain("address of the team Team willing@");
    expect(await subscription(silent)).toMatchObject({ state: "active", stateReason: null });
    expect(await subscription(willing)).toMatchObject({ state: "active" });
  });
});
