import { randomBytes, randomUUID } from "node:crypto";
import { findSubscription, findTeam, listAuditEvents, updateTeam } from "@sekinin/db";
import { confirmationToken, unsubscribeToken } from "@sekinin/digest";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { canaryOf, type Fixtures, makeFixtures } from "./fixtures.ts";
import { type Answer, send } from "./send.ts";
import { stateDigest } from "./state-digest.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

let web: WebServer;
let fixtures: Fixtures;

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
});

afterAll(() => web.stop());

const form = { "content-type": "application/x-www-form-urlencoded" };
const oneClick = "List-Unsubscribe=One-Click";

const get = (path: string, headers: Record<string, string> = {}) => send(web.port, { path, headers });
const post = (path: string, headers: Record<string, string> = {}, body = oneClick) =>
  send(web.port, { method: "POST", path, headers: { ...form, ...headers }, body });

/** What is told, without what differs from one request to the next. */
const told = ({ status, body }: Answer) => `${status} ${body.replaceAll(/nonce="[^"]*"/g, "")}`;

const unsubscribePath = (subscriptionId: string, tenantId = fixtures.a.id, secret = web.secret) =>
  `/u/${unsubscribeToken(secret, { tenantId, subscriptionId })}`;

function confirmPath({ address, now = new Date(), teamId = fixtures.a.digestTeamId }: ConfirmLink): string {
  return `/confirm/${confirmationToken(web.secret, { tenantId: fixtures.a.id, teamId, address, now })}`;
}
type ConfirmLink = { readonly address: string; readonly now?: Date; readonly teamId?: string };

const inA = <T>(work: Parameters<typeof web.db.database.withTenant<T>>[1]) =>
  web.db.database.withTenant(fixtures.a.id, work);
const stateOf = async (id: string) => (await inA((tx) => findSubscription(tx, id)))?.state;

