import { type OrganizationPolicy, read } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { readingWith } from "../testing/organization-reading.ts";
import { decideCoverage } from "./decide-coverage.ts";

const allow = (id: string, action: string, targetIds: readonly string[]): OrganizationPolicy => ({
  id,
  name: id,
  type: "SERVICE_CONTROL_POLICY",
  awsManaged: false,
  content: read(
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }),
  ),
  targetIds: read(targetIds),
});

const [management = "", payments = "", sandbox = ""] = readingWith().accounts.map(({ id }) => id);
const units = readingWith().organizationalUnits.map(({ id }) => id);
const sandboxUnit = "ou-ab12-open0001";

/** Everything is allowed but in the sandbox, which may only use EC2. */
const allowListed = readingWith({
  policies: [
    allow("p-all", "*", ["r-ab12", ...units.filter((id) => id !== sandboxUnit), management, payments, sandbox]),
    allow("p-only-ec2", "ec2:*", [sandboxUnit]),
  ],
});

test.each([
  { given: "no service was seen in use", inUse: [], expected: [] },
  { given: "what is in use is allowed", inUse: [[sandbox, ["ec2"]]], expected: [] },
  { given: "another account uses what is not allowed here", inUse: [[payments, ["s3"]]], expected: [] },
  { given: "one of two is not allowed", inUse: [[sandbox, ["ec2", "s3"]]], expected: [[sandbox, "error"]] },
] satisfies { given: string; inUse: [string, string[]][]; expected: [string, string][] }[])(
  "a service in use that policies lock out is a problem: $given",
  ({ inUse, expected }) => {
    const { problems } = decideCoverage({
      reading: allowListed,
      partition: "aws",
      parameters: {},
      before: null,
      inUse: new Map(inUse.map(([accountId, services]) => [accountId, new Set(services)])),
    });
    const inAccounts = problems.filter(
      ({ code, details }) => code === "service-locked-out" && details.why === "in-use",
    );
    expect(inAccounts.map(({ nodeId, severity }) => [nodeId, severity])).toEqual(expected);
  },
);

test("a suspended account has its outcomes, and is in no OU's counts", () => {
  const accounts = allowListed.accounts.map((account) =>
    account.id === sandbox ? { ...account, state: "SUSPENDED" as const } : account,
  );
  const reading = { ...allowListed, accounts };
  const { coverage, nodes } = decideCoverage({
    reading,
    partition: "aws",
    parameters: {},
    before: null,
    inUse: new Map(),
  });
  expect(coverage.classes.flatMap(({ accounts: ids }) => ids)).toContain(sandbox);
  const totals = (nodeId: string) => {
    const counts = Object.values(nodes.find((node) => node.nodeId === nodeId)?.counts ?? {});
    return new Set(counts.map((byVerdict) => byVerdict.reduce((sum, count) => sum + count, 0)));
  };
  expect([totals("r-ab12"), totals(sandboxUnit)]).toEqual([new Set([2]), new Set([0])]);
});
