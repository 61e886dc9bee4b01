import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findTenantBySlug, readCoverageOfAccounts } from "@sekinin/db";
import { createTestDatabase, type TestDatabase } from "@sekinin/db/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { buildMoto } from "./build.ts";
import type { MotoOrganization } from "./organization.ts";
import type { Planted } from "./planted.ts";
import { type MotoServer, startMoto } from "./server.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
/** Few Regions keep the run short; everything that is built lies in the first. */
const regions = ["eu-west-1", "us-east-1", "ap-northeast-1"];

let moto: MotoServer;
let database: TestDatabase;
let worker: ChildProcess;
let environment: NodeJS.ProcessEnv;
let organization: MotoOrganization;
let planted: readonly Planted[];

type Answer = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs one command of the command line, as its user does. */
function sekinin(args: readonly string[], input = ""): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "apps/cli/src/main.ts", ...args], {
      cwd: root,
      env: environment,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.stdin.end(input);
    child.once("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** The command ended with 0; else its words are the failure's. */
function expectSuccess({ code, stdout, stderr }: Answer): void {
  expect(code, `${stdout.slice(-3_000)}\n${stderr.slice(-3_000)}`).toBe(0);
}

function startWorker(): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "apps/worker/src/main.ts"], {
      cwd: root,
      env: environment,
    });
    child.stdout.setEncoding("utf8").once("data", () => resolve(child));
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors = (errors + chunk).slice(-4_000)));
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${errors}`)));
  });
}

beforeAll(async () => {
  const program = process.env["MOTO_SERVER"];
  if (program === undefined) throw new Error("MOTO_SERVER names no moto_server: run this suite by `npm test -- moto`");
  [moto, database] = await Promise.all([startMoto(program), createTestDatabase(inject("postgresAdminUrl"))]);
  ({ organization, planted } = await buildMoto(moto.endpointUrl));
  environment = {
    ...process.env,
    DATABASE_URL: database.appUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    REDIS_URL: inject("redisUrl"),
    SEKININ_SECRET: Buffer.alloc(32, 7).toString("base64url"),
    SEKININ_PUBLIC_URL: "http://localhost:3000",
    SEKININ_PRINCIPAL_ARN: "arn:aws:iam::999999999999:role/sekinin",
    AWS_ENDPOINT_URL: moto.endpointUrl,
    AWS_REGION: regions[0],
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    WORKER_PORT: "0",
  };
  worker = await startWorker();
}, 240_000);

afterAll(async () => {
  if (worker !== undefined && worker.exitCode === null) {
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGTERM");
    await ended;
  }
  await moto?.stop();
  await database?.drop();
});

const keyOf = ({ account, region, control, resource }: Omit<Planted, "verdict">) =>
  [account, region, control, resource].join(" | ");

test("an organisation in moto is connected, crawled and exported by the command line alone, and every verdict is what was planted", async () => {
  const tenant = await sekinin(["tenant", "create", "--slug", "moto", "--name", "Moto", "--zone", "Europe/Dublin"]);
  expectSuccess(tenant);
  const user = await sekinin(
    ["user", "create", "--email", "owner@moto.example", "--tenant", "moto", "--role", "owner", "--password-stdin"],
    "correct horse battery staple\n",
  );
  expectSuccess(user);
  const managementRole = `arn:aws:iam::${organization.managementAccountId}:role/SekininManagement`;
  const created = await sekinin([
    "connection",
    "create",
    "--tenant",
    "moto",
    "--management-role",
    managementRole,
    "--member-role",
    "SekininMember",
    "--regions",
    regions.join(","),
  ]);
  expectSuccess(created);
  // moto takes any external id: on a loopback endpoint that is a warning, anywhere else the connection would be unsafe.
  const tested = await sekinin(["connection", "test", "--tenant", "moto"]);
  expectSuccess(tested);
  expect(tested.stdout).toContain("warning");
  expect(tested.stderr).toContain("warning: The management role refuses a request without external ID");

  const crawled = await sekinin(["crawl", "--tenant", "moto", "--wait"]);
  expectSuccess(crawled);

  const exported = await sekinin(["export", "verdicts", "--tenant", "moto", "--format", "ndjson"]);
  expectSuccess(exported);
  const verdicts = new Map(
    exported.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map((row) => [keyOf(row), String(row.verdict)]),
  );
  const expected = new Map(
    planted
      .filter(({ region }) => region === "global" || regions.includes(region))
      .map((row) => [keyOf(row), row.verdict]),
  );
  const differences = [...new Set([...verdicts.keys(), ...expected.keys()])]
    .filter((key) => verdicts.get(key) !== expected.get(key))
    .map((key) => `${key}: planted ${expected.get(key) ?? "nothing"}, decided ${verdicts.get(key) ?? "nothing"}`);
  expect(differences).toEqual([]);
  expect(exported.stdout).not.toContain(organization.closedAccountId);
  expect(exported.stdout).not.toContain("CANARY");

  expect(await sekinin(["verify", "--tenant", "moto"])).toMatchObject({ code: 0, stdout: "" });
}, 300_000);

/** Verdict by account of one objective, as the pages read it. */
async function verdictsOf(objectiveId: string): Promise<ReadonlyMap<string, string>> {
  const tenant = await database.database.withSystem((tx) => findTenantBySlug(tx, "moto"));
  const where = { organizationId: organization.id, objectiveId, limit: 100 };
  const { accounts } = await database.database.withTenant(tenant?.id ?? "", (tx) => readCoverageOfAccounts(tx, where));
  return new Map(accounts.map(({ accountId, verdict }) => [accountId, verdict]));
}

test("the crawl has decided moto's guardrails: leaving is stopped below Workloads, and nothing else", async () => {
  const guarded = ["payments-prod", "ledger-prod", "shop-prod", "shop-staging", "search-staging", "data-lake"];
  const open = ["log-archive", "audit", "playground"];
  const leaving = await verdictsOf("org-leave");
  const of = (names: readonly string[]) => names.map((name) => [name, leaving.get(organization.accounts[name] ?? "")]);
  // The policy stops leaving; an invitation of another organisation can still be accepted, which leads out as well.
  expect(of(guarded)).toEqual(guarded.map((name) => [name, "partial"]));
  expect(of(open)).toEqual(open.map((name) => [name, "none"]));
  expect(leaving.get(organization.managementAccountId)).toBe("exempt");
  const guardduty = await verdictsOf("guardduty-off");
  for (const name of [...guarded, ...open]) expect(guardduty.get(organization.accounts[name] ?? "")).toBe("none");
});

test.each([
  ["a tenant that is not there", ["crawl", "--tenant", "nobody"], "There is no tenant `nobody`"],
  [
    "a role ARN that is none",
    ["connection", "create", "--tenant", "moto", "--management-role", "arn:aws:iam::123:user/x", "--member-role", "M"],
    "ARN",
  ],
  [
    "a Region that is none",
    [
      "connection",
      "create",
      "--tenant",
      "moto",
      "--management-role",
      "arn:aws:iam::111111111111:role/x",
      "--member-role",
      "M",
      "--regions",
      "eu-west-1,frankfurt",
    ],
    "`frankfurt`",
  ],
  ["a slug that is taken", ["tenant", "create", "--slug", "moto", "--name", "Again"], "in use"],
  [
    "an address that is none",
    ["user", "create", "--email", "a@b@c", "--tenant", "moto", "--role", "viewer", "--password-stdin"],
    "address",
  ],
])("%s is refused with exit code 2 and words", async (_, args, words) => {
  const answer = await sekinin(args, "\n");
  expect(answer.code).toBe(2);
  expect(answer.stderr).toContain(words);
  expect(answer.stdout).toBe("");
});
