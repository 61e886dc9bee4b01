import { expect, test } from "vitest";
import { decideOrganization } from "../coverage/decide-organization.ts";
import { lintOrganization } from "../lint/lint-organization.ts";
import type { OrganizationReading } from "../organization.ts";
import { read } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { compileOrganization } from "./compile-organization.ts";
import { evaluateOrganizationRequest } from "./evaluate-organization-request.ts";

const member = "111111111111";
const allow = { Effect: "Allow", Action: "*", Resource: "*" };
const stop = { Effect: "Deny", Action: "guardduty:*", Resource: "*" };
const full = scpWith("FullAWSAccess", [allow], ["r-1", "ou-a", member]);
const statements = (list: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: list });
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const hostile = `${"*a".repeat(200)}*b`;

function organizationOf(content: string, change: (reading: OrganizationReading) => OrganizationReading) {
  const bad = scpWith("bad", read(content), ["ou-a"]);
  return change(organizationWith({ units: { "ou-a": "r-1" }, accounts: { [member]: "ou-a" }, policies: [full, bad] }));
}

/** Longest for one of the questions, in milliseconds of this process's own; memory that is left afterwards, in bytes. */
function ask(reading: OrganizationReading) {
  const before = process.memoryUsage().heapUsed;
  let longest = 0;
  const timed = <T>(work: () => T): T => {
    const start = process.cpuUsage();
    const answer = work();
    longest = Math.max(longest, process.cpuUsage(start).user / 1_000);
    return answer;
  };
  const compiled = timed(() => compileOrganization(reading, { universe: loadUniverse() }));
  const { decision } = timed(() =>
    evaluateOrganizationRequest(
      compiled,
      {
        account: member,
        principal: `arn:aws:iam::${member}:role/${"a".repeat(500)}`,
        action: "guardduty:DeleteDetector",
        resources: [`arn:aws:guardduty:eu-west-1:${member}:detector/${"a".repeat(1_500)}`],
        context: {},
      },
      "2026-10-01T00:00:00Z",
    ),
  );
  const coverage = timed(() => decideOrganization(compiled, { objectives: ["guardduty-off"] }));
  const codes = timed(() => lintOrganization(compiled)).map(({ code, details }) =>
    code === "policy-syntax" ? `${code} ${details.problem ?? ""}` : code,
  );
  const [answer] = coverage.classes.flatMap(({ outcomes }) => outcomes["guardduty-off"]?.verdict ?? []);
  return { decision, verdict: answer, codes, longest, grown: process.memoryUsage().heapUsed - before };
}

type Case = {
  readonly given: string;
  readonly content: string;
  readonly change?: (reading: OrganizationReading) => OrganizationReading;
  readonly code: string;
  readonly decision: "allowed" | "denied" | "unknown";
};

