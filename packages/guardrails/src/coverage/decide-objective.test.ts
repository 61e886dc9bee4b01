import { describe, expect, test } from "vitest";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import { levelWith, member } from "../testing/atom-questions.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import type { ObjectiveOutcome } from "./coverage.ts";
import { decideObjective } from "./decide-objective.ts";

const atom = (action: string, part: Atom["part"] = "core", principals: Atom["principals"] = "member"): Atom => {
  const [type] = loadUniverse().action(action)?.resourceTypes ?? [];
  const patterns = (type?.arns ?? ["*"]).map((text) => text.replace("arn:*:", "arn:aws:"));
  return {
    id: action,
    objectiveId: "o",
    part,
    principals,
    action,
    resources: [{ type: type?.name ?? null, patterns, except: [] }],
    conditions: [],
  };
};

const stop = atom("cloudtrail:StopLogging");
const remove = atom("cloudtrail:DeleteTrail");
const update = atom("cloudtrail:UpdateTrail", "hardening");

const levels = (...statements: readonly unknown[]): PolicyLevels => ({
  status: "levels",
  levels: [levelWith(statements)],
});
const off = (code: "type-disabled" | "type-unavailable"): PolicyLevels => ({
  status: "unavailable",
  reason: { code, detail: "SERVICE_CONTROL_POLICY", statements: [] },
});

