import fc from "fast-check";
import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import { read, unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { readOrganizationFile } from "./read-organization-file.ts";
import { writeOrganizationFile } from "./write-organization-file.ts";

const file = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
  parameters: { approvedRegions: ["eu-west-1"] },
  root: { id: "r-ab12", policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
  organizationalUnits: [{ id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12" }],
  accounts: [{ id: "222222222222", name: "payments", parentId: "ou-ab12-11111111", status: "ACTIVE" }],
  policies: [
    {
      id: "p-FullAWSAccess",
      name: "FullAWSAccess",
      type: "SERVICE_CONTROL_POLICY",
      awsManaged: true,
      content: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      targetIds: ["r-ab12", "ou-ab12-11111111", "222222222222"],
    },
  ],
};

const [policy] = file.policies;
const reading = (value: unknown) => readOrganizationFile(typeof value === "string" ? value : JSON.stringify(value));

const deniedIn = (...arns: string[]) => [
  {
    ...policy,
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": arns } },
      },
    }),
  },
];

test.each<{ given: string; change: object; partition: string | undefined }>([
  { given: "no ARN at all", change: {}, partition: undefined },
  { given: "a field", change: { partition: "aws-us-gov" }, partition: "aws-us-gov" },
  {
    given: "ARNs that agree",
    change: { policies: deniedIn("arn:aws-cn:iam::*:role/a", "arn:aws-cn:iam::*:role/b", "arn:*:iam::*:role/c") },
    partition: "aws-cn",
  },
  {
    given: "a field against ARNs",
    change: { partition: "aws", policies: deniedIn("arn:aws-cn:iam::*:role/a") },
    partition: "aws",
  },
  {
    given: "ARNs that do not agree, and a field",
    change: { partition: "aws-cn", policies: deniedIn("arn:aws-cn:iam::*:role/a", "arn:aws:iam::*:role/a") },
    partition: "aws-cn",
  },
])("the partition by $given", ({ change, partition }) => {
  const found = reading({ ...file, ...change });
  if (found.status !== "read") throw new Error(JSON.stringify(found.problems));
  expect(found.reading.partition).toBe(partition);
  expect(compileOrganization(found.reading, { universe: loadUniverse() }).partition).toBe(partition ?? "aws");
  expect(reading(writeOrganizationFile(found.reading))).toEqual(found);
});

test.each<{ given: string; change: object; problem: object }>([
  {
    given: "ARNs of two",
    change: { policies: deniedIn("arn:aws-cn:iam::*:role/a", "arn:aws:iam::*:role/a") },
    problem: { path: "partition", code: "missing", expected: '"aws" or "aws-cn"' },
  },
  {
    given: "a field that is none",
    change: { partition: "AWS!" },
    problem: { path: "partition", code: "wrong-value" },
  },
])("no partition by $given", ({ change, problem }) => {
  expect(reading({ ...file, ...change })).toMatchObject({ status: "refused", problems: [problem] });
});

