import { setUserDisabled } from "@sekinin/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { readManifest } from "./manifest.ts";
import { type Answer, cookieValue, send } from "./send.ts";
import { actionOutcome, callAction } from "./server-action.ts";
import { sessionCookie, signIn, signInAnswer, withSession } from "./sign-in.ts";
import { publicOrigin, startWebServer, type WebServer } from "./web-server.ts";

let web: WebServer;
let fixtures: Fixtures;
let addresses = 0;

/** A network address that no other attempt has used. */
function freshAddress(): string {
  addresses += 1;
  return `203.0.${113 + (addresses >> 8)}.${addresses & 255}`;
}

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
});

afterAll(() => web.stop());

function signInAs(name: keyof Fixtures["people"], secret = password): Promise<string> {
  return signIn(web.port, { email: fixtures.people[name].email, password: secret, address: freshAddress() });
}

async function profile(token: string): Promise<Answer> {
  return send(web.port, { path: "/profile", headers: withSession(token) });
}

function call(name: string, fields: Record<string, string>, token: string): Promise<Answer> {
  const id = readManifest().actions.find((action) => action.name.endsWith(`#${name}`))?.id ?? "";
  return callAction(web.port, { id, path: "/profile", fields, cookie: withSession(token).cookie });
}

describe("the session's cookie", () => {
  test("is bound to host and https, out of scripts' reach, and opaque", async () => {
    const answer = await signInAnswer(web.port, {
      email: fixtures.people.owner.email,
      password,
      address: freshAddress(),
    });
    const cookie = (answer.headers["set-cookie"] ?? []).find((line) => line.startsWith(`${sessionCookie}=`)) ?? "";
    expect(cookie).toMatch(/^__Host-sekinin-session=[A-Za-z0-9_-]{43}; /);
    for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain("Domain");
    expect(JSON.parse(answer.body)).toEqual({ signedIn: true });
  });

  test("is never the value that the browser brought", async () => {
    const planted = "A".repeat(43);
    const token = await signIn(web.port, {
      email: fixtures.people.owner.email,
      password,
      address: freshAddress(),
      cookies: [`${sessionCookie}=${planted}`],
    });
    expect(token).not.toBe(planted);
    expect((await profile(planted)).status).toBe(307);
    expect((await profile(token)).status).toBe(200);
  });

  test("is another one at each sign-in, and the earlier session stays its own", async () => {
    const [first, second] = [await signInAs("owner"), await signInAs("owner")];
    expect(first).not.toBe(second);
    expect((await profile(first)).status).toBe(200);
  });

  test.each([
    { how: "cut short", forge: (token: string) => token.slice(0, -1) },
    { how: "one character longer", forge: (token: string) => `${token}A` },
    { how: "one character changed", forge: (token: string) => `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}` },
    { how: "made up", forge: () => "B".repeat(42).concat("A") },
    { how: "empty", forge: () => "" },
    { how: "a JSON Web Token", forge: () => "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." },
    { how: "under the name that http uses", forge: (token: string) => `x; sekinin-session=${token}` },
    { how: "in next-auth's own cookie", forge: (token: string) => `x; __Secure-next-auth.session-token=${token}` },
    {
      how: "in pieces",
      forge: (token: string) => `; ${sessionCookie}.0=${token.slice(0, 20)}; ${sessionCookie}.1=${token.slice(20)}`,
    },
  ])("$how opens nothing", async ({ forge }) => {
    const token = await signInAs("owner");
    const answer = await send(web.port, { path: "/profile", headers: { cookie: `${sessionCookie}=${forge(token)}` } });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toMatch(/^\/sign-in/);
    expect((await profile(token)).status).toBe(200);
  });
});

