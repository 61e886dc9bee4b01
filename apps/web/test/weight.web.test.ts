import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { send } from "./send.ts";
import { signIn, withSession } from "./sign-in.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

let web: WebServer;
let fixtures: Fixtures;
let session: Record<string, string>;

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  session = withSession(await signIn(web.port, { email: fixtures.people.owner.email, password }));
});
afterAll(() => web.stop());

/** Every script that a page's markup names, in its tags or in what its components are made of. */
async function scriptsOf(path: string): Promise<ReadonlyMap<string, string>> {
  const { status, body } = await send(web.port, { path, headers: session });
  expect(status).toBe(200);
  const names = new Set([...body.matchAll(/static\/chunks\/[^"'\\ ?]+\.js/g)].map(([name]) => name));
  const scripts = new Map<string, string>();
  for (const name of names) {
    const answer = await send(web.port, { path: `/_next/${name}`, headers: session });
    expect(answer.status, name).toBe(200);
    scripts.set(name, answer.body);
  }
  return scripts;
}

const compressed = (scripts: ReadonlyMap<string, string>) =>
  [...scripts.values()].reduce((sum, text) => sum + gzipSync(text).byteLength, 0);
const holdsCharts = (scripts: ReadonlyMap<string, string>) =>
  [...scripts.values()].some((text) => text.includes("recharts-"));

test("the overview loads at most 250 kB of script, compressed, and no charts", async () => {
  const scripts = await scriptsOf(`/t/${fixtures.a.slug}`);
  expect(scripts.size).toBeGreaterThan(2);
  expect(compressed(scripts)).toBeLessThanOrEqual(250_000);
  expect(holdsCharts(scripts)).toBe(false);
});

test("trends load the charts only where one is drawn", async () => {
  const scripts = await scriptsOf(`/t/${fixtures.a.slug}/trends`);
  expect(holdsCharts(scripts)).toBe(false);
  expect(compressed(scripts)).toBeLessThanOrEqual(250_000);
});

test("the coverage matrix loads no charts and no editor", async () => {
  const scripts = await scriptsOf(`/t/${fixtures.a.slug}/coverage`);
  expect(holdsCharts(scripts)).toBe(false);
  expect([...scripts.values()].some((text) => text.includes("cm-editor"))).toBe(false);
  expect(compressed(scripts)).toBeLessThanOrEqual(250_000);
});