const deny = (action: string, condition?: unknown, resource = "*") => ({
  Sid: "Guard",
  Effect: "Deny",
  Action: action,
  Resource: resource,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const saveFor = (...roles: readonly string[]) => ({ ArnNotLike: { "aws:PrincipalArn": roles } });
const admin = "arn:aws:iam::*:role/Admin*";
const ownRole = "arn:aws:iam::${aws:PrincipalAccount}:role/Admin-${aws:PrincipalAccount}";
const odd = { StringResembles: { "aws:username": "x" } };

function decide(
  scp: PolicyLevels,
  atoms: readonly Atom[] = [stop, remove, update],
  rcp = off("type-disabled"),
): ObjectiveOutcome {
  return decideObjective({ ...member, atoms, scp, rcp, universe: loadUniverse() });
}

describe("verdicts of scp.md 3.4", () => {
  test.each<readonly [given: string, scp: PolicyLevels, verdict: string, reason: string | null]>([
    ["every core action stopped", levels(deny("cloudtrail:*")), "enforced", null],
    ["hardening alone open", levels(deny("cloudtrail:StopLogging"), deny("cloudtrail:DeleteTrail")), "enforced", null],
    ["stopped save for a role", levels(deny("cloudtrail:*", saveFor(admin))), "conditional", null],
    ["one stopped, one open", levels(deny("cloudtrail:StopLogging")), "partial", null],
    ["one escapes, one open", levels(deny("cloudtrail:StopLogging", saveFor(admin))), "partial", null],
    ["nothing in the way", levels(), "none", null],
    [
      "one unknown, one stopped",
      levels(deny("cloudtrail:StopLogging", odd), deny("cloudtrail:DeleteTrail")),
      "unknown",
      "policy-unreadable",
    ],
    [
      "one unknown, one escapes",
      levels(deny("cloudtrail:StopLogging", odd), deny("cloudtrail:DeleteTrail", saveFor(admin))),
      "unknown",
      "policy-unreadable",
    ],
    ["one unknown, one open", levels(deny("cloudtrail:StopLogging", odd)), "partial", "policy-unreadable"],
    ["the type switched off", off("type-disabled"), "none", "type-disabled"],
    ["consolidated billing only", off("type-unavailable"), "none", "type-unavailable"],
    [
      "a level without any policy",
      { status: "levels", levels: [{ nodeId: "ou-1", entries: [] }] },
      "enforced",
      "no-policy",
    ],
  ])("%s: %s", (_given, scp, verdict, reason) => {
    const outcome = decide(scp);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.reason?.code ?? null).toBe(reason);
    expect(outcome.witness !== null || verdict === "unknown").toBe(true);
  });

  test("counts tell core and hardening apart", () => {
    const { actions, hardening } = decide(
      levels(deny("cloudtrail:StopLogging"), deny("cloudtrail:U*", saveFor(admin))),
    );
    expect(actions).toEqual({ stopped: 1, escaping: 0, open: 1, unknown: 0 });
    expect(hardening).toEqual({ stopped: 0, escaping: 1, open: 0, unknown: 0 });
  });

  test("the management account is exempt, whatever is attached", () => {
    const { managementAccountId: id } = member.organization;
    const input = { ...member, account: { id, partition: "aws" }, atoms: [stop], universe: loadUniverse() };
    const outcome = decideObjective({ ...input, scp: levels(deny("*")), rcp: off("type-disabled") });
    expect(outcome).toMatchObject({ verdict: "exempt", reason: { code: "management-account" }, waysOut: [] });
  });

  test("no atom proves nothing", () => {
    expect(decide(levels(deny("*")), [])).toMatchObject({ verdict: "unknown", reason: { code: "action-unknown" } });
  });

  test("a stopped objective shows a request and what denies it", () => {
    const { witness, deciding } = decide(levels(deny("cloudtrail:*")));
    const by = [{ policyId: "p-1", statement: 0, sid: "Guard", attachedTo: null }];
    expect(witness).toMatchObject({
      deniedBy: by,
      request: { action: "cloudtrail:StopLogging", account: member.account.id },
    });
    expect(deciding).toEqual(by);
  });

  test("strangers are stopped by RCPs, and an RCP type that is off says so", () => {
    const read = atom("s3:GetObject", "core", "external");
    expect(decide(off("type-disabled"), [read], levels(deny("s3:*")))).toMatchObject({
      verdict: "enforced",
      reason: null,
    });
    expect(decide(levels(deny("*")), [read])).toMatchObject({ verdict: "none", reason: { code: "type-disabled" } });
  });
});

const guardIam = deny("iam:*", saveFor("arn:aws:iam::*:role/Platform"));

describe("self-made exemptions", () => {
  test.each<readonly [given: string, statements: readonly unknown[], selfMade: boolean | null, by: string | undefined]>(
    [
      ["a role that anybody can create", [deny("cloudtrail:*", saveFor(admin))], true, "iam:CreateRole"],
      [
        "a role that only another exempt one can create",
        [deny("cloudtrail:*", saveFor(admin)), guardIam],
        false,
        undefined,
      ],
      [
        "roles guarded by name",
        [
          deny("cloudtrail:*", saveFor(admin)),
          deny("iam:*", undefined, "arn:aws:iam::${aws:PrincipalAccount}:role/Admin*"),
        ],
        false,
        undefined,
      ],
      [
        "roles guarded by a narrower name",
        [deny("cloudtrail:*", saveFor(admin)), deny("iam:*", undefined, "arn:aws:iam::*:role/Admin-1")],
        true,
        "iam:CreateRole",
      ],
      [
        "a role with the account in its name",
        [deny("cloudtrail:*", saveFor(ownRole)), deny("iam:*", undefined, "arn:aws:iam::*:role/Admin-1")],
        true,
        "iam:CreateRole",
      ],
      [
        "a role with the account in its name, guarded",
        [deny("cloudtrail:*", saveFor(ownRole)), deny("iam:*", undefined, "arn:aws:iam::*:role/Admin-111*")],
        false,
        undefined,
      ],
      [
        "a role whose trust alone can be changed",
        [
          deny("cloudtrail:*", saveFor(admin)),
          deny("iam:Create*"),
          deny("iam:PutRolePolicy"),
          deny("iam:AttachRolePolicy"),
        ],
        true,
        "iam:UpdateAssumeRolePolicy",
      ],
      [
        "roles of Identity Center",
        [deny("cloudtrail:*", saveFor("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*"))],
        false,
        undefined,
      ],
      [
        "one of Identity Center or one of our own",
        [deny("cloudtrail:*", saveFor("arn:aws:iam::*:role/AWSReservedSSO_*", admin))],
        true,
        "iam:CreateRole",
      ],
      [
        "service-linked roles by their name, which anybody may give",
        [deny("cloudtrail:*", saveFor("arn:aws:iam::*:role/AWSServiceRoleFor*"))],
        true,
        "iam:CreateRole",
      ],
      ["the root user", [deny("cloudtrail:*", saveFor("arn:aws:iam::*:root"))], false, undefined],
      ["a tag", [deny("cloudtrail:*", { StringNotEquals: { "aws:PrincipalTag/team": "sec" } })], true, "iam:TagRole"],
      [
        "a tag that nobody can set",
        [
          deny("cloudtrail:*", { StringNotEquals: { "aws:PrincipalTag/team": "sec" } }),
          deny("*", { Null: { "aws:RequestTag/team": "false" } }),
        ],
        false,
        undefined,
      ],
      ["a route", [deny("cloudtrail:*", { Bool: { "aws:ViaAWSService": "false" } })], null, undefined],
      [
        "a role, where who may create roles cannot be read",
        [deny("cloudtrail:*", saveFor(admin)), deny("iam:*", odd)],
        null,
        undefined,
      ],
    ],
  )("%s", (_given, statements, selfMade, by) => {
    const { verdict, waysOut } = decide(levels(...statements), [stop]);
    expect(verdict).toBe("conditional");
    expect(waysOut).toHaveLength(1);
    expect(waysOut[0]?.selfMade).toBe(selfMade);
    expect(waysOut[0]?.selfMadeBy[0]).toBe(by);
  });
});

test("ways out come worst first, twenty at most, and the rest is counted", () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ [`aws:PrincipalTag/t${at}`]: "yes" }));
  const statement = deny("cloudtrail:*", {
    StringNotEquals: Object.assign({}, ...many) as Record<string, string>,
    Bool: { "aws:ViaAWSService": "false" },
  });
  const { waysOut, waysOutLeftOff, verdict } = decide(levels(statement), [stop]);
  expect(verdict).toBe("conditional");
  expect(waysOut).toHaveLength(20);
  expect(waysOutLeftOff).toBe(11);
});
