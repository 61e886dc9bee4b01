import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { canaryOf, type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { readManifest } from "./manifest.ts";
import { type Asker, askers, carriesIds, fillFields, fillPath, readMatrix } from "./matrix.ts";
import { type Answer, send } from "./send.ts";
import { actionOutcome, callAction } from "./server-action.ts";
import { signIn, withSession } from "./sign-in.ts";
import { stateDigest } from "./state-digest.ts";
import { publicOrigin, startWebServer, type WebServer } from "./web-server.ts";

const matrix = readMatrix();
let web: WebServer;
let fixtures: Fixtures;
let manifest: ReturnType<typeof readManifest>;
const headersOf: Record<Asker, Record<string, string>> = {
  anonymous: {},
  viewer: {},
  owner: {},
  operator: {},
  other: {},
  nobody: {},
};

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  manifest = readManifest();
  for (const name of ["viewer", "owner", "operator", "other", "nobody"] as const) await renew(name);
});

afterAll(() => web.stop());

async function renew(name: Exclude<Asker, "anonymous">) {
  headersOf[name] = withSession(await signIn(web.port, { email: fixtures.people[name].email, password }));
}

/** shown, sign-in, leads, not-found, forbidden, signed-out, or the bare status. */
function pageOutcome({ status, headers }: Answer): string {
  if (status === 200) return "shown";
  if (status === 307) return headers.location?.startsWith("/sign-in") === true ? "sign-in" : "leads";
  const words: Record<number, string> = { 401: "signed-out", 403: "forbidden", 404: "not-found" };
  return words[status] ?? String(status);
}

const isBuiltIn = (path: string) => path.startsWith("/_");

describe("the matrix names everything that was built, and nothing else", () => {
  test("pages", () => {
    expect(manifest.pages.filter((path) => !isBuiltIn(path))).toEqual(Object.keys(matrix.pages).sort());
  });
  test("handlers", () => {
    expect(manifest.handlers.map(({ path }) => path)).toEqual(
      Object.keys(matrix.handlers)
        .map((path) => path.split(" ")[0] ?? path)
        .filter((path, index, all) => all.indexOf(path) === index)
        .sort((a, b) => a.localeCompare(b)),
    );
  });
  test("actions", () => {
    expect(manifest.actions.map(({ name }) => name)).toEqual(Object.keys(matrix.actions).sort());
  });
  test("a page without a line would fail", () => {
    expect([...manifest.pages, "/new"].filter((path) => !isBuiltIn(path))).not.toEqual(
      Object.keys(matrix.pages).sort(),
    );
  });
});

test("every page, as everybody", async () => {
  const found: Record<string, Record<string, string>> = {};
  for (const path of Object.keys(matrix.pages)) {
    found[path] = {};
    for (const asker of askers) {
      const answer = await send(web.port, { path: fillPath(path, fixtures.a), headers: headersOf[asker] });
      found[path][asker] = pageOutcome(answer);
      if (asker !== "other") expect(answer.body, `${path} as ${asker}`).not.toContain(canaryOf("hinode"));
    }
  }
  expect(found).toEqual(matrix.pages);
});

test("every handler by every method, as everybody", async () => {
  const found: typeof matrix.handlers = {};
  const sent = { origin: publicOrigin, "content-type": "application/json" };
  for (const [line, methods] of Object.entries(matrix.handlers)) {
    const [path = "", tail] = line.split(" ");
    found[line] = {};
    const target = tail ?? fillPath(path, fixtures.a);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const outcomes: Record<string, string> = {};
      for (const asker of askers) {
        const body = method === "GET" ? {} : { body: "{}" };
        const answer = await send(web.port, {
          method,
          path: target,
          headers: { ...sent, ...headersOf[asker] },
          ...body,
        });
        outcomes[asker] = pageOutcome(answer);
      }
      if (methods[method] !== undefined) found[line][method] = outcomes as Record<Asker, string>;
      else expect(new Set(Object.values(outcomes)), `${method} ${line}`).toEqual(new Set(["405"]));
    }
  }
  expect(found).toEqual(matrix.handlers);
});

