import { listDrafts, readDraft } from "@sekinin/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { canaryOf, type Fixtures, makeFixtures, password } from "./fixtures.ts";
import { type Answer, send } from "./send.ts";
import { signIn, withSession } from "./sign-in.ts";
import { stateDigest } from "./state-digest.ts";
import { publicOrigin, startWebServer, type WebServer } from "./web-server.ts";

let web: WebServer;
let fixtures: Fixtures;
let viewer: { cookie: string };
let owner: { cookie: string };

beforeAll(async () => {
  web = await startWebServer({ postgresAdminUrl: inject("postgresAdminUrl"), redisUrl: inject("redisUrl") });
  fixtures = await makeFixtures(web.db);
  viewer = withSession(await signIn(web.port, { email: fixtures.people.viewer.email, password }));
  owner = withSession(await signIn(web.port, { email: fixtures.people.owner.email, password }));
});

afterAll(() => web.stop());

type Call = { readonly method?: string; readonly cookie?: { cookie: string }; readonly origin?: string };

function call(path: string, body: unknown, { method = "POST", cookie = viewer, origin = publicOrigin }: Call = {}) {
  const headers = { ...cookie, origin, "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(web.port, { method, path: `/api/t/acme/${path}`, headers, body: text });
}

const told = (answer: Answer) => JSON.parse(answer.body);
const scp = "SERVICE_CONTROL_POLICY";
const deny = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: ["guardduty:DeleteDetector", "s3:GetObjekt"], Resource: "*" }],
});
const put = (content: string, name = "New") =>
  ({ kind: "put-policy", policyId: "draft-1", name, type: scp, content }) as const;
const attach = () => ({ kind: "attach", policyId: "draft-1", targetId: fixtures.a.rootId }) as const;

