import { listSubscriptions } from "@sekinin/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { canaryOf, type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { readManifest } from "./manifest.ts";
import { send } from "./send.ts";
import { actionOutcome, callAction } from "./server-action.ts";
import { signIn, withSession } from "./sign-in.ts";
import { stateDigest } from "./state-digest.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

type Who = "viewer" | "owner" | "operator";

let web: WebServer;
let fixtures: Fixtures;
const headersOf = {} as Record<Who, { cookie: string }>;

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  for (const who of ["viewer", "owner", "operator"] as const) {
    headersOf[who] = withSession(await signIn(web.port, { email: fixtures.people[who].email, password }));
  }
});

afterAll(() => web.stop());

function call(name: string, who: Who, fields: Record<string, string>) {
  const found = readManifest().actions.find((one) => one.name.endsWith(`/digests/actions.ts#${name}`));
  if (found === undefined) throw new Error(`no action ${name}`);
  const { cookie } = headersOf[who];
  return callAction(web.port, { id: found.id, path: "/profile", fields: { tenant: "acme", ...fields }, cookie });
}

const form = (changes: Record<string, string> = {}) => ({
  team: "",
  organization: fixtures.a.organizationId,
  scope: "organization",
  locale: "en",
  weekday: "1",
  time: "08:00",
  zone: "UTC",
  ...changes,
});

const ownOf = (who: Who) =>
  web.db.database.withTenant(fixtures.a.id, (tx) => listSubscriptions(tx, { userId: fixtures.people[who].id }));

