import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { readManifest } from "./manifest.ts";
import { fillFields, readMatrix } from "./matrix.ts";
import { cookiesOf, send } from "./send.ts";
import { actionOutcome, callAction } from "./server-action.ts";
import { signIn, withSession } from "./sign-in.ts";
import { stateDigest } from "./state-digest.ts";
import { publicOrigin, startWebServer, type WebServer } from "./web-server.ts";

const matrix = readMatrix();
let web: WebServer;
let fixtures: Fixtures;
let cookie: string;

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  cookie = await ownerCookie();
});

afterAll(() => web.stop());

async function ownerCookie(): Promise<string> {
  return withSession(await signIn(web.port, { email: fixtures.people.owner.email, password })).cookie;
}

const forgeries: { sent: string; headers: Record<string, string | undefined> }[] = [
  { sent: "from another site", headers: { origin: "https://evil.example" } },
  {
    sent: "from another site that repeats its own host",
    headers: { origin: "https://evil.example", host: "evil.example" },
  },
  {
    sent: "from another site through a forwarded host",
    headers: { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  },
  { sent: "from our host without TLS", headers: { origin: "http://sekinin.example" } },
  { sent: "from a subdomain", headers: { origin: "https://a.sekinin.example" } },
  { sent: "without an origin", headers: { origin: undefined } },
  { sent: "with the origin null", headers: { origin: "null" } },
  { sent: "with our origin, but the browser says cross-site", headers: { "sec-fetch-site": "cross-site" } },
  { sent: "as text/plain", headers: { "content-type": "text/plain" } },
  {
    sent: "as text/plain without the action's header, as a page elsewhere could",
    headers: { "content-type": "text/plain", "next-action": undefined },
  },
  { sent: "urlencoded", headers: { "content-type": "application/x-www-form-urlencoded" } },
];

describe("every action, sent by somebody else's page", () => {
  test.each(forgeries)("$sent: refused, and nothing changes", async ({ headers }) => {
    const before = await stateDigest(web.db.ownerUrl);
    for (const { id, name } of readManifest().actions) {
      const fields = fillFields(matrix.actions[name]?.fields ?? {}, fixtures.a);
      for (const path of ["/profile", "/sign-in", `/t/${fixtures.a.slug}/crawls`]) {
        const answer = await callAction(web.port, { id, path, fields, cookie, headers });
        expect(["done", "leads"], `${name} at ${path}`).not.toContain(actionOutcome(answer));
      }
    }
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test("by GET: a page at most, and nothing changes", async () => {
    const before = await stateDigest(web.db.ownerUrl);
    for (const { id, name } of readManifest().actions) {
      const query = new URLSearchParams({
        ...fillFields(matrix.actions[name]?.fields ?? {}, fixtures.a),
        $ACTION_ID: id,
        [`$ACTION_ID_${id}`]: "",
      });
      const answer = await send(web.port, {
        path: `/profile?${query}`,
        headers: { cookie, "next-action": id, origin: publicOrigin },
      });
      expect(answer.status, name).toBeLessThan(500);
    }
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test("the same calls from our own page are obeyed", async () => {
    for (const { id, name } of readManifest().actions) {
      const line = matrix.actions[name];
      if (line === undefined) throw new Error(`no line for ${name}`);
      const fields = fillFields(line.fields, fixtures.a);
      const fresh = await ownerCookie();
      const answer = await callAction(web.port, { id, path: "/profile", fields, cookie: fresh });
      // In the matrix the viewer comes before the owner and leaves nothing to remove; here nobody came before.
      const isFirst = Object.values(line.fields).includes("{endingDraftId}");
      expect(actionOutcome(answer), name).toBe(isFirst ? line.outcome.viewer : line.outcome.owner);
    }
    cookie = await ownerCookie();
  });
});

describe("sign-in, sent by somebody else's page", () => {
  const attempt = async (headers: Record<string, string | undefined>, withToken = true) => {
    const csrf = await send(web.port, { path: "/api/auth/csrf" });
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const wanted: Record<string, string | undefined> = {
      origin: publicOrigin,
      "content-type": "application/json",
      "x-forwarded-for": "192.0.2.77",
      cookie: withToken ? cookiesOf(csrf).join("; ") : undefined,
      ...headers,
    };
    const sent: Record<string, string> = {};
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) sent[name] = value;
    const body = JSON.stringify({ csrfToken, email: fixtures.people.viewer.email, password });
    return send(web.port, { method: "POST", path: "/api/auth/callback/credentials", headers: sent, body });
  };

  test.each(forgeries.filter(({ headers }) => !("next-action" in headers)))(
    "$sent: no session",
    async ({ headers }) => {
      const before = await stateDigest(web.db.ownerUrl);
      const answer = await attempt(headers);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(cookiesOf(answer).join()).not.toContain("sekinin-session=");
      expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
    },
  );

  test("without next-auth's own cookie: no session", async () => {
    const answer = await attempt({}, false);
    expect(answer.status).toBe(403);
    expect(cookiesOf(answer).join()).not.toContain("sekinin-session=");
  });

  test("by GET: no session", async () => {
    const query = new URLSearchParams({ email: fixtures.people.viewer.email, password });
    const answer = await send(web.port, {
      path: `/api/auth/callback/credentials?${query}`,
      headers: { origin: publicOrigin },
    });
    expect(answer.status).toBe(404);
  });

  test("the same attempt from our own page signs in", async () => {
    expect((await attempt({})).status).toBe(200);
  });
});