describe("what a draft would change", () => {
  test("is told with the time that it took", async () => {
    const operations = [put(deny), attach()];
    const answer = await call("what-if/delta", { organizationId: fixtures.a.organizationId, operations });
    expect(answer.status, answer.body).toBe(200);
    const { rows, problems } = told(answer);
    expect(problems).toEqual([]);
    expect(rows).toContainEqual(
      expect.objectContaining({ objectiveId: "guardduty-off", direction: "stronger", accountCount: 1 }),
    );
    expect(answer.headers["server-timing"]).toMatch(/^delta;dur=\d/);
  });

  test("goes past the proxy, with a policy, HSTS and no cache all the same", async () => {
    const answer = await call("what-if/delta", { organizationId: fixtures.a.organizationId, operations: [] });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["strict-transport-security"]).toContain("max-age=31536000");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("is not told of another tenant's organisation, nor to another origin's page, nor to strangers", async () => {
    const body = { organizationId: fixtures.b.organizationId, operations: [] };
    const foreign = await call("what-if/delta", body);
    expect(foreign.status).toBe(404);
    expect(foreign.body).not.toContain(canaryOf("hinode"));
    const own = { ...body, organizationId: fixtures.a.organizationId };
    expect((await call("what-if/delta", own, { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await call("what-if/delta", own, { cookie: { cookie: "" } })).status).toBe(401);
  });
});

describe("a policy that is written", () => {
  test("is judged by place, in the reader's words, and kept nowhere", async () => {
    const before = await stateDigest(web.db.ownerUrl);
    const answer = await call("what-if/lint", { type: scp, text: deny });
    expect(answer.status, answer.body).toBe(200);
    const { problems } = told(answer);
    const wrong = problems.find(({ suggestion }: { suggestion: string | null }) => suggestion === "s3:GetObject");
    expect(deny.slice(wrong.from, wrong.to)).toBe('"s3:GetObjekt"');
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test.each([
    { given: "broken JSON", text: '{"Version": ' },
    { given: "an empty text", text: "" },
    { given: "no object", text: "[1, 2]" },
    { given: "ten thousand brackets", text: "[".repeat(10_000) },
    { given: "exponential wildcards", text: deny.replace("s3:GetObjekt", `s3:${"*a".repeat(200)}`) },
    { given: "the same key twice", text: '{"Version": "2012-10-17", "Version": "2012-10-17"}' },
  ])("$given is told as problems, within a second", async ({ text }) => {
    const start = performance.now();
    const answer = await call("what-if/lint", { type: scp, text });
    expect(answer.status, answer.body).toBe(200);
    expect(Array.isArray(told(answer).problems)).toBe(true);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test.each([
    { given: "a megabyte", text: "a".repeat(1_048_576), status: 413 },
    { given: "64 kB and one character", text: "a".repeat(65_537), status: 400 },
    { given: "half a surrogate pair", text: "\ud800", status: 400 },
    { given: "NUL", text: "\0", status: 400 },
  ])("$given is refused by name", async ({ text, status }) => {
    const answer = await call("what-if/lint", { type: scp, text });
    expect(answer.status).toBe(status);
    expect(told(answer).error.code).toBe(status === 413 ? "input.too-large" : "input.invalid");
  });

  test("actions and keys are completed, a hundred at most", async () => {
    const ask = async (place: object) => told(await call("what-if/completions", { type: scp, place })).completions;
    const labels = (await ask({ at: "action", text: "ec2:RunInst" })).map(({ label }: { label: string }) => label);
    expect(labels).toContain("ec2:RunInstances");
    expect((await ask({ at: "action", text: "ec2:" })).length).toBeLessThanOrEqual(100);
    const keys = await ask({ at: "key", text: "aws:Pri", actions: ["s3:GetObject"], operator: "StringEquals" });
    expect(keys).toContainEqual(expect.objectContaining({ label: "aws:PrincipalArn" }));
  });
});

describe("saving", () => {
  const draft = () => web.db.database.withTenant(fixtures.a.id, (tx) => readDraft(tx, fixtures.a.draftId));

  test("over a version that somebody has changed is refused, and nothing is lost", async () => {
    const path = `what-if/drafts/${fixtures.a.draftId}`;
    const version = (await draft())?.version ?? 0;
    const first = await call(path, { name: "First", version, operations: [put(deny)] }, { method: "PUT" });
    expect(told(first)).toEqual({ version: version + 1 });
    const second = await call(path, { name: "Second", version, operations: [] }, { method: "PUT", cookie: owner });
    expect(second.status).toBe(409);
    expect(told(second).error.code).toBe("draft.changed");
    expect(await draft()).toMatchObject({ name: "First", operations: [put(deny)] });
    const events = await web.db.database.withTenant(fixtures.a.id, (tx) =>
      tx.auditEvent.findMany({ where: { action: "draft.changed" } }),
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ actorKind: "user", actorId: fixtures.people.viewer.id });
  });

  test("another tenant's draft cannot be saved over, nor a draft made on its organisation", async () => {
    const before = await stateDigest(web.db.ownerUrl);
    const own = { name: "x", version: 1, operations: [] };
    expect((await call(`what-if/drafts/${fixtures.b.draftId}`, own, { method: "PUT" })).status).toBe(409);
    const made = { organizationId: fixtures.b.organizationId, name: "x", operations: [] };
    expect((await call("what-if/drafts", made)).status).toBe(404);
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test.each([
    { given: "a megabyte in one policy", operations: () => [put("a".repeat(1_048_576))], status: 413 },
    { given: "half a surrogate pair in a name", operations: () => [put("{}", "\ud800")], status: 400 },
    { given: "a step that is none", operations: () => [{ kind: "delete-everything" }], status: 400 },
  ])("$given: refused, the saved draft stays", async ({ operations, status }) => {
    const before = await draft();
    const body = { name: "x", version: before?.version, operations: operations() };
    const answer = await call(`what-if/drafts/${fixtures.a.draftId}`, body, { method: "PUT" });
    expect(answer.status).toBe(status);
    expect(await draft()).toEqual(before);
  });

  test("names of any kind are shown as text, and a file can be taken along", async () => {
    const name = `"><script>alert(1)</script>\u202e監査 ${"長".repeat(50)}`;
    const operations = [put(deny, name), attach()];
    const made = told(await call("what-if/drafts", { organizationId: fixtures.a.organizationId, name, operations }));
    const page = await send(web.port, { path: `/t/acme/what-if/${made.id}`, headers: viewer });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain("<script>alert(1)");
    expect(page.body).toContain("&lt;script&gt;alert(1)");
    for (const format of ["json", "cloudformation", "terraform"]) {
      const path = `/api/t/acme/what-if/drafts/${made.id}/export?format=${format}`;
      const file = await send(web.port, { path, headers: viewer });
      expect(file.status, format).toBe(200);
      expect(file.headers["content-disposition"]).toMatch(/^attachment; filename="sekinin-draft-[0-9a-f]{8}\.\w+"$/);
      expect(file.body).toContain("guardduty:DeleteDetector");
    }
    const drafts = await web.db.database.withTenant(fixtures.a.id, (tx) => listDrafts(tx, fixtures.a.organizationId));
    expect(drafts.map((one) => one.name)).toContain(name);
  });
});

describe("an organisation's file", () => {
  const file = (id: string) => ({
    format: "sekinin.organization/1",
    organization: { id, managementAccountId: "111111111111", featureSet: "ALL" },
    root: { id: "r-ab12", policyTypes: [] },
    organizationalUnits: [],
    accounts: [],
    policies: [],
  });

  test("is taken from an owner, audited, and read by a crawl of its own", async () => {
    const answer = await call("organization-file", file("o-fromafile1"), { cookie: owner });
    expect(told(answer)).toMatchObject({ kind: "started", organizationId: "o-fromafile1" });
    const events = await web.db.database.withTenant(fixtures.a.id, (tx) =>
      tx.auditEvent.findMany({ where: { action: "organization.import-started" } }),
    );
    expect(events).toHaveLength(1);
  });

  test("is told by place what is wrong with it, and changes nothing", async () => {
    const before = await stateDigest(web.db.ownerUrl);
    const answer = await call("organization-file", { ...file("o-fromafile2"), accounts: [{}] }, { cookie: owner });
    expect(answer.status).toBe(200);
    const { kind, problems } = told(answer);
    expect(kind).toBe("refused");
    expect(problems).toContainEqual(expect.objectContaining({ path: "accounts[0].id", code: "missing" }));
    expect(told(await call("organization-file", "{", { cookie: owner })).kind).toBe("refused");
    expect(await stateDigest(web.db.ownerUrl)).toEqual(before);
  });

  test("is not taken from a viewer", async () => {
    expect((await call("organization-file", file("o-fromafile3"))).status).toBe(403);
  });
});

test("the list of drafts and an open draft load no editor before a policy is opened", async () => {
  for (const path of ["/t/acme/what-if", `/t/acme/what-if/${fixtures.a.draftId}`]) {
    const { body } = await send(web.port, { path, headers: viewer });
    const names = new Set([...body.matchAll(/static\/chunks\/[^"'\\ ?]+\.js/g)].map(([name]) => name));
    expect(names.size).toBeGreaterThan(2);
    for (const name of names) {
      const script = await send(web.port, { path: `/_next/${name}`, headers: viewer });
      expect(script.body, name).not.toContain("cm-activeLineGutter");
    }
  }
});