describe("an ended session opens nothing, from the next request on", () => {
  test("after signing out", async () => {
    const token = await signInAs("owner");
    const answer = await call("signOut", {}, token);
    expect(actionOutcome(answer)).toBe("leads-to-sign-in");
    expect(cookieValue(answer, sessionCookie)).toBe("");
    expect((await profile(token)).status).toBe(307);
  });

  test("after signing out by next-auth's endpoint, which needs its own token too", async () => {
    const token = await signInAs("owner");
    const csrf = await send(web.port, { path: "/api/auth/csrf" });
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const csrfCookie = (csrf.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
    const leave = (cookie: string) =>
      send(web.port, {
        method: "POST",
        path: "/api/auth/signout",
        headers: { origin: publicOrigin, "content-type": "application/json", cookie },
        body: JSON.stringify({ csrfToken }),
      });
    expect((await leave(withSession(token).cookie)).status).toBe(403);
    expect((await profile(token)).status).toBe(200);
    expect((await leave(`${withSession(token).cookie}; ${csrfCookie}`)).status).toBe(200);
    expect((await profile(token)).status).toBe(307);
  });

  test("after one's other session ended it; another person cannot", async () => {
    const [here, there] = [await signInAs("owner"), await signInAs("owner")];
    const rows = await web.db.database.withSystem((tx) =>
      tx.session.findMany({
        where: { userId: fixtures.people.owner.id, revokedAt: null },
        orderBy: { createdAt: "desc" },
      }),
    );
    const sessionId = rows[0]?.id ?? "";
    const foreign = await call("endOwnSession", { sessionId }, await signInAs("other"));
    expect(foreign.body).toContain('"isGone":true');
    expect((await profile(there)).status).toBe(200);
    const own = await call("endOwnSession", { sessionId }, here);
    expect(own.body).toContain('"isGone":false');
    expect((await profile(there)).status).toBe(307);
    expect((await profile(here)).status).toBe(200);
  });

  test("after signing out everywhere", async () => {
    const [here, there] = [await signInAs("owner"), await signInAs("owner")];
    const bystander = await signInAs("viewer");
    await call("signOutEverywhere", {}, here);
    for (const token of [here, there]) expect((await profile(token)).status).toBe(307);
    expect((await profile(bystander)).status).toBe(200);
  });

  test("after the password changed elsewhere; the session that changed it goes on", async () => {
    const [here, there] = [await signInAs("owner"), await signInAs("owner")];
    const next = "another horse battery";
    const wrong = await call("changePassword", { current: "wrong horse battery", next, repeat: next }, here);
    expect(wrong.body).toContain('"problem":"wrong-current"');
    expect((await profile(there)).status).toBe(200);
    const changed = await call("changePassword", { current: password, next, repeat: next }, here);
    expect(changed.body).toContain('"problem":null');
    expect((await profile(there)).status).toBe(307);
    expect((await profile(here)).status).toBe(200);
    await expect(signInAs("owner")).rejects.toThrow("401");
    const again = await signInAs("owner", next);
    await call("changePassword", { current: next, next: password, repeat: password }, again);
  });

  test("after the user was disabled, and back when the user is", async () => {
    const token = await signInAs("nobody");
    const { id } = fixtures.people.nobody;
    await web.db.database.withSystem((tx) => setUserDisabled(tx, id, true));
    expect((await profile(token)).status).toBe(307);
    expect((await send(web.port, { path: "/api/auth/session", headers: withSession(token) })).body).toBe("{}");
    await expect(signInAs("nobody")).rejects.toThrow("401");
    await web.db.database.withSystem((tx) => setUserDisabled(tx, id, false));
    expect((await profile(token)).status).toBe(200);
  });
});

describe("signing in", () => {
  const secretsOf = (answer: Answer) => {
    const { "content-security-policy": policy, "set-cookie": cookies, ...headers } = answer.headers;
    return {
      status: answer.status,
      headers: { ...headers, date: "" },
      body: answer.body,
      cookies: (cookies ?? []).map((line) => line.split("=")[0]),
      policy: String(policy).replaceAll(/nonce-[^']+/g, ""),
    };
  };

  test("known, unknown, disabled and malformed addresses get one and the same answer, in about the same time", async () => {
    const attempts = [fixtures.people.viewer.email, "stranger@people.example", "no-address", "' or 1=1 --"];
    const answers: ReturnType<typeof secretsOf>[] = [];
    const times: number[][] = attempts.map(() => []);
    for (let round = 0; round < 4; round += 1) {
      for (const [index, email] of attempts.entries()) {
        const began = performance.now();
        answers.push(
          secretsOf(await signInAnswer(web.port, { email, password: "wrong horse battery", address: freshAddress() })),
        );
        times[index]?.push(performance.now() - began);
      }
    }
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const fastest = times.map((list) => Math.min(...list));
    expect(Math.max(...fastest) / Math.min(...fastest)).toBeLessThan(3);
    await signInAs("viewer");
  });

  test("too many guesses at one user are held back, a stranger's likewise, and a session at work is not touched", async () => {
    const token = await signInAs("viewer");
    for (const email of [fixtures.people.viewer.email, "stranger2@people.example"]) {
      const address = freshAddress();
      const statuses: number[] = [];
      for (let guess = 0; guess < 7; guess += 1) {
        const answer = await signInAnswer(web.port, { email, password: "wrong horse battery", address });
        statuses.push(answer.status);
        if (answer.status === 429) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(60);
      }
      expect(statuses, email).toEqual([401, 401, 401, 401, 401, 429, 429]);
    }
    expect((await profile(token)).status).toBe(200);
    await signInAs("viewer");
  });

  test("an address that the client makes up does not help: the last hop counts", async () => {
    const address = freshAddress();
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const spoofed = `10.9.8.${guess}, ${address}`;
      statuses.push(
        (
          await signInAnswer(web.port, {
            email: "spoofed@people.example",
            password: "wrong horse battery",
            address: spoofed,
          })
        ).status,
      );
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test("fifty at once are all answered", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        signInAnswer(web.port, { email: fixtures.people.other.email, password, address: freshAddress() }),
      ),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(40);
  });

  test.each([
    {
      what: "a megabyte of password",
      body: (csrfToken: string) =>
        JSON.stringify({ csrfToken, email: "a@people.example", password: "x".repeat(1_048_576) }),
    },
    {
      what: "a password of 513 characters",
      body: (csrfToken: string) => JSON.stringify({ csrfToken, email: "a@people.example", password: "x".repeat(513) }),
    },
    {
      what: "a password that is no text",
      body: (csrfToken: string) => JSON.stringify({ csrfToken, email: "a@people.example", password: { $ne: "" } }),
    },
    {
      what: "a field too many",
      body: (csrfToken: string) => JSON.stringify({ csrfToken, email: "a@people.example", password, role: "owner" }),
    },
    { what: "no JSON", body: () => "{" },
    { what: "a list", body: () => "[]" },
    { what: "nothing", body: () => "" },
  ])("$what is 400 at once", async ({ body }) => {
    const csrf = await send(web.port, { path: "/api/auth/csrf" });
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const cookie = (csrf.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
    const began = performance.now();
    const answer = await send(web.port, {
      method: "POST",
      path: "/api/auth/callback/credentials",
      headers: { origin: publicOrigin, "content-type": "application/json", cookie },
      body: body(csrfToken),
    });
    expect(answer.status).toBe(400);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(cookieValue(answer, sessionCookie)).toBeNull();
  });

  test("a broken Authorization header changes nothing", async () => {
    for (const authorization of ["Bearer", "Bearer ", "Bearer %", "Bearer %E0%A4%A", "Bearer a.b.c", "Basic :"]) {
      expect((await send(web.port, { path: "/api/auth/session", headers: { authorization } })).body).toBe("{}");
      expect((await send(web.port, { path: "/profile", headers: { authorization } })).status).toBe(307);
    }
  });
});

describe("where a sign-in leads", () => {
  const evil = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "%0d%0aLocation:%20https://evil.example",
    "javascript:alert(1)",
    "https://sekinin.example@evil.example/",
    "///evil.example",
    "/%09/evil.example",
  ];

  test.each(evil)("callbackUrl %s stays here", async (callbackUrl) => {
    const token = await signInAs("owner");
    for (const value of [callbackUrl, encodeURIComponent(callbackUrl)]) {
      const answer = await send(web.port, { path: `/sign-in?callbackUrl=${value}`, headers: withSession(token) });
      expect(answer.status).toBe(307);
      const target = new URL(answer.headers.location ?? "", publicOrigin);
      expect(target.origin).toBe(publicOrigin);
      const stranger = await send(web.port, { path: `/sign-in?callbackUrl=${value}` });
      expect(stranger.status).toBe(200);
      expect(stranger.headers["location"]).toBeUndefined();
      expect(/returnPath\\?":\\?"([^"\\]*)/.exec(stranger.body)?.[1]).toMatch(/^\/(?![/\\])/);
    }
  });

  test("a path of ours is kept, through the first gate and after signing in", async () => {
    const first = await send(web.port, { path: "/t/acme/heatmap?view=table" });
    expect(first.headers.location).toBe("/sign-in?callbackUrl=%2Ft%2Facme%2Fheatmap%3Fview%3Dtable");
    const answer = await send(web.port, {
      path: first.headers.location ?? "",
      headers: withSession(await signInAs("owner")),
    });
    expect(answer.headers.location).toBe("/t/acme/heatmap?view=table");
  });

  test.each(["callbackUrl", "csrfToken"])("next-auth's own %s in the query leads nowhere else", async (name) => {
    for (const path of ["/api/auth/csrf", "/api/auth/session", "/api/auth/signin", "/api/auth/error"]) {
      const answer = await send(web.port, { path: `${path}?${name}=${encodeURIComponent("https://evil.example/")}` });
      expect(JSON.stringify(answer)).not.toContain("evil.example");
      expect(answer.status).toBeLessThan(500);
    }
  });
});