const cases: readonly Case[] = [
  { given: "broken JSON", content: '{"Statement": [', code: "policy-syntax not-json", decision: "unknown" },
  {
    given: "a wrong Version",
    content: '{"Version":"2020-01-01","Statement":[]}',
    code: "policy-syntax unknown-version",
    decision: "unknown",
  },
  {
    given: "no Version",
    content: JSON.stringify({ Statement: [stop] }),
    code: "policy-syntax missing-element",
    decision: "denied",
  },
  {
    given: "an unknown operator",
    content: statements([{ ...stop, Condition: { StringMatches: { "aws:PrincipalArn": "x" } } }]),
    code: "policy-syntax unknown-operator",
    decision: "unknown",
  },
  {
    given: "odd types",
    content: statements([{ ...stop, Action: { all: true } }]),
    code: "policy-syntax wrong-type",
    decision: "unknown",
  },
  {
    given: "a megabyte",
    content: statements([{ ...stop, Sid: "x".repeat(1_000_000) }]),
    code: "policy-syntax too-large",
    decision: "unknown",
  },
  {
    given: "a depth of ten thousand",
    content: `{"Statement":${deep(10_000)}}`,
    code: "policy-syntax too-deep",
    decision: "unknown",
  },
  {
    given: "a key twice",
    content: '{"Version":"2012-10-17","Statement":[],"Statement":[]}',
    code: "policy-syntax duplicate-key",
    decision: "unknown",
  },
  {
    given: "half a character",
    content: statements([{ ...stop, Sid: "\ud800" }]),
    code: "policy-syntax lone-surrogate",
    decision: "unknown",
  },
  {
    given: "ten thousand statements",
    content: statements(Array.from({ length: 10_000 }, () => stop)),
    code: "policy-syntax too-large",
    decision: "unknown",
  },
  {
    given: "many short statements",
    content: statements(Array.from({ length: 5_000 }, () => 1)),
    code: "policy-syntax too-many-statements",
    decision: "unknown",
  },
  {
    given: "exponential wildcards in an action",
    content: statements([{ ...stop, Action: `guardduty:${hostile}` }]),
    code: "action-unknown",
    decision: "allowed",
  },
  {
    given: "exponential wildcards in a resource",
    content: statements([{ ...stop, Resource: hostile }]),
    code: "",
    decision: "allowed",
  },
  {
    given: "exponential wildcards in conditions",
    content: statements([
      {
        ...stop,
        Condition: {
          StringLike: { "aws:PrincipalArn": Array.from({ length: 10 }, () => hostile) },
          ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${hostile}` },
        },
      },
    ]),
    code: "",
    decision: "allowed",
  },
  {
    given: "variables without end",
    content: statements([{ ...stop, Resource: "${".repeat(9_000) }]),
    code: "policy-too-large",
    decision: "allowed",
  },
  {
    given: "twice what AWS can hold",
    content: statements([{ ...stop, Resource: "*a".repeat(10_300) }]),
    code: "policy-too-large",
    decision: "unknown",
  },
  {
    given: "one account in two places",
    content: statements([stop]),
    change: (reading) => ({
      ...reading,
      accounts: reading.accounts.flatMap((account) => [account, { ...account, parentId: "r-1" }]),
    }),
    code: "contradictory-attachment",
    decision: "denied",
  },
  {
    given: "one policy id with two texts",
    content: statements([stop]),
    change: (reading) => ({ ...reading, policies: [...reading.policies, scpWith("bad", [allow], ["ou-a"])] }),
    code: "contradictory-attachment",
    decision: "unknown",
  },
  {
    given: "OUs in a circle",
    content: statements([]),
    change: (reading) => ({
      ...reading,
      organizationalUnits: [
        { id: "ou-a", name: "a", parentId: "ou-b" },
        { id: "ou-b", name: "b", parentId: "ou-a" },
      ],
      policies: reading.policies.map((policy) => ({ ...policy, targetIds: read(["ou-a", "ou-b", member]) })),
    }),
    code: "tree-broken",
    decision: "unknown",
  },
  {
    given: "an attachment to nothing",
    content: statements([stop]),
    change: (reading) => ({
      ...reading,
      policies: reading.policies.map((policy) =>
        policy.name === "bad" ? { ...policy, targetIds: read(["ou-gone"]) } : policy,
      ),
    }),
    code: "target-missing",
    decision: "allowed",
  },
  {
    given: "an account below nothing",
    content: statements([stop]),
    change: (reading) => ({ ...reading, organizationalUnits: [] }),
    code: "tree-broken",
    decision: "unknown",
  },
];

const megabyte = 1_048_576;

test.each(cases)(
  "$given: $code, $decision, within a second",
  ({ content, change = (same) => same, code, decision }) => {
    const answer = ask(organizationOf(content, change));
    expect(answer.decision).toBe(decision);
    if (code !== "") expect(answer.codes).toContain(code);
    if (decision === "unknown") expect(answer.verdict).toBe("unknown");
    expect(answer.longest).toBeLessThan(1_000);
    expect(answer.grown).toBeLessThan(64 * megabyte);
  },
);