test("the example of the format is read", () => {
  expect(reading(file)).toEqual({
    status: "read",
    reading: {
      ...file,
      accounts: [
        { id: "222222222222", name: "payments", parentId: "ou-ab12-11111111", state: "ACTIVE", joinedAt: null },
      ],
      policies: [
        {
          ...policy,
          content: read('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
          targetIds: read(["r-ab12", "ou-ab12-11111111", "222222222222"]),
        },
      ],
      delegatedAdministrators: [],
      unread: [],
    },
  });
});

test.each<{ given: string; change: object; found: object }>([
  {
    given: "AWS's `State`",
    change: { accounts: [{ ...file.accounts[0], status: undefined, state: "SUSPENDED" }] },
    found: { accounts: [{ state: "SUSPENDED" }] },
  },
  {
    given: "no names, no state",
    change: { accounts: [{ id: "222222222222", parentId: "r-ab12" }] },
    found: { accounts: [{ name: "222222222222", state: "ACTIVE", joinedAt: null }] },
  },
  {
    given: "no lists at all",
    change: { organizationalUnits: undefined, accounts: undefined, policies: undefined, parameters: undefined },
    found: { organizationalUnits: [], accounts: [], policies: [], unread: [] },
  },
  { given: "no feature set", change: { organization: { ...file.organization, featureSet: undefined } }, found: {} },
  {
    given: "a policy as broken text",
    change: { policies: [{ ...policy, content: "{ broken" }] },
    found: { policies: [{ content: read("{ broken") }] },
  },
  {
    given: "a policy that was not read",
    change: { policies: [{ ...policy, content: undefined, contentUnread: { code: "throttled" } }] },
    found: { policies: [{ content: unread("throttled") }] },
  },
  {
    given: "OUs in a circle",
    change: { organizationalUnits: [{ id: "ou-1", name: "x", parentId: "ou-1" }] },
    found: { organizationalUnits: [{ parentId: "ou-1" }] },
  },
])("$given is read as it stands", ({ change, found }) => {
  expect(reading({ ...file, ...change })).toMatchObject({ status: "read", reading: found });
});

test.each<{ given: string; value: unknown; problems: readonly string[] }>([
  { given: "no JSON", value: '{\n  "format": x', problems: ["line 2, column 13: not-json"] },
  { given: "nothing", value: "", problems: ["line 1, column 1: not-json"] },
  {
    given: "a list",
    value: [],
    problems: [": wrong-type"],
  },
  {
    given: "an empty object",
    value: {},
    problems: ["format: missing", "organization: missing", "root: missing"],
  },
  { given: "another format", value: { ...file, format: "sekinin.organization/2" }, problems: ["format: wrong-value"] },
  {
    given: "several mistakes at once",
    value: {
      ...file,
      root: { id: "r-ab12" },
      accounts: [{ id: 222222222222, parentId: "r-ab12", status: "active" }],
      policies: [{ ...policy, content: 7, targetIds: "r-ab12" }],
    },
    problems: [
      "root.policyTypes: missing",
      "accounts[0].id: wrong-type",
      "accounts[0].status: wrong-value",
      "policies[0].content: wrong-type",
      "policies[0].targetIds: wrong-type",
    ],
  },
  {
    given: "a key twice",
    value: JSON.stringify(file).replace('"accounts"', '"accounts":[],"accounts"'),
    problems: ["accounts: duplicate-key"],
  },
  {
    given: "half a character",
    value: JSON.stringify({ ...file, root: { ...file.root, name: "\ud800" } }),
    problems: ["root.name: lone-surrogate"],
  },
  {
    given: "parameters that are no lists",
    value: { ...file, parameters: { approvedRegions: "eu-west-1" } },
    problems: ["parameters.approvedRegions: wrong-type"],
  },
])("$given is refused with its place", ({ value, problems }) => {
  const found = reading(value);
  const list = found.status === "refused" ? found.problems : [];
  expect(list.map(({ path, code }) => `${path}: ${code}`).filter((line) => !line.startsWith("organization."))).toEqual(
    expect.arrayContaining([...problems]),
  );
});

test("at most fifty problems are told", () => {
  const found = reading({ ...file, accounts: Array.from({ length: 1_000 }, () => ({})) });
  expect(found).toMatchObject({ status: "refused", problems: { length: 50 } });
});

/** The file as text, with a policy's content written by hand. */
const withContent = (content: string) =>
  JSON.stringify({ ...file, policies: [{ ...policy, content: 0 }] }).replace(
    '"content":0',
    () => `"content":${content}`,
  );

test.each([
  { given: "a key twice", content: '{"Statement":[],"Statement":[]}', code: "duplicate-key" },
  {
    given: "a depth of ten thousand",
    content: `{"Statement":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    code: "too-deep",
  },
  { given: "a megabyte", content: `{"Statement":[],"Id":"${"x".repeat(1_000_000)}"}`, code: "too-large" },
  { given: "half a character", content: '{"Statement":[],"Id":"\\ud800"}', code: "lone-surrogate" },
])("$given in a policy is that policy's problem", ({ content, code }) => {
  const found = reading(withContent(content));
  const text = found.status === "read" ? found.reading.policies[0]?.content : undefined;
  expect(text?.status).toBe("read");
  expect(text?.status === "read" && parsePolicyDocument(text.value)).toMatchObject({ problem: { code } });
});

test("what is written reads back to the same", () => {
  const original = {
    ...organizationWith({
      units: { "ou-a": "r-1", "ou-b": "ou-gone" },
      accounts: { "111111111111": "ou-a" },
      policies: [
        scpWith("plain", [{ Effect: "Deny", Action: "a:b", Resource: "*" }], ["ou-a"]),
        scpWith("spaced", '{ "Version": "2012-10-17", "Statement": [] }', []),
        scpWith("broken", "{", ["r-1"]),
        scpWith("unread", unread("throttled", "organizations:DescribePolicy"), unread("access-denied")),
      ],
      unread: [{ list: "policies", scope: "TAG_POLICY", reason: { code: "not-supported" } }],
    }),
    parameters: { approvedRegions: ["eu-west-1"] },
    delegatedAdministrators: [{ accountId: "111111111111", servicePrincipals: ["guardduty.amazonaws.com"] }],
  };
  expect(reading(writeOrganizationFile(original))).toEqual({ status: "read", reading: original });
});

test("nothing makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
      const found = reading({ ...file, root: one, accounts: [two], policies: [three, { ...policy, content: one }] });
      expect(["read", "refused"]).toContain(found.status);
    }),
    { numRuns: 500 },
  );
});
