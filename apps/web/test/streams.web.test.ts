import { request } from "node:http";
import { removeMembership } from "@sekinin/db";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { canaryOf, type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { send } from "./send.ts";
import { signIn, withSession } from "./sign-in.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

let web: WebServer;
let fixtures: Fixtures;

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
});

afterAll(() => web.stop());

async function sessionOf(name: keyof Fixtures["people"]) {
  return withSession(await signIn(web.port, { email: fixtures.people[name].email, password }));
}

const progress = (slug: string, crawlId: string) => `/api/t/${slug}/crawls/${crawlId}/progress`;

function deferred() {
  let resolve: (value: number) => void = () => undefined;
  const promise = new Promise<number>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value: number) => resolve(value) };
}

/** Holds a stream open; `ended` resolves with the milliseconds until the server closed it. */
function hold(path: string, headers: Record<string, string>) {
  const begun = deferred();
  const ended = deferred();
  const sent = request(
    { host: "127.0.0.1", port: web.port, path, headers: { host: "sekinin.example", ...headers } },
    (answer) => {
      answer.once("data", () => begun.resolve(answer.statusCode ?? 0));
      answer.on("data", () => undefined);
      answer.once("end", () => ended.resolve(performance.now()));
    },
  );
  sent.end();
  return { begun: begun.promise, ended: ended.promise, close: () => sent.destroy() };
}

test("another tenant's progress is not found, by its own path and by ours", async () => {
  const session = await sessionOf("owner");
  for (const path of [
    progress("hinode", fixtures.b.crawlId),
    progress("acme", fixtures.b.crawlId),
    progress("acme", "x"),
  ]) {
    const answer = await send(web.port, { path, headers: session });
    expect(answer.status, path).toBe(404);
    expect(answer.body).not.toContain(canaryOf("hinode"));
    expect(answer.headers["content-type"]).toBe("application/json");
  }
  expect((await send(web.port, { path: progress("acme", fixtures.a.crawlId), headers: session })).status).toBe(200);
  expect((await send(web.port, { path: progress("acme", fixtures.a.crawlId) })).status).toBe(401);
});

test("a stream that is open closes within five seconds of the right to it, and others go on", async () => {
  const path = progress("acme", fixtures.a.crawlId);
  const [mine, theirs] = [hold(path, await sessionOf("viewer")), hold(path, await sessionOf("owner"))];
  expect(await Promise.all([mine.begun, theirs.begun])).toEqual([200, 200]);
  const removed = performance.now();
  await web.db.database.withTenant(fixtures.a.id, (tx) => removeMembership(tx, fixtures.people.viewer.id));
  expect((await mine.ended) - removed).toBeLessThan(5000);
  const isOpen = await Promise.race([
    theirs.ended.then(() => false),
    new Promise((wake) => setTimeout(() => wake(true), 1500)),
  ]);
  expect(isOpen).toBe(true);
  theirs.close();
});

test("a stream closes within five seconds of its session's end", async () => {
  const session = await sessionOf("owner");
  const open = hold(progress("acme", fixtures.a.crawlId), session);
  expect(await open.begun).toBe(200);
  const ended = performance.now();
  await web.db.database.withSystem((tx) =>
    tx.session.updateMany({ where: { userId: fixtures.people.owner.id }, data: { revokedAt: new Date() } }),
  );
  expect((await open.ended) - ended).toBeLessThan(5000);
});

test("one address, two people: never the other's answer, whatever is asked of a cache", async () => {
  const [first, second] = [await sessionOf("operator"), await sessionOf("other")];
  const asked: Record<string, string>[] = [
    {},
    { "if-none-match": "*" },
    { range: "bytes=0-999" },
    { "if-modified-since": new Date().toUTCString() },
    { rsc: "1" },
  ];
  for (const path of ["/portfolio", "/profile", "/t/acme/heatmap", "/"]) {
    for (const headers of asked) {
      const a = await send(web.port, { path, headers: { ...headers, ...first } });
      const b = await send(web.port, { path, headers: { ...headers, ...second } });
      expect(a.body).not.toContain(fixtures.people.other.email);
      expect(b.body).not.toContain(fixtures.people.operator.email);
      expect(b.body).not.toContain(canaryOf("acme"));
      for (const answer of [a, b]) {
        expect(answer.status).not.toBe(304);
        expect(answer.headers["cache-control"]).toMatch(/private.*no-store|no-store.*private/);
      }
    }
    const head = await send(web.port, { method: "HEAD", path, headers: second });
    expect(head.body).toBe("");
    expect(head.headers["cache-control"]).toMatch(/no-store/);
  }
  expect((await send(web.port, { path: "/profile", headers: first })).body).toContain(fixtures.people.operator.email);
});