describe("the link that stops a digest", () => {
  test("asked by GET as often as scanners like: a question, no cookie, and nothing changes", async () => {
    const path = unsubscribePath(fixtures.a.subscriptionId);
    const before = await stateDigest(web.db.ownerUrl);
    for (const headers of [{}, { purpose: "prefetch" }, { "user-agent": "Mozilla/5.0 (scanner)" }]) {
      const answer = await get(`${path}?List-Unsubscribe=One-Click`, headers);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<form method="post">');
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
    expect((await send(web.port, { method: "HEAD", path })).status).toBe(200);
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test("tells the tenant's name and nothing else of it", async () => {
    const { body } = await get(unsubscribePath(fixtures.a.subscriptionId));
    expect(body).toContain(canaryOf("acme"));
    expect(body).not.toMatch(/@|ou-1|Digests canary|o-1111111111|\/t\/acme/);
  });

  test("its answers are kept by nobody, found by nobody, framed by nobody, and tell the address to nobody", async () => {
    const path = unsubscribePath(fixtures.a.subscriptionId);
    for (const answer of [await get(path), await get("/u/none"), await post("/u/none"), await get("/confirm/none")]) {
      expect(answer.headers).toMatchObject({
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow",
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "strict-transport-security": "max-age=31536000; includeSubDomains",
      });
      expect(answer.headers["cache-control"]).toMatch(/no-store/);
      const policy = String(answer.headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/script-src|unsafe|\*/);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(answer.body).toContain(`<style nonce="${nonce}">`);
      expect(answer.body).not.toMatch(/<script|<link|<img|\s(?:on[a-z]+|style)=/i);
    }
  });

  test.each([
    { sent: "JSON", headers: { "content-type": "application/json" }, body: '{"List-Unsubscribe":"One-Click"}' },
    { sent: "another form", headers: {}, body: "yes=1" },
    { sent: "nothing", headers: {}, body: "" },
    { sent: "text/plain", headers: { "content-type": "text/plain" }, body: oneClick },
    { sent: "more than a form of ours", headers: {}, body: `${oneClick}&x=${"x".repeat(5_000)}` },
  ])("POST of $sent stops nothing", async ({ headers, body }) => {
    const answer = await post(unsubscribePath(fixtures.a.subscriptionId), headers, body);
    expect([200, 413]).toContain(answer.status);
    expect(await stateOf(fixtures.a.subscriptionId)).toBe("active");
  });

  test("one POST stops it, without a cookie or an origin, whoever's page sent it; again is the same", async () => {
    const { endingId } = fixtures.a;
    const path = unsubscribePath(endingId);
    const answers = [
      await post(path),
      await post(path, { origin: "null", "sec-fetch-site": "cross-site" }),
      await post(path, { origin: "https://mail.example" }),
      await post(
        path,
        { "content-type": "multipart/form-data; boundary=b" },
        '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      ),
    ];
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(answers[0]?.body).not.toContain("<form");
    expect(answers[0]?.headers.location).toBeUndefined();
    expect(await inA((tx) => findSubscription(tx, endingId))).toMatchObject({
      state: "ended",
      stateReason: "unsubscribed",
    });
    expect(await stateOf(fixtures.a.subscriptionId)).toBe("active");
    const events = await inA((tx) => listAuditEvents(tx, { limit: 50 }));
    expect(events.filter(({ action }) => action === "digest.ended")).toHaveLength(1);
  });
});

test("a key that opens nothing gets one answer, whatever is wrong with it, and nothing changes", async () => {
  const { a, b } = fixtures;
  const good = unsubscribePath(a.subscriptionId).slice("/u/".length);
  const altered = [0, 21, 40, 64, good.length - 1].map((at) => {
    const other = good[at] === "A" ? "B" : "A";
    return good.slice(0, at) + other + good.slice(at + 1);
  });
  const paths = [
    ...altered.map((token) => `/u/${token}`),
    `/u/${good.slice(0, -1)}`,
    `/u/${good}A`,
    `/u/${good}%3D`,
    `/u/${"A".repeat(2_000)}`,
    "/u/%00",
    "/u/..%2Fsign-in",
    unsubscribePath(a.subscriptionId, a.id, randomBytes(32).toString("base64url")),
    // A tenant that is gone; a digest of another tenant; one that never was.
    unsubscribePath(a.subscriptionId, randomUUID()),
    unsubscribePath(b.subscriptionId, a.id),
    unsubscribePath(randomUUID()),
    confirmPath({ address: "x@y.example" }).replace("/confirm/", "/u/"),
  ];
  const before = await stateDigest(web.db.ownerUrl);
  const answers = new Set<string>();
  for (const path of paths) for (const answer of [await get(path), await post(path)]) answers.add(told(answer));
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toMatch(/^200 /);
  expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
});

describe("the link that confirms a team's address", () => {
  const address = "digests-acme@people.example";
  const confirmedAt = async () => (await inA((tx) => findTeam(tx, fixtures.a.digestTeamId)))?.emailConfirmedAt ?? null;

  test("too old, for another address or for nobody's team: one answer, and nothing is confirmed", async () => {
    const answers = new Set<string>();
    const paths = [
      confirmPath({ address, now: new Date(Date.now() - 8 * 86_400_000) }),
      confirmPath({ address, now: new Date(Date.now() + 86_400_000) }),
      confirmPath({ address: "evil@z.example" }),
      confirmPath({ address, teamId: fixtures.b.digestTeamId }),
      unsubscribePath(fixtures.a.subscriptionId).replace("/u/", "/confirm/"),
      "/confirm/x",
    ];
    for (const path of paths) for (const answer of [await get(path), await post(path)]) answers.add(told(answer));
    expect([...answers]).toHaveLength(1);
    expect(await confirmedAt()).toBeNull();
  });

  test("GET asks, POST confirms, again is the same; after a change of the address it opens nothing", async () => {
    const path = confirmPath({ address });
    const question = await get(path);
    expect(question.body).toContain('<form method="post">');
    expect(await confirmedAt()).toBeNull();
    const answers = [await post(path), await post(path)];
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(await confirmedAt()).toBeInstanceOf(Date);
    const actor = { kind: "command-line", id: null } as const;
    await inA((tx) =>
      updateTeam(tx, { actor, id: fixtures.a.digestTeamId, name: "Moved", email: "moved@people.example" }),
    );
    expect(told(await post(path))).toBe(told(await post("/confirm/x")));
    expect(await confirmedAt()).toBeNull();
  });
});

test("one address that tries keys without end is asked to wait, in words; another is not", async () => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  let refused: Answer | null = null;
  for (let tries = 0; tries < 320 && refused === null; tries += 1) {
    const answer = await get(`/u/${tries}`, from("192.0.2.201"));
    if (answer.status !== 200) refused = answer;
  }
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect(refused?.headers["content-type"]).toContain("text/html");
  expect((await get("/u/x", from("192.0.2.202"))).status).toBe(200);
});