test("every action, as everybody: refused ones change nothing", async () => {
  const found: Record<string, Record<string, string>> = {};
  for (const { id, name } of manifest.actions) {
    const line = matrix.actions[name];
    if (line === undefined) throw new Error(`no line for ${name}`);
    found[name] = {};
    for (const asker of askers) {
      const before = await stateDigest(web.db.ownerUrl);
      const answer = await callAction(web.port, {
        id,
        path: "/profile",
        fields: fillFields(line.fields, fixtures.a),
        cookie: headersOf[asker]["cookie"],
      });
      const outcome = actionOutcome(answer);
      found[name][asker] = outcome;
      if (outcome === "done" || outcome.startsWith("leads")) {
        // It may have ended the session or changed the password: everybody starts anew.
        if (asker !== "anonymous") await renewWhereEnded(asker);
      } else {
        expect(await stateDigest(web.db.ownerUrl), `${name} as ${asker}`).toEqual(before);
      }
    }
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(matrix.actions).map(([name, line]) => [name, line.outcome])));
});

async function renewWhereEnded(asker: Exclude<Asker, "anonymous">) {
  const session = await send(web.port, { path: "/api/auth/session", headers: headersOf[asker] });
  if (session.body === "{}") await renew(asker);
}

describe("ids of another tenant", () => {
  test("in the path: exactly what an id that does not exist gets, and no word of the other tenant", async () => {
    const uuid = "11111111-1111-4111-8111-111111111111";
    const uuids = { crawlId: uuid, findingId: uuid, draftId: uuid };
    const absent = { ...fixtures.b, ...uuids, accountId: "999999999999", policyId: "p-99999999" };
    for (const path of [...manifest.pages, ...manifest.handlers.map((handler) => handler.path)].filter(carriesIds)) {
      const [foreign, missing, own] = [
        await send(web.port, { path: fillPath(path, fixtures.b, fixtures.a.slug), headers: headersOf.owner }),
        await send(web.port, { path: fillPath(path, absent, fixtures.a.slug), headers: headersOf.owner }),
        await send(web.port, { path: fillPath(path, fixtures.a), headers: headersOf.owner }),
      ];
      expect(foreign.status, path).toBe(404);
      expect(missing.status, path).toBe(404);
      expect(own.status, path).toBe(200);
      expect(shape(foreign.body, fixtures.b), path).toBe(shape(missing.body, absent));
      expect(foreign.body).not.toContain(canaryOf("hinode"));
    }
  });

  test("in the query: no word of the other tenant, and no error", async () => {
    const { b } = fixtures;
    const names = [
      "organization",
      "open",
      "row",
      "node",
      "account",
      "crawl",
      "connection",
      "finding",
      "subscription",
      "edit",
      "before",
      "after",
      "cursor",
      "policy",
    ];
    const ids = [b.organizationId, b.nodeId, b.accountId, b.crawlId, b.connectionId, b.findingId, b.subscriptionId];
    for (const path of Object.keys(matrix.pages).filter((page) => page.includes("[tenant]"))) {
      for (const id of ids) {
        const query = names.map((name) => `${name}=${encodeURIComponent(id)}`).join("&");
        const answer = await send(web.port, {
          path: `${fillPath(path, fixtures.a)}?${query}`,
          headers: headersOf.owner,
        });
        expect([200, 307, 404], `${path} ${id}`).toContain(answer.status);
        expect(answer.body, path).not.toContain(canaryOf("hinode"));
      }
    }
  });

  test("in an action: refused, and nothing of either tenant changes", async () => {
    for (const { id, name } of manifest.actions) {
      const fields = matrix.actions[name]?.fields ?? {};
      if (fields["tenant"] === undefined) continue;
      const before = await stateDigest(web.db.ownerUrl);
      for (const forged of [
        fillFields(fields, fixtures.b),
        ...(Object.keys(fields).length > 1 && Object.values(fields).some((value) => /^\{\w+Id\}$/.test(value))
          ? [{ ...fillFields(fields, fixtures.b), tenant: fixtures.a.slug }]
          : []),
      ]) {
        const answer = await callAction(web.port, {
          id,
          path: "/profile",
          fields: forged,
          cookie: headersOf.owner["cookie"],
        });
        // Inside the own tenant a foreign id is one that does not exist: some actions then lead to the page that says so.
        const allowed = ["not-found", ...(forged["tenant"] === fixtures.a.slug ? ["failed:not-found", "leads"] : [])];
        expect(allowed, `${name} ${answer.body.slice(0, 200)}`).toContain(actionOutcome(answer));
        expect(answer.body).not.toContain(canaryOf("hinode"));
      }
      const after = await stateDigest(web.db.ownerUrl);
      expect(after, name).toEqual(before);
    }
  });
});

