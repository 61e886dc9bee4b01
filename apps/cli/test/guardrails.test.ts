import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
// Each test starts processes, which take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), "sekinin-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** The command as a person runs it: its own process, without an installation. */
function sekinin(args: readonly string[], input = ""): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "apps/cli/src/main.ts", ...args], {
      cwd: root,
      env: { PATH: process.env["PATH"], NODE_NO_WARNINGS: "1" },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const [management, payments, sandbox] = ["111111111111", "222222222222", "333333333333"] as const;
const ou = "ou-ab12-11111111";
const scp = "SERVICE_CONTROL_POLICY";
const allow = { Effect: "Allow", Action: "*", Resource: "*" };
const policy = (id: string, statements: readonly object[], targetIds: readonly string[]) => ({
  id,
  name: id,
  type: scp,
  content: { Version: "2012-10-17", Statement: statements },
  targetIds,
});

const organization = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: management, featureSet: "ALL" },
  root: { id: "r-ab12", policyTypes: [{ type: scp, status: "ENABLED" }] },
  organizationalUnits: [{ id: ou, name: "Workloads", parentId: "r-ab12" }],
  accounts: [
    { id: management, name: "management", parentId: "r-ab12", status: "ACTIVE" },
    { id: payments, name: "支払い", parentId: ou, status: "ACTIVE" },
    { id: sandbox, name: "sandbox", parentId: "r-ab12", status: "ACTIVE" },
  ],
  policies: [
    { ...policy("p-FullAWSAccess", [allow], ["r-ab12", ou, management, payments, sandbox]), awsManaged: true },
    policy(
      "p-guard",
      [
        {
          Sid: "KeepGuardDuty",
          Effect: "Deny",
          Action: "guardduty:*",
          Resource: "*",
          Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/security-*" } },
        },
        {
          Sid: "Stay",
          Effect: "Deny",
          Action: ["organizations:LeaveOrganization", "organizations:AcceptHandshake"],
          Resource: "*",
        },
      ],
      [ou],
    ),
  ],
};
const good = file("organization.json", organization);

const request = (account: string, role: string, action: string, context = {}) => ({
  account,
  principal: `arn:aws:iam::${account}:role/${role}`,
  action,
  resource: `arn:aws:guardduty:eu-west-1:${account}:detector/d`,
  context,
});

type Verdict = {
  readonly objective: string;
  readonly account: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly actions: Readonly<Record<string, number>>;
  readonly waysOut: readonly { kind: string; detail: string; policy: string; statement: number; selfMade: boolean }[];
  readonly witness: { readonly request: object; readonly deniedBy: readonly object[] } | null;
};
const verdictsOf = ({ stdout }: Run): readonly Verdict[] =>
  (JSON.parse(stdout) as { verdicts: readonly Verdict[] }).verdicts;

