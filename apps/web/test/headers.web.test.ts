import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { anyPort } from "../../../scripts/lib/ports.mjs";
import { canaryOf, type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { fillPath, readMatrix } from "./matrix.ts";
import { type Answer, send } from "./send.ts";
import { signIn, withSession } from "./sign-in.ts";
import { end, startProcess, startWebServer, type WebServer } from "./web-server.ts";

const matrix = readMatrix();
let web: WebServer;
let fixtures: Fixtures;
let session: { cookie: string };

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  session = withSession(await signIn(web.port, { email: fixtures.people.operator.email, password }));
});

afterAll(() => web.stop());

const isHtml = (answer: Answer) => answer.headers["content-type"]?.startsWith("text/html") === true;

/** Every script, style sheet and preload of a page carries the nonce of that page's policy; nothing else is inline. */
function expectPolicy(answer: Answer, what: string) {
  const policy = String(answer.headers["content-security-policy"]);
  const nonce = /'nonce-([A-Za-z0-9+/=]{22,})'/.exec(policy)?.[1];
  expect(nonce, what).toBeDefined();
  expect(policy, what).not.toMatch(/unsafe-inline|unsafe-eval|\*|http:/);
  for (const directive of ["base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'", "form-action 'self'"]) {
    expect(policy, what).toContain(directive);
  }
  if (!isHtml(answer)) return;
  const scripts = answer.body.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length, what).toBeGreaterThan(0);
  for (const tag of [...scripts, ...(answer.body.match(/<style\b[^>]*>/g) ?? [])]) {
    expect(tag, what).toContain(`nonce="${nonce}"`);
  }
  expect(answer.body, what).not.toMatch(/<[a-z][^>]*\s(?:on[a-z]+|style)=/i);
  // Links lead to AWS's documents; what a page loads or sends to is our own.
  expect(answer.body, what).not.toMatch(/<(?!a\b)[a-z][^>]*\s(?:href|src|action)="(?:https?:)?\/\//);
}

function expectSafeHeaders(answer: Answer, what: string) {
  expect(answer.headers, what).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
  });
  expect(answer.headers["x-powered-by"], what).toBeUndefined();
  expect(answer.headers["access-control-allow-origin"], what).toBeUndefined();
}

describe("every page", () => {
  test("carries policy and headers, signed in or not, and is kept by no cache", async () => {
    const nonces = new Set<string>();
    for (const path of Object.keys(matrix.pages)) {
      for (const headers of [{}, session, { ...session, rsc: "1" }, { ...session, "if-none-match": '"x"' }]) {
        const what = `${path} ${JSON.stringify(headers)}`;
        const answer = await send(web.port, { path: fillPath(path, fixtures.a), headers });
        expectPolicy(answer, what);
        expectSafeHeaders(answer, what);
        expect(answer.headers["cache-control"], what).toMatch(/private.*no-store|no-store.*private/);
        expect(answer.headers["etag"], what).toBeUndefined();
        nonces.add(String(answer.headers["content-security-policy"]));
      }
    }
    expect(nonces.size).toBe(Object.keys(matrix.pages).length * 4);
  });

  test.each([
    { what: "no such page", path: "/no-such-page", status: 404 },
    { what: "another tenant's page", path: "/t/hinode/heatmap", status: 404 },
    { what: "no such account", path: "/t/acme/accounts/999999999999", status: 404 },
    { what: "a name that is none", path: "/t/%3Cscript%3Ealert(1)%3C%2Fscript%3E/heatmap", status: 404 },
  ])("$what: $status with policy, headers and no cache", async ({ path, status, what }) => {
    const answer = await send(web.port, { path, headers: session });
    expect(answer.status).toBe(status);
    expectPolicy(answer, what);
    expectSafeHeaders(answer, what);
    expect(answer.headers["cache-control"]).toMatch(/no-store/);
    expect(answer.body).not.toContain("<script>alert(1)");
  });

  test("endpoints and health answers likewise", async () => {
    for (const path of ["/api/auth/csrf", "/api/auth/session", "/api/auth/none", "/livez", "/readyz"]) {
      const answer = await send(web.port, { path, headers: session });
      expectSafeHeaders(answer, path);
      expect(answer.headers["cache-control"], path).toMatch(/no-store/);
      expect(isHtml(answer), path).toBe(false);
    }
  });

  test("a request's own policy or nonce is not taken over", async () => {
    const answer = await send(web.port, {
      path: "/sign-in",
      headers: {
        "content-security-policy": "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='",
        "x-nonce": "AAAAAAAAAAAAAAAAAAAAAA==",
      },
    });
    expectPolicy(answer, "/sign-in");
    expect(answer.body).not.toContain("AAAAAAAAAAAAAAAAAAAAAA==");
  });
});