/** A body without what differs from one request to the next: nonces, and the ids that were asked for. */
function shape(
  body: string,
  ids: { crawlId: string; accountId: string; findingId: string; draftId: string; policyId: string },
): string {
  return body
    .replaceAll(/nonce(="|\\":\\"|":")[^"\\]+/g, "nonce")
    .replaceAll(ids.crawlId, "ID")
    .replaceAll(ids.findingId, "ID")
    .replaceAll(ids.draftId, "ID")
    .replaceAll(ids.policyId, "ID")
    .replaceAll(ids.accountId, "ID")
    .replaceAll(/"[A-Za-z0-9_-]{21}"/g, '"B"')
    .replaceAll(/\d{10,}/g, "N");
}

describe("a page of another tenant by another way", () => {
  const ways: { way: string; path: (path: string) => string; headers: Record<string, string> }[] = [
    { way: "RSC", path: (path) => path, headers: { rsc: "1" } },
    { way: "RSC with its query", path: (path) => `${path}?_rsc=abcde`, headers: { rsc: "1" } },
    { way: "prefetch", path: (path) => path, headers: { rsc: "1", "next-router-prefetch": "1" } },
    {
      way: "segment prefetch",
      path: (path) => path,
      headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    },
    {
      way: "segment of the page",
      path: (path) => path,
      headers: { rsc: "1", "next-router-segment-prefetch": "/t/$d$tenant/heatmap/__PAGE__" },
    },
    { way: ".rsc", path: (path) => `${path}.rsc`, headers: {} },
    { way: ".segments", path: (path) => `${path}.segments/_tree.segment.rsc`, headers: {} },
    { way: "_next/data", path: (path) => `/_next/data/build${path}.json`, headers: {} },
    { way: "double slash", path: (path) => `/${path}`, headers: {} },
    { way: "double slash inside", path: (path) => path.replace("/t/", "/t//"), headers: {} },
    { way: "dots", path: (path) => `/t/acme/..${path.slice(2)}`, headers: {} },
    { way: "encoded dots", path: (path) => `/t/acme/%2e%2e${path.slice(2)}`, headers: {} },
    { way: "encoded slash", path: (path) => path.replace("/t/", "/t%2f"), headers: {} },
    { way: "encoded letter", path: (path) => path.replace("hinode", "%68inode"), headers: {} },
    { way: "twice encoded letter", path: (path) => path.replace("hinode", "%2568inode"), headers: {} },
    { way: "upper case", path: (path) => path.replace("hinode", "HINODE"), headers: {} },
    { way: "semicolon", path: (path) => `${path};x`, headers: {} },
    { way: "trailing dot", path: (path) => `${path}.`, headers: {} },
    { way: "trailing slash", path: (path) => `${path}/`, headers: {} },
    { way: "encoded NUL", path: (path) => `${path}%00`, headers: {} },
    { way: "backslash", path: (path) => path.replace("/t/", "/t\\"), headers: {} },
    {
      way: "parameter in the query",
      path: (path) => `${path.replace("hinode", "acme")}?tenant=hinode&nxtPtenant=hinode`,
      headers: {},
    },
    ...[
      "middleware",
      "src/middleware",
      "pages/_middleware",
      "middleware:middleware:middleware:middleware:middleware",
      "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
      "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy",
    ].map((value) => ({
      way: `x-middleware-subrequest: ${value}`,
      path: (path: string) => path,
      headers: { "x-middleware-subrequest": value },
    })),
    ...[
      "x-middleware-rewrite",
      "x-original-url",
      "x-rewrite-url",
      "x-invoke-path",
      "x-matched-path",
      "x-nextjs-data",
      "x-now-route-matches",
    ].map((name) => ({
      way: name,
      path: (path: string) => path.replace("hinode", "acme"),
      headers: { [name]: "/t/hinode/heatmap" },
    })),
    { way: "x-forwarded-host", path: (path) => path, headers: { "x-forwarded-host": "hinode.example" } },
  ];

  test.each(ways)("$way: no word of it, for strangers and for people of another tenant", async ({ path, headers }) => {
    const target = path("/t/hinode/heatmap");
    for (const asker of ["anonymous", "owner", "viewer", "operator", "nobody"] as const) {
      const asked = { headers: { ...headers, ...headersOf[asker] } };
      let answer = await send(web.port, { path: target, ...asked });
      const location = answer.headers.location ?? "";
      if (location.startsWith("/t/")) answer = await send(web.port, { path: location, ...asked });
      expect(answer.body, `as ${asker}`).not.toContain(canaryOf("hinode"));
      expect(answer.status, `as ${asker}`).toBeLessThan(500);
      if (asker === "anonymous") expect(answer.body).not.toContain(canaryOf("acme"));
    }
  });

  test.each(ways.filter(({ way }) => ["RSC", "prefetch", "x-forwarded-host"].includes(way)))(
    "$way works for whoever may see it",
    async ({ way, headers }) => {
      const asked = { headers: { ...headers, ...headersOf.other } };
      const first = await send(web.port, { path: "/t/hinode/heatmap", ...asked });
      // Next leads such a request to an address of its own, so that caches keep its kinds apart.
      const answer =
        first.status === 307 ? await send(web.port, { path: first.headers.location ?? "", ...asked }) : first;
      expect(answer.status).toBe(200);
      if (way !== "prefetch") expect(answer.body).toContain(canaryOf("hinode"));
    },
  );
});