describe("subscribing", () => {
  test("a form sent twice at once is one digest, of whoever sent it", async () => {
    const answers = await Promise.all([1, 2].map(() => call("subscribe", "viewer", form())));
    expect(answers.map(actionOutcome)).toEqual(["leads", "leads"]);
    expect(await ownOf("viewer")).toHaveLength(1);
  });

  test.each([
    { what: "another tenant's organisation", changes: () => ({ organization: fixtures.b.organizationId }) },
    { what: "another tenant's OU", changes: () => ({ scope: "units", units: fixtures.b.nodeId }) },
    { what: "another tenant's account", changes: () => ({ scope: "accounts", accounts: fixtures.b.accountId }) },
    { what: "another tenant's team", changes: () => ({ team: fixtures.b.digestTeamId, scope: "assignments" }) },
    { what: "assignments of a person", changes: () => ({ scope: "assignments" }) },
    { what: "a zone with a header in it", changes: () => ({ zone: "UTC\r\nBcc: evil@z.test" }) },
    { what: "an address of 10,000 characters", changes: () => ({ email: `${"a".repeat(9_990)}@z.test` }) },
    { what: "an organisation of 10,000 characters", changes: () => ({ organization: "o".repeat(10_000) }) },
    { what: "a user to subscribe", changes: () => ({ userId: fixtures.people.viewer.id }) },
  ])("$what is refused, and nothing changes", async ({ changes }) => {
    const before = await stateDigest(web.db.ownerUrl);
    const answer = await call("subscribe", "owner", form(changes()));
    const outcome = actionOutcome(answer);
    if (outcome === "done") expect(answer.body).toMatch(/"problem":"[a-z-]+"/);
    else expect(outcome).toMatch(/^failed:(input\.invalid|not-found)$/);
    expect(answer.body).not.toContain(canaryOf("hinode"));
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test("a team is subscribed by whoever looks after teams, and not by a viewer", async () => {
    const team = { team: fixtures.a.teamId, scope: "assignments" };
    expect(actionOutcome(await call("subscribe", "viewer", form(team)))).toBe("failed:access.denied");
    expect(actionOutcome(await call("subscribe", "operator", form(team)))).toBe("leads");
  });
});

test("nobody changes, pauses, ends, restarts or asks for somebody else's digest, owners neither", async () => {
  await call("subscribe", "operator", form());
  const [own] = await ownOf("operator");
  const subscriptionId = own?.id ?? "";
  const before = await stateDigest(web.db.ownerUrl);
  for (const who of ["viewer", "owner"] as const) {
    for (const name of ["pauseDigest", "resumeDigest", "endDigest", "restartDigest", "sendNow"]) {
      expect(actionOutcome(await call(name, who, { subscriptionId })), `${name} as ${who}`).toBe("failed:not-found");
    }
    const changed = await call("changeDigest", who, { subscriptionId, ...form() });
    expect(actionOutcome(changed)).toBe("failed:not-found");
  }
  expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  expect(actionOutcome(await call("pauseDigest", "operator", { subscriptionId }))).toBe("done");
});

describe("the preview", () => {
  const api = (query: string) => `/api/t/acme/digests/preview?${query}`;
  const whole = () => new URLSearchParams(form()).toString();

  test("is the mail alone: framed by our own pages only, nothing runs, nothing is loaded", async () => {
    const answer = await send(web.port, { path: api(whole()), headers: headersOf.viewer });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.headers["x-frame-options"]).toBe("SAMEORIGIN");
    expect(answer.headers["cache-control"]).toMatch(/no-store/);
    const policy = String(answer.headers["content-security-policy"]);
    for (const part of ["default-src 'none'", "frame-ancestors 'self'", "form-action 'none'", "sandbox"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
    expect(answer.body).toContain(canaryOf("acme"));
    expect(answer.body).not.toMatch(/<script|<form|\son[a-z]+=|src="(?!cid:)/i);
  });

  test("its links lead to our own address only, and none of them stops anything", async () => {
    const { body } = await send(web.port, { path: api(whole()), headers: headersOf.viewer });
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? "");
    expect(links.length).toBeGreaterThan(0);
    for (const href of links) expect(href).toMatch(/^https:\/\/sekinin\.example\//);
    expect(links.join()).not.toContain("/u/");
  });

  test("stands on its page in a frame without script", async () => {
    const answer = await send(web.port, { path: `/t/acme/digests/preview?${whole()}`, headers: headersOf.viewer });
    const frame = /<iframe[^>]*>/.exec(answer.body)?.[0] ?? "";
    expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(frame).toContain('src="/api/t/acme/digests/preview?');
    expect(answer.headers["content-security-policy"]).toContain("frame-src 'self'");
  });

  test.each([
    { of: "another tenant's digest", query: () => `subscription=${fixtures.b.subscriptionId}` },
    { of: "a team's digest, as a viewer", query: () => `subscription=${fixtures.a.subscriptionId}` },
    { of: "no digest", query: () => "subscription=11111111-1111-4111-8111-111111111111" },
  ])("of $of is not there", async ({ query }) => {
    for (const path of [`/t/acme/digests/preview?${query()}`, api(query())]) {
      const answer = await send(web.port, { path, headers: headersOf.viewer });
      expect(answer.status, path).toBe(404);
      expect(answer.body).not.toContain(canaryOf("hinode"));
    }
  });

  test.each([
    { of: "another tenant's OU", changes: () => ({ scope: "units", units: fixtures.b.nodeId }) },
    { of: "another tenant's organisation", changes: () => ({ organization: fixtures.b.organizationId }) },
    { of: "a team's assignments, as a viewer", changes: () => ({ scope: "assignments", team: fixtures.a.teamId }) },
  ])("of $of holds nothing", async ({ changes }) => {
    const query = new URLSearchParams(form(changes())).toString();
    const answer = await send(web.port, { path: api(query), headers: headersOf.viewer });
    expect(answer.status).toBe(404);
    const page = await send(web.port, { path: `/t/acme/digests/preview?${query}`, headers: headersOf.viewer });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain("<iframe");
    expect(page.body).not.toContain(canaryOf("hinode"));
  });
});

test("accounts are found by name or id in one's own tenant only", async () => {
  const search = async (query: Record<string, string>) =>
    send(web.port, { path: `/api/t/acme/digests/accounts?${new URLSearchParams(query)}`, headers: headersOf.viewer });
  const own = await search({ organization: fixtures.a.organizationId, text: "1111" });
  expect(JSON.parse(own.body)).toMatchObject({ accounts: [{ accountId: fixtures.a.accountId }] });
  const foreign = await search({ organization: fixtures.b.organizationId, text: "" });
  expect(JSON.parse(foreign.body)).toEqual({ accounts: [] });
});