describe("a failure", () => {
  test("shows a number and nothing else; the log tells the number, and neither SQL nor a word of a tenant", async () => {
    const broken = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
    try {
      const people = await makeFixtures(broken.db);
      const cookie = withSession(await signIn(broken.port, { email: people.people.owner.email, password }));
      expect((await send(broken.port, { path: "/t/acme/heatmap", headers: cookie })).status).toBe(200);
      await breakTable(broken.db.ownerUrl);
      const answer = await send(broken.port, { path: "/t/acme/heatmap", headers: cookie });
      expect(answer.status).toBe(500);
      expectPolicy(answer, "failed page");
      expect(answer.headers["cache-control"]).toMatch(/no-store/);
      for (const text of [answer.body, broken.log.join("")]) {
        expect(text).not.toContain(canaryOf("hinode"));
        expect(text).not.toMatch(/SELECT |organization_nodes|permission denied|invocation|node_modules\//);
      }
      const lines = broken.log
        .join("")
        .split("\n")
        .filter((line) => line.includes("a page failed"));
      const digest = (JSON.parse(lines[0] ?? "{}") as { digest?: string }).digest;
      expect(digest).toMatch(/^\d+/);
    } finally {
      await broken.stop();
    }
  });

  test("of the database is 503 at /readyz, with no reason; /livez stays", async () => {
    const alone = await startWebServer({
      postgresAdminUrl: inject("postgresAdminUrl"),
      redisUrl: "redis://127.0.0.1:1",
    });
    try {
      const ready = await send(alone.port, { path: "/readyz" });
      expect(ready.status).toBe(503);
      expect(JSON.parse(ready.body)).toEqual({ ready: false, database: true, redis: false });
      expect((await send(alone.port, { path: "/livez" })).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });
});

async function breakTable(ownerUrl: string) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("REVOKE ALL ON organizations, organization_nodes FROM sekinin_app");
  await client.end();
}

describe("the start", () => {
  const settings = () => ({
    DATABASE_URL: web.db.appUrl,
    DATABASE_SYSTEM_URL: web.db.systemUrl,
    REDIS_URL: inject("redisUrl"),
    SEKININ_PUBLIC_URL: "https://sekinin.example",
    SEKININ_SECRET: randomBytes(32).toString("base64url"),
    SEKININ_STATE_DIRECTORY: "/nonexistent",
  });

  test.each([
    {
      why: "plain http for another machine",
      change: { SEKININ_PUBLIC_URL: "http://sekinin.example" },
      told: "SEKININ_PUBLIC_URL",
    },
    { why: "a secret that is too short", change: { SEKININ_SECRET: "short" }, told: "SEKININ_SECRET" },
    { why: "an administrator of the database", change: {}, told: "role", asOwner: true },
  ])("is refused with $why", async ({ change, told, asOwner }) => {
    const owner = asOwner === true ? { DATABASE_URL: web.db.ownerUrl, DATABASE_SYSTEM_URL: web.db.ownerUrl } : {};
    const { child, log } = startProcess(await anyPort(), { ...settings(), ...change, ...owner });
    const code = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve("still running"), 20_000);
      child.once("exit", (status) => {
        clearTimeout(timer);
        resolve(status);
      });
    });
    await end(child);
    expect(code, log.join("")).toBe(1);
    expect(log.join("")).toContain(told);
  });

  test("on this machine's http it works, without Secure, __Host- and HSTS, and says so", async () => {
    const port = await anyPort();
    const { child, log } = startProcess(port, { ...settings(), SEKININ_PUBLIC_URL: `http://localhost:${port}` });
    try {
      let answer: Answer | null = null;
      for (let tries = 0; tries < 100 && answer === null; tries += 1) {
        answer = await send(port, { path: "/api/auth/csrf" }).catch(() => null);
        if (answer === null) await new Promise((wake) => setTimeout(wake, 100));
      }
      expect(answer?.headers["strict-transport-security"]).toBeUndefined();
      const [cookie] = answer?.headers["set-cookie"] ?? [];
      expect(cookie).toMatch(/^sekinin-csrf=/);
      expect(cookie).not.toContain("Secure");
      expect(log.join("")).toContain("plain http to this machine only");
    } finally {
      await end(child);
    }
  });
});