describe("coverage", () => {
  test("tells verdict, ways out and witness of every account", async () => {
    const run = await sekinin(["coverage", "--organization", good, "--objective", "guardduty-off"]);
    expect(run.code, run.stderr).toBe(0);
    const verdicts = verdictsOf(run);
    expect(verdicts.map(({ account, verdict, reason }) => [account, verdict, reason])).toEqual(
      expect.arrayContaining([
        [management, "exempt", `management-account: ${management}`],
        [payments, "conditional", null],
        [sandbox, "none", null],
      ]),
    );
    const guarded = verdicts.find(({ account }) => account === payments);
    expect(guarded?.actions).toMatchObject({ stopped: 0, open: 0, unknown: 0 });
    expect(guarded?.waysOut).toEqual([
      expect.objectContaining({
        kind: "named-exemption",
        detail: "aws:PrincipalArn matches arn:aws:iam::*:role/security-*",
        policy: "p-guard",
        statement: 0,
        sid: "KeepGuardDuty",
        selfMade: true,
      }),
    ]);
  });

  test("gives witnesses that evaluate confirms", async () => {
    const verdicts = verdictsOf(
      await sekinin(["coverage", "--organization", good, "--objective", "guardduty-off", "--objective", "org-leave"]),
    );
    const witnesses = verdicts.flatMap(({ witness }) => witness ?? []);
    expect(witnesses.length).toBeGreaterThanOrEqual(4);
    const requests = file(
      "witnesses.json",
      witnesses.map((witness) => witness.request),
    );
    const run = await sekinin(["evaluate", "--organization", good, "--requests", requests]);
    expect(JSON.parse(run.stdout)).toEqual(
      witnesses.map(({ deniedBy }) =>
        expect.objectContaining({ decision: deniedBy.length > 0 ? "denied" : "allowed" }),
      ),
    );
  });

  test.each([
    { given: "a verdict that is there", verdicts: "none,partial", code: 1 },
    { given: "a verdict that is not", verdicts: "partial", code: 0 },
    { given: "a word that is no verdict", verdicts: "bad", code: 2 },
  ])("--fail-on $given exits $code", async ({ verdicts, code }) => {
    const run = await sekinin(["coverage", "--organization", good, "--objective", "org-leave", "--fail-on", verdicts]);
    expect(run.code, run.stderr).toBe(code);
    if (code === 1) expect(run.stderr).toContain("1 verdicts are none.");
  });

  test.each([
    { given: "no accounts", accounts: [], args: [], code: 2 },
    { given: "only the management account", accounts: [organization.accounts[0]], args: [], code: 2 },
    {
      given: "only the management account asked",
      accounts: organization.accounts,
      args: ["--account", management],
      code: 2,
    },
    { given: "a member", accounts: organization.accounts, args: ["--account", payments], code: 0 },
  ])("--fail-on with $given exits $code", async ({ accounts, args, code }) => {
    const path = file("accounts.json", { ...organization, accounts });
    const asked = ["--objective", "org-leave", "--fail-on", "unknown", ...args];
    const run = await sekinin(["coverage", "--organization", path, ...asked]);
    expect(run.code, run.stderr).toBe(code);
    if (code === 2) expect(run.stderr).toContain("no account that policies bind");
  });

  test("a parameter decides what is unknown without it", async () => {
    const args = ["coverage", "--organization", good, "--objective", "region-restrict", "--account", payments];
    const [without, wanted] = await Promise.all([
      sekinin(args),
      sekinin([...args, "--parameters", file("parameters.json", { approvedRegions: ["eu-west-1"] })]),
    ]);
    expect(verdictsOf(without)).toMatchObject([{ verdict: "unknown", reason: "parameter-missing: approvedRegions" }]);
    expect(verdictsOf(wanted).map(({ verdict }) => verdict)).not.toContain("unknown");
  });

  test("a policy that nobody can read leaves unknown what hangs on it, and says so", async () => {
    const broken = { ...policy("p-broken", [], [ou]), content: '{ "Version": ' };
    const path = file("broken.json", { ...organization, policies: [...organization.policies, broken] });
    const run = await sekinin([
      "coverage",
      "--organization",
      path,
      "--objective",
      "guardduty-off",
      "--account",
      payments,
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect(verdictsOf(run)).toMatchObject([
      { verdict: "unknown", reason: expect.stringContaining("policy-unreadable") },
    ]);
    expect(run.stderr).toContain("p-broken");
  });

  test("prints a table, and reads standard input", async () => {
    const args = ["coverage", "--organization", "-", "--objective", "org-leave", "--format", "table"];
    const run = await sekinin(args, JSON.stringify(organization));
    expect(run.stdout).toMatch(/^objective +account +verdict/);
    expect(run.stdout).toMatch(new RegExp(`org-leave +${payments} +enforced +2 +0 +0 +0`));
    expect(run.stdout).toMatch(
      new RegExp(`org-leave +${sandbox} +none +0 +0 +2 +0 +organizations:\\w+ by arn:aws:iam::`),
    );
  });
});

describe("evaluate", () => {
  test("answers in order, with the statements that decide and the keys that follow", async () => {
    const requests = file("requests.json", [
      request(payments, "developer", "guardduty:DeleteDetector"),
      request(payments, "security-audit", "guardduty:DeleteDetector"),
      request(management, "developer", "guardduty:DeleteDetector"),
      request(sandbox, "developer", "guardduty:DeleteDetector"),
    ]);
    const run = await sekinin(["evaluate", "--organization", good, "--requests", requests]);
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject([
      {
        decision: "denied",
        by: [{ policy: "p-guard", statement: 0, sid: "KeepGuardDuty", attachedTo: ou, why: "deny-matches" }],
      },
      {
        decision: "allowed",
        by: [{ policy: "p-FullAWSAccess", attachedTo: "r-ab12" }, { attachedTo: ou }, { attachedTo: payments }],
      },
      { decision: "allowed", by: [{ policy: null, why: "management-account" }] },
      { decision: "allowed", by: [{}, {}] },
    ]);
  });

  test("decides what may not be meant, and says so", async () => {
    const requests = file("odd-requests.json", [
      request("999999999999", "developer", "guardduty:DeleteDetector"),
      request(payments, "developer", "guardduty:DeletDetector"),
    ]);
    const run = await sekinin(["evaluate", "--organization", good, "--requests", requests]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("Request 0: no account 999999999999 in the file");
    expect(run.stderr).toContain("Request 1: AWS documents no action guardduty:DeletDetector. Did you mean");
    expect(run.stderr).not.toContain("Request 1: no account");
  });

  test("refuses requests that are none, each with its place", async () => {
    const requests = file("bad-requests.json", [request(payments, "x", "s3:*"), { action: "s3:GetObject" }]);
    const run = await sekinin(["evaluate", "--organization", good, "--requests", requests]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("[0].action: wrong-value");
    expect(run.stderr).toContain("[1].principal: missing");
  });
});

describe("lint", () => {
  const bad = {
    ...organization,
    policies: [
      ...organization.policies,
      policy("p-typo", [{ Effect: "Deny", Action: "s3:PutObjekt", Resource: "*" }], [ou]),
      policy("p-principal", [{ ...allow, Principal: "*" }], ["ou-ab12-gone0000"]),
    ],
  };

  test("names what AWS would refuse and what means nothing, and exits 1", async () => {
    const run = await sekinin(["lint", "--organization", file("bad.json", bad)]);
    expect(run.code, run.stderr).toBe(1);
    const { problems } = JSON.parse(run.stdout) as {
      problems: readonly { code: string; policy: string; path: string }[];
    };
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: "element-not-allowed", policy: "p-principal", severity: "error", line: 1 }),
        expect.objectContaining({ code: "target-missing", policy: "p-principal" }),
        expect.objectContaining({ code: "action-unknown", policy: "p-typo", suggestion: "s3:PutObject" }),
      ]),
    );
  });

  test("an organisation without errors exits 0, and 1 where notes count", async () => {
    const [calm, strict] = await Promise.all([
      sekinin(["lint", "--organization", good, "--format", "table"]),
      sekinin(["lint", "--organization", good, "--fail-on", "note"]),
    ]);
    expect([calm.code, strict.code]).toEqual([0, 1]);
    expect(calm.stdout).toMatch(/^severity +code +policy/);
  });
});