test("an operator's list holds the granted customer with its figures, and no other, not in its count either", async () => {
  const { body } = await send(web.port, { path: "/portfolio", headers: headersOf.operator });
  expect(body).toContain(canaryOf("acme"));
  expect(body).toContain('href="/t/acme/heatmap"');
  expect(body).toMatch(/data-score="0"[^>]*>0</);
  expect(body).not.toContain("hinode");
  expect(body.match(/<th scope="row">/g)).toHaveLength(1);
});

test("rights that are taken are gone at the next request, and an operator's entries stand in the audit", async () => {
  const { a, people } = fixtures;
  const page = { path: `/t/${a.slug}/heatmap` };
  expect((await send(web.port, { ...page, headers: headersOf.operator })).status).toBe(200);
  const events = await web.db.database.withTenant(a.id, (tx) =>
    tx.auditEvent.findMany({ where: { action: "operator.entered" } }),
  );
  // Each part of the product once an hour, however often it was opened.
  const areas = events.map(({ detail }) => JSON.parse(JSON.stringify(detail)).area);
  expect(areas).toContain("heatmap");
  const hours = events.map(({ at }, index) => `${areas[index]} ${at.toISOString().slice(0, 13)}`);
  expect(new Set(hours).size).toBe(hours.length);
  for (const event of events) expect(event).toMatchObject({ actorKind: "operator", actorId: people.operator.id });
  const grants = await web.db.database.withTenant(a.id, (tx) => tx.operatorGrant.findMany());
  for (const gone of [{ expiresAt: new Date(Date.now() - 1000) }, null] as const) {
    await web.db.database.withTenant(a.id, (tx) =>
      gone === null ? tx.operatorGrant.deleteMany() : tx.operatorGrant.updateMany({ data: gone }),
    );
    expect((await send(web.port, { ...page, headers: headersOf.operator })).status).toBe(404);
    expect((await send(web.port, { path: "/portfolio", headers: headersOf.operator })).status).toBe(404);
    await web.db.database.withTenant(a.id, async (tx) => {
      await tx.operatorGrant.deleteMany();
      await tx.operatorGrant.createMany({ data: grants });
    });
    expect((await send(web.port, { ...page, headers: headersOf.operator })).status).toBe(200);
  }
  await web.db.database.withTenant(a.id, (tx) =>
    tx.membership.updateMany({ where: { userId: people.owner.id }, data: { role: "viewer" } }),
  );
  const crawlNow = manifest.actions.find(({ name }) => name.endsWith("#crawlNow"));
  const demoted = await callAction(web.port, {
    id: crawlNow?.id ?? "",
    path: "/profile",
    fields: { tenant: a.slug, connectionId: a.connectionId },
    cookie: headersOf.owner["cookie"],
  });
  expect(actionOutcome(demoted)).toBe("forbidden");
  await web.db.database.withTenant(a.id, (tx) => tx.membership.deleteMany({ where: { userId: people.owner.id } }));
  expect((await send(web.port, { ...page, headers: headersOf.owner })).status).toBe(404);
});
