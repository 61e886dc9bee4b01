import { describe, expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import type { OrganizationPolicy, OrganizationReading } from "../organization.ts";
import { unread } from "../reading.ts";
import { type OrganizationDifference, organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { type LintOptions, lintOrganization } from "./lint-organization.ts";
import { type LintCode, type LintProblem, lintCodes } from "./lint-problem.ts";

const universe = loadUniverse();
const management = "222222222222";
const member = "111122223333";
const nodes = ["r-1", "ou-1", "ou-2", member];

const everything = [{ Effect: "Allow", Action: "*", Resource: "*" }];
const full = (targets: readonly string[] = nodes): OrganizationPolicy => ({
  ...scpWith("FullAWSAccess", everything, targets),
  awsManaged: true,
});
const deny = (action: string | string[], more: object = {}) => ({
  Effect: "Deny",
  Action: action,
  Resource: "*",
  ...more,
});
const allow = (action: string | string[]) => ({ Effect: "Allow", Action: action, Resource: "*" });
const leaving = (arn: string) => ({ Condition: { ArnNotLike: { "aws:PrincipalArn": arn } } });
const rcp = (policy: OrganizationPolicy): OrganizationPolicy => ({ ...policy, type: "RESOURCE_CONTROL_POLICY" });

/** Two OUs, one inside the other, one member, and something that restricts it. */
function organization(
  policies: readonly OrganizationPolicy[],
  { fullOn = nodes, ...difference }: OrganizationDifference & { readonly fullOn?: readonly string[] } = {},
): OrganizationReading {
  return organizationWith({
    units: { "ou-1": "r-1", "ou-2": "ou-1" },
    accounts: { [member]: "ou-2", [management]: "r-1" },
    ...difference,
    policies: [full(fullOn), ...policies],
  });
}

function lint(reading: OrganizationReading, options?: LintOptions): readonly LintProblem[] {
  return lintOrganization(compileOrganization(reading, { universe }), options);
}

const guard = scpWith("guard", [deny("organizations:LeaveOrganization")], ["ou-1"]);
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => scpWith(`p${at}`, [deny(`iam:Get${"x".repeat(at)}*`)], ["ou-1"]));

type Case = {
  readonly given: string;
  readonly code: LintCode;
  readonly reading: OrganizationReading;
  readonly options?: LintOptions;
};

const fires: readonly (Case & { readonly says: Partial<LintProblem> })[] = [
  {
    given: "broken JSON",
    code: "policy-syntax",
    reading: organization([scpWith("x", "{", ["ou-1"])]),
    says: { policyId: "p-x", position: { from: 1, to: 1 } },
  },
  {
    given: "more characters than the quota",
    code: "policy-too-large",
    reading: organization([scpWith("x", [deny(Array.from({ length: 700 }, (_, at) => `iam:GetRole${at}`))], ["ou-1"])]),
    says: {
      severity: "error",
      details: { size: "11872", minified: "11872", limit: "10240", type: "SERVICE_CONTROL_POLICY" },
    },
  },
  {
    given: "fits without blank space only",
    code: "policy-too-large",
    reading: organization([scpWith("x", `{"Version":"2012-10-17",${" ".repeat(11_000)}"Statement":[]}`, ["ou-1"])]),
    says: { severity: "warning" },
  },
  {
    given: "the quota of another day",
    code: "policy-too-large",
    reading: organization([scpWith("x", [deny(Array.from({ length: 400 }, (_, at) => `iam:GetRole${at}`))], ["ou-1"])]),
    options: { day: "2026-01-01" },
    says: { severity: "error" },
  },
  {
    given: "eleven policies on one OU",
    code: "too-many-attached",
    reading: organization(many(10)),
    says: { nodeId: "ou-1", details: { count: "11", limit: "10", type: "SERVICE_CONTROL_POLICY" } },
  },
  {
    given: "an OU without an SCP",
    code: "no-policy-attached",
    reading: organization([], { fullOn: ["r-1", "ou-1", member] }),
    says: { nodeId: "ou-2" },
  },
  {
    given: "a principal in an SCP",
    code: "element-not-allowed",
    reading: organization([scpWith("x", [deny("s3:*", { Principal: "*" })], ["ou-1"])]),
    says: { policyId: "p-x", path: "Statement[0].Principal" },
  },
  {
    given: "SCPs that are off",
    code: "type-not-enabled",
    reading: organization([guard], { scpStatus: "DISABLED" }),
    says: { nodeId: "r-1" },
  },
  {
    given: "an RCP where RCPs are off",
    code: "type-not-enabled",
    reading: organization([rcp(guard)]),
    says: { details: { type: "RESOURCE_CONTROL_POLICY", policies: "guard", features: "ALL" } },
  },
  {
    given: "a target that there is not",
    code: "target-missing",
    reading: organization([scpWith("x", [deny("s3:*")], ["ou-1", "ou-9"])]),
    says: { nodeId: "ou-9", policyId: "p-x" },
  },
  {
    given: "a target twice",
    code: "contradictory-attachment",
    reading: organization([scpWith("x", [deny("s3:*")], ["ou-1", "ou-1"])]),
    says: { details: { target: "ou-1", why: "twice" } },
  },
  {
    given: "an id for two policies",
    code: "contradictory-attachment",
    reading: organization([guard, scpWith("guard", [deny("s3:*")], ["ou-2"])]),
    says: { details: { why: "id" } },
  },
  {
    given: "an unknown action",
    code: "action-unknown",
    reading: organization([scpWith("x", [deny("s3:GetObjekt")], ["ou-1"])]),
    says: { suggestion: "s3:GetObject", position: { from: 63, to: 77 } },
  },
  {
    given: "attached to nothing",
    code: "attached-nowhere",
    reading: organization([scpWith("x", [deny("s3:*")], [])]),
    says: { policyId: "p-x", severity: "note" },
  },
  {
    given: "attached to the management account",
    code: "exempt-target",
    reading: organization([scpWith("x", [deny("s3:*")], ["ou-1", management])]),
    says: { nodeId: management },
  },
  {
    given: "two policies with the same statements",
    code: "duplicate-policy",
    reading: organization([
      guard,
      scpWith(
        "again",
        [deny(["organizations:leaveorganization"], { Sid: "x" })].map(({ Action, ...rest }) => ({
          ...rest,
          Action: Action[0] === "organizations:leaveorganization" ? ["organizations:LeaveOrganization"] : Action,
        })),
        ["ou-2"],
      ),
    ]),
    says: { policyId: "p-again", details: { other: "p-guard", otherName: "guard" } },
  },
  {
    given: "a statement that another policy of the OU has",
    code: "duplicate-statement",
    reading: organization([guard, scpWith("more", [deny("s3:*"), deny("organizations:LeaveOrganization")], ["ou-1"])]),
    says: { policyId: "p-more", path: "Statement[1]" },
  },
  {
    given: "a Deny within a wider one above",
    code: "shadowed-statement",
    reading: organization([
      scpWith("wide", [deny("s3:*")], ["r-1"]),
      scpWith("x", [deny("s3:GetObject", { Resource: "arn:aws:s3:::a/*" })], ["ou-2"]),
    ]),
    says: { policyId: "p-x", severity: "note", details: { by: "p-wide", statement: "Statement[0]", effect: "Deny" } },
  },
  {
    given: "a narrow Allow beside FullAWSAccess",
    code: "shadowed-statement",
    reading: organization([scpWith("list", [allow("s3:*")], ["ou-1"])]),
    says: { policyId: "p-list", severity: "warning" },
  },
  {
    given: "the same Deny with more exceptions",
    code: "shadowed-statement",
    reading: organization([
      scpWith(
        "one",
        [
          deny("s3:*", {
            Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/A", "arn:aws:iam::*:role/B"] } },
          }),
        ],
        ["ou-1"],
      ),
      scpWith("all", [deny("s3:*", leaving("arn:aws:iam::*:role/A"))], ["ou-1"]),
    ]),
    says: { policyId: "p-one" },
  },
  {
    given: "nearly as many characters as the quota",
    code: "near-quota",
    reading: organization([scpWith("x", [deny(Array.from({ length: 600 }, (_, at) => `iam:GetRole${at}`))], ["ou-1"])]),
    says: { policyId: "p-x" },
  },
  {
    given: "as many policies as the quota",
    code: "near-quota",
    reading: organization(many(9)),
    says: { nodeId: "ou-1", details: { what: "attachments", size: "10", limit: "10", type: "SERVICE_CONTROL_POLICY" } },
  },
  {
    given: "an exception that accounts can make",
    code: "self-made-exemption",
    reading: organization([scpWith("x", [deny("s3:*", leaving("arn:aws:iam::*:role/Break-*"))], ["ou-1"])]),
    says: {
      policyId: "p-x",
      details: {
        pattern: "arn:aws:iam::*:role/Break-*",
        count: "1",
        actions: "iam:CreateRole, iam:UpdateAssumeRolePolicy, iam:PutRolePolicy (+1)",
      },
    },
  },
  {
    given: "allow lists without anything in common",
    code: "locked-out",
    reading: organization([scpWith("a", [allow("s3:*")], ["ou-1"]), scpWith("b", [allow("ec2:*")], ["ou-2"])], {
      fullOn: ["r-1", member],
    }),
    says: { nodeId: "ou-2" },
  },
  {
    given: "everything denied to everybody",
    code: "locked-out",
    reading: organization([scpWith("quarantine", [deny("*")], ["ou-1"])]),
    says: { nodeId: "ou-1", severity: "warning" },
  },
  {
    given: "a service that the list above does not allow",
    code: "service-locked-out",
    reading: organization(
      [scpWith("a", [allow(["s3:*", "sqs:*"])], ["ou-1"]), scpWith("b", [allow(["s3:*", "ec2:*"])], ["ou-2"])],
      { fullOn: ["r-1", member] },
    ),
    says: { nodeId: "ou-2", policyId: "p-b", details: { services: "ec2", target: "ou-2", why: "listed" } },
  },
  {
    given: "a service in use",
    code: "service-locked-out",
    reading: organization([scpWith("a", [deny("sqs:*")], ["ou-1"])]),
    options: { inUse: new Map([[member, new Set(["sqs", "s3"])]]) },
    says: { nodeId: member, severity: "error", details: { services: "sqs", target: member, why: "in-use" } },
  },
  {
    given: "a parent that there is not",
    code: "tree-broken",
    reading: organization([guard], { accounts: { [member]: "ou-9", [management]: "r-1" } }),
    says: { nodeId: "ou-9", details: { why: "orphan", missing: "ou-9", nodes: member, count: "1" } },
  },
  {
    given: "a circle",
    code: "tree-broken",
    reading: organization([guard], { units: { "ou-1": "ou-2", "ou-2": "ou-1" } }),
    says: { details: { why: "cycle", missing: "", nodes: `ou-1, ou-2, ${member}`, count: "3" } },
  },
  {
    given: "an account below the root",
    code: "outside-units",
    reading: organization([guard], { accounts: { [member]: "r-1" } }),
    says: { nodeId: "r-1", details: { why: "in-root", accounts: member, count: "1" } },
  },
  {
    given: "an OU that nothing restricts",
    code: "outside-units",
    reading: organization([]),
    says: { nodeId: "ou-2", details: { why: "no-policy", accounts: member, count: "1" } },
  },
  {
    given: "content that was not read",
    code: "unread",
    reading: organization([scpWith("x", unread("access-denied"), ["ou-1"])]),
    says: { policyId: "p-x", details: { what: "content", reason: "access-denied", policy: "x" } },
  },
  {
    given: "a list that was not read",
    code: "unread",
    reading: organization([guard], { unread: [{ list: "accounts", scope: "ou-1", reason: { code: "throttled" } }] }),
    says: { nodeId: "ou-1", details: { what: "accounts", reason: "throttled", scope: "ou-1" } },
  },
];

const nearMisses: readonly Case[] = [
  {
    given: "a tag policy in its own language",
    code: "policy-syntax",
    reading: organization([{ ...scpWith("x", '{"tags":{}}', ["ou-1"]), type: "TAG_POLICY" }]),
  },
  {
    given: "exactly as many characters as the quota",
    code: "policy-too-large",
    reading: organization([
      scpWith("x", `{"Version":"2012-10-17",${" ".repeat(10_240 - 39)}"Statement":[]}`, ["ou-1"]),
    ]),
  },
  { given: "ten policies on one OU", code: "too-many-attached", reading: organization(many(9)) },
  {
    given: "no SCP where SCPs are off, or targets that were not read",
    code: "no-policy-attached",
    reading: organization([scpWith("x", [deny("s3:*")], unread("throttled"))], { fullOn: ["r-1"] }),
  },
  {
    given: "Principal in an RCP",
    code: "element-not-allowed",
    reading: organization([rcp(scpWith("x", [deny("s3:*", { Principal: "*" })], ["ou-1"]))]),
  },
  {
    given: "AWS's own policy of a type that is off",
    code: "type-not-enabled",
    reading: organization([{ ...rcp(scpWith("RCPFullAWSAccess", everything, nodes)), awsManaged: true }]),
  },
  {
    given: "an account of a list that was not read",
    code: "target-missing",
    reading: organization([scpWith("x", [deny("s3:*")], ["999999999999"])], {
      unread: [{ list: "accounts", reason: { code: "throttled" } }],
    }),
  },
  {
    given: "one policy on two nodes",
    code: "contradictory-attachment",
    reading: organization([scpWith("x", [deny("s3:*")], ["ou-1", "ou-2"])]),
  },
  {
    given: "an action in AWS's own policy",
    code: "action-unknown",
    reading: organization([{ ...scpWith("x", [deny("s3:GetObjekt")], ["ou-1"]), awsManaged: true }]),
  },
  {
    given: "targets that were not read",
    code: "attached-nowhere",
    reading: organization([scpWith("x", [deny("s3:*")], unread("throttled"))]),
  },
  {
    given: "a tag policy on the management account, which binds it",
    code: "exempt-target",
    reading: organization([{ ...scpWith("x", '{"tags":{}}', [management]), type: "TAG_POLICY" }]),
  },
  {
    given: "the same statements for another type",
    code: "duplicate-policy",
    reading: organization([guard, rcp({ ...guard, id: "p-other" })]),
  },
  {
    given: "the same statement on OUs that do not meet",
    code: "duplicate-statement",
    reading: organization(
      [scpWith("a", [deny("s3:*"), deny("sqs:*")], ["ou-2"]), scpWith("b", [deny("s3:*"), deny("sns:*")], ["ou-3"])],
      { units: { "ou-1": "r-1", "ou-2": "ou-1", "ou-3": "ou-1" } },
    ),
  },
  {
    given: "a Deny below a narrower one, or beside one with other exceptions",
    code: "shadowed-statement",
    reading: organization([
      scpWith("narrow", [deny("s3:GetObject")], ["r-1"]),
      scpWith("x", [deny("s3:*", leaving("arn:aws:iam::*:role/A"))], ["ou-1"]),
      scpWith("y", [deny("s3:*", leaving("arn:aws:iam::*:role/B"))], ["ou-1"]),
    ]),
  },
  {
    given: "a wider Deny on one of two OUs",
    code: "shadowed-statement",
    reading: organization([
      scpWith("wide", [deny("s3:*")], ["ou-2"]),
      scpWith("x", [deny("s3:GetObject")], ["ou-1", "ou-2"]),
    ]),
  },
  {
    given: "an allow list above FullAWSAccess",
    code: "shadowed-statement",
    reading: organization([scpWith("list", [allow("s3:*")], ["ou-1"])], { fullOn: ["r-1", "ou-2", member] }),
  },
  { given: "a half of the quota", code: "near-quota", reading: organization(many(4)) },
  {
    given: "an exception that another Deny protects",
    code: "self-made-exemption",
    reading: organization([
      scpWith(
        "x",
        [
          deny("s3:*", leaving("arn:aws:iam::*:role/Break-*")),
          deny(["iam:*Role*", "iam:AttachRolePolicy"], { Resource: "arn:aws:iam::*:role/Break-*" }),
        ],
        ["ou-1"],
      ),
    ]),
  },
  {
    given: "roles that only AWS makes",
    code: "self-made-exemption",
    reading: organization([
      scpWith(
        "x",
        [deny("s3:*", leaving("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*"))],
        ["ou-1"],
      ),
    ]),
  },
  {
    given: "everything denied save to some",
    code: "locked-out",
    reading: organization([scpWith("quarantine", [deny("*", leaving("arn:aws:iam::*:role/Break"))], ["ou-1"])]),
  },
  {
    given: "the management account without anything",
    code: "locked-out",
    reading: organization([scpWith("quarantine", [deny("*")], [management])], { fullOn: [...nodes, management] }),
  },
  {
    given: "a list that another policy of the OU widens",
    code: "service-locked-out",
    reading: organization(
      [
        scpWith("a", [allow("s3:*")], ["ou-1"]),
        scpWith("c", [allow("ec2:*")], ["ou-1"]),
        scpWith("b", [allow(["s3:*", "ec2:*"])], ["ou-2"]),
      ],
      { fullOn: ["r-1", member] },
    ),
  },
  {
    given: "a service in use of which something is left",
    code: "service-locked-out",
    reading: organization([scpWith("a", [deny("sqs:Send*")], ["ou-1"])]),
    options: { inUse: new Map([[member, new Set(["sqs", "no-service-of-aws"])]]) },
  },
  { given: "a deep tree", code: "tree-broken", reading: organization([guard]) },
  {
    given: "no OU at all, and a suspended account in the root",
    code: "outside-units",
    reading: organization([scpWith("guard", [deny("s3:*")], ["r-1"])], {
      units: {},
      accounts: { [member]: "r-1", "333333333333": "r-1" },
      states: { "333333333333": "SUSPENDED" },
    }),
  },
  { given: "everything read", code: "unread", reading: organization([guard]) },
];

/** Codes that a policy's own text gives; their cases are in lint-policy.test.ts. */
const textCodes = new Set<LintCode>([
  ...([
    "service-unknown",
    "key-unknown",
    "key-never-present",
    "resource-never-matches",
    "condition-never-matches",
  ] as const),
  ...(["statement-never-matches", "service-not-controlled", "set-operator-on-single-value"] as const),
  ...(["missing-key-escapes", "missing-key-matches", "variable-is-literal", "variable-missing"] as const),
  "foreign-account-exemption",
]);

describe("lintOrganization", () => {
  test.each(fires)("$code: $given", ({ code, reading, options, says }) => {
    expect(lint(reading, options).find((one) => one.code === code)).toMatchObject({ code, ...says });
  });

  test.each(nearMisses)("not $code: $given", ({ code, reading, options }) => {
    expect(lint(reading, options).filter((one) => one.code === code)).toEqual([]);
  });

  test("every code has a case and a near miss", () => {
    const wanted = lintCodes.filter((code) => !textCodes.has(code));
    expect([...new Set(fires.map(({ code }) => code))].sort()).toEqual([...wanted].sort());
    expect([...new Set(nearMisses.map(({ code }) => code))].sort()).toEqual([...wanted].sort());
  });

  test("errors come first", () => {
    const order = ["error", "warning", "note"];
    const severities = lint(
      organization([scpWith("x", "{", ["ou-9"]), guard, scpWith("y", [deny("s3:GetObjekt")], [])]),
    );
    const places = severities.map(({ severity }) => order.indexOf(severity));
    expect(new Set(places).size).toBe(3);
    expect(places).toEqual([...places].sort());
  });

  test("an organisation in order has nothing wrong", () => expect(lint(organization([guard]))).toEqual([]));

  test.each<[string, OrganizationReading]>([
    ["a megabyte of text", organization([scpWith("x", "[".repeat(1_000_000), ["ou-1"])])],
    ["open quotes", organization([scpWith("x", '"\\"'.repeat(300_000), ["ou-1"])])],
    [
      "10,000 statements",
      organization([
        scpWith(
          "x",
          Array.from({ length: 10_000 }, () => deny("s3:*")),
          ["ou-1"],
        ),
      ]),
    ],
    [
      "exponential wildcards",
      organization([
        scpWith("x", [deny(`s3:${"*a".repeat(200)}`, { Resource: "*a?".repeat(300) })], ["ou-1"]),
        scpWith("y", [deny(`s3:${"*a".repeat(199)}`, { Resource: "*?a".repeat(300) })], ["ou-1"]),
      ]),
    ],
    [
      "a long circle",
      organization([guard], {
        units: Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`ou-${at}`, `ou-${(at + 1) % 2_000}`])),
      }),
    ],
    [
      "names of built-in things",
      organization([{ ...scpWith("__proto__", [deny("s3:*")], ["constructor", "__proto__"]), type: "toString" }]),
    ],
  ])("hostile: %s within a second", (_given, reading) => {
    const compiled = compileOrganization(reading, { universe });
    const start = process.cpuUsage();
    lintOrganization(compiled);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  test("200 policies with shared lists and 2,000 accounts take less than two seconds", () => {
    const lists = Array.from({ length: 12 }, (_, at) =>
      Array.from({ length: 8 }, (_item, place) => `arn:aws:iam::*:role/team-${at}-${place}-*`),
    );
    const units = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`ou-${at}`, at < 8 ? "r-1" : `ou-${Math.floor(at / 8)}`]),
    );
    const accounts = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, at) => [String(300_000_000_000 + at), `ou-${at % 60}`]),
    );
    const policies = Array.from({ length: 200 }, (_, at) =>
      scpWith(
        `p${at}`,
        Array.from({ length: 8 }, (_item, place) => {
          const service = universe.services[(at * 7 + place) % universe.services.length] ?? "s3";
          const names = universe.actionsOf(service).map(({ name }) => name);
          const Condition = { ArnNotLike: { "aws:PrincipalArn": lists[(at + place) % 12] } };
          return deny(names.slice(0, 6), { Condition });
        }),
        [`ou-${at % 60}`],
      ),
    );
    const fullOn = ["r-1", ...Object.keys(units), ...Object.keys(accounts)];
    const compiled = compileOrganization(organizationWith({ units, accounts, policies: [full(fullOn), ...policies] }), {
      universe,
    });
    lintOrganization(compiled);
    const start = process.cpuUsage();
    lintOrganization(compiled);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