describe("bad input is exit code 2, with words on stderr and nothing on stdout", () => {
  test.each([
    {
      given: "a file that is not there",
      args: ["lint", "--organization", join(folder, "none.json")],
      says: "There is no file",
    },
    {
      given: "no JSON",
      args: ["coverage", "--organization", file("no.json", "{\n  x")],
      says: "line 2, column 3: not-json",
    },
    {
      given: "another file",
      args: ["coverage", "--organization", file("other.json", { format: "x" })],
      says: 'expected "sekinin.organization/1"',
    },
    {
      given: "an empty file",
      args: ["lint", "--organization", file("empty.json", "")],
      says: "line 1, column 1: not-json",
    },
    {
      given: "an unknown objective",
      args: ["coverage", "--organization", good, "--objective", "none-such"],
      says: "guardduty-off",
    },
    {
      given: "an unknown account",
      args: ["coverage", "--organization", good, "--account", "999999999999"],
      says: "has no account",
    },
    { given: "no organisation", args: ["lint"], says: "--organization" },
  ])("$given", async ({ args, says }) => {
    const run = await sekinin(args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(says);
  });
});

test("nothing in a file steers the terminal", async () => {
  const hostile = { ...organization, parameters: { "\u001b[2Jx": ["\u202e"] } };
  const run = await sekinin(["coverage", "--organization", file("hostile.json", hostile), "--objective", "org-leave"]);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stderr).toContain("No objective has a parameter");
  expect(run.stderr).not.toContain("\u001b");
});

test.each(["coverage", "evaluate", "lint", "export organization"])("`%s --help` shows an example", async (command) => {
  const run = await sekinin([...command.split(" "), "--help"]);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain(`npm run -s sekinin -- ${command}`);
});
