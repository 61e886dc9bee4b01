import { expect, test } from "vitest";
import { read, unread } from "./reading.ts";
import { indexScps, restrictingPolicies, restrictingPoliciesOf } from "./restricting-policies.ts";
import { organizationWith, scpWith } from "./testing/organization.ts";

const units = { "ou-a": "r-1", "ou-b": "ou-a", "ou-c": "r-1", "ou-lost": "ou-gone" };
const accounts = { "111111111111": "ou-b" };
const allowAll = [{ Effect: "Allow", Action: "*", Resource: "*" }];
const deny = [{ Effect: "Deny", Action: "s3:*", Resource: "*" }];
const narrow = [{ Effect: "Allow", Action: ["s3:*", "ec2:*"], Resource: "*" }];
const full = scpWith("FullAWSAccess", allowAll, ["r-1", "ou-a", "ou-b", "ou-c", "111111111111"]);
const fullButOuA = scpWith("FullAWSAccess", allowAll, ["r-1", "ou-b", "ou-c", "111111111111"]);
const denied = unread("access-denied", "organizations:DescribePolicy");

test.each([
  { given: "nothing but FullAWSAccess", policies: [full], expected: read([]) },
  { given: "a Deny on the OU", policies: [full, scpWith("d", deny, ["ou-b"])], expected: read(["d"]) },
  { given: "a Deny on the root", policies: [full, scpWith("d", deny, ["r-1"])], expected: read(["d"]) },
  { given: "a Deny on a sibling", policies: [full, scpWith("d", deny, ["ou-c"])], expected: read([]) },
  { given: "a Deny on an account below", policies: [full, scpWith("d", deny, ["111111111111"])], expected: read([]) },
  { given: "a Deny attached nowhere", policies: [full, scpWith("d", deny, [])], expected: read([]) },
  {
    given: "an Allow with a Deny in one policy",
    policies: [scpWith("both", [...allowAll, ...deny], ["r-1"])],
    expected: read(["both"]),
  },
  { given: "a narrow Allow alone", policies: [fullButOuA, scpWith("n", narrow, ["ou-a"])], expected: read(["n"]) },
  { given: "a narrow Allow beside a full one", policies: [full, scpWith("n", narrow, ["ou-a"])], expected: read([]) },
  {
    given: "a full Allow that holds only under a condition",
    policies: [
      fullButOuA,
      scpWith("c", [{ ...allowAll[0], Condition: { Bool: { "aws:SecureTransport": "true" } } }], ["ou-a"]),
    ],
    expected: read(["c"]),
  },
  {
    given: "an Allow with NotAction",
    policies: [fullButOuA, scpWith("not", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], ["ou-a"])],
    expected: read(["not"]),
  },
  {
    given: "names in order, each once",
    policies: [full, scpWith("z", deny, ["r-1", "ou-a"]), scpWith("a", deny, ["ou-b", "ou-b"])],
    expected: read(["a", "z"]),
  },
  {
    given: "a copy of FullAWSAccess under another name",
    policies: [scpWith("everything", [{ Effect: "Allow", Action: ["*:*"], Resource: ["*"] }], ["r-1"])],
    expected: read([]),
  },
  {
    given: "a policy that is not JSON",
    policies: [full, scpWith("bad", "{", ["ou-a"])],
    expected: unread("policy-unreadable", undefined, "p-bad"),
  },
  { given: "a policy that was not read", policies: [full, scpWith("bad", denied, ["ou-a"])], expected: denied },
  {
    given: "an unreadable policy on a sibling",
    policies: [full, scpWith("bad", "{", ["ou-c"])],
    expected: read([]),
  },
  {
    given: "an unreadable policy beside a known Deny",
    policies: [full, scpWith("bad", "{", ["ou-a"]), scpWith("d", deny, ["r-1"])],
    expected: read(["d"]),
  },
  {
    given: "a narrow Allow beside a policy that may allow everything",
    policies: [scpWith("bad", denied, ["ou-a"]), scpWith("n", narrow, ["ou-a"])],
    expected: denied,
  },
  {
    given: "a Deny whose targets were not read",
    policies: [full, scpWith("d", deny, unread("throttled", "organizations:ListTargetsForPolicy"))],
    expected: unread("throttled", "organizations:ListTargetsForPolicy"),
  },
  {
    given: "FullAWSAccess whose targets were not read",
    policies: [scpWith("FullAWSAccess", allowAll, unread("throttled"))],
    expected: read([]),
  },
  {
    given: "a policy of another type",
    policies: [full, { ...scpWith("tags", deny, ["ou-b"]), type: "TAG_POLICY" }],
    expected: read([]),
  },
])("$given", ({ policies, expected }) => {
  expect(restrictingPolicies(organizationWith({ units, accounts, policies }), "ou-b")).toEqual(expected);
});

const scpList = { list: "policies", scope: "SERVICE_CONTROL_POLICY", reason: { code: "access-denied" } } as const;
const tagList = { list: "policies", scope: "TAG_POLICY", reason: { code: "access-denied" } } as const;
const allLists = { list: "policies", reason: { code: "timeout" } } as const;
const unitList = { list: "organizational-units", scope: "r-1", reason: { code: "throttled" } } as const;

test.each([
  {
    given: "the list of SCPs was refused",
    difference: { unread: [scpList] },
    node: "ou-b",
    expected: unread("access-denied"),
  },
  {
    given: "every list of policies was refused",
    difference: { unread: [allLists] },
    node: "ou-b",
    expected: unread("timeout"),
  },
  { given: "another list was refused", difference: { unread: [tagList] }, node: "ou-b", expected: read([]) },
  {
    given: "the list of SCPs was cut, a Deny is known",
    difference: { unread: [scpList], policies: [scpWith("d", deny, ["ou-b"])] },
    node: "ou-b",
    expected: read(["d"]),
  },
  {
    given: "the parent is missing",
    difference: {},
    node: "ou-lost",
    expected: unread("malformed-answer", "organizations:ListOrganizationalUnitsForParent", "orphan"),
  },
  {
    given: "the parent is missing since OUs were not read",
    difference: { unread: [unitList] },
    node: "ou-lost",
    expected: unread("throttled"),
  },
  {
    given: "the parent is missing, a Deny hangs on the node itself",
    difference: { policies: [scpWith("d", deny, ["ou-lost"])] },
    node: "ou-lost",
    expected: read(["d"]),
  },
  {
    given: "the node is not there",
    difference: {},
    node: "ou-nowhere",
    expected: unread("malformed-answer", "organizations:ListOrganizationalUnitsForParent", "absent"),
  },
  {
    given: "SCPs are off",
    difference: { scpStatus: "PENDING_DISABLE", policies: [scpWith("d", deny, ["r-1"])] },
    node: "ou-b",
    expected: read([]),
  },
])("$given", ({ difference, node, expected }) => {
  expect(restrictingPolicies(organizationWith({ units, ...difference }), node)).toEqual(expected);
});

test("ten thousand OUs with two hundred policies take well under a second", () => {
  const many = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, at) => [`ou-${at}`, at < 10 ? "r-1" : `ou-${at % 10}`]),
  );
  const ids = Object.keys(many);
  const policies = Array.from({ length: 200 }, (_, at) =>
    scpWith(
      `p${at}`,
      deny,
      ids.filter((_id, n) => n % 200 === at),
    ),
  );
  const start = performance.now();
  const index = indexScps(organizationWith({ units: many, policies: [full, ...policies] }));
  for (const id of ids) expect(restrictingPoliciesOf(index, id).status).toBe("read");
  expect(performance.now() - start).toBeLessThan(1_000);
});
