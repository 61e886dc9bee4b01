import { describe, expect, test } from "vitest";
import type { OrganizationReading } from "../organization.ts";
import { unread } from "../reading.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { changeEffects } from "./change-effects.ts";
import { diffOrganizations } from "./diff-organizations.ts";
import type { OrganizationChange } from "./organization-change.ts";

const options = { universe: loadUniverse() };
const stop = [{ Effect: "Deny", Action: "guardduty:*", Resource: "*" }];
const exceptAdmin = [
  {
    ...stop[0],
    Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } },
  },
];
const full = scpWith(
  "full",
  [{ Effect: "Allow", Action: "*", Resource: "*" }],
  ["r-1", "ou-a", "ou-b", "111111111111", "333333333333"],
);
const accounts = { "111111111111": "ou-a", "333333333333": "ou-b" };
const units = { "ou-a": "r-1", "ou-b": "r-1" };
const base = organizationWith({ units, accounts, policies: [full, scpWith("stop", stop, ["ou-a"])] });
const changed = (difference: Parameters<typeof organizationWith>[0]) =>
  organizationWith({ units, accounts, policies: [full, scpWith("stop", stop, ["ou-a"])], ...difference });

/** Effects on GuardDuty, change by change. */
function guardduty(before: OrganizationReading, after: OrganizationReading) {
  const changes = diffOrganizations(before, after);
  const effects = changeEffects(before, after, changes, options);
  expect(effects).toHaveLength(changes.length);
  return changes.map(({ kind }, index) => [
    kind,
    ...(effects[index] ?? [])
      .filter(({ objectiveId }) => objectiveId === "guardduty-off")
      .map(({ direction, before: was, after: now, sample }) => `${direction} ${was} ${now} ${sample.join(",")}`),
  ]);
}

describe("what a change did to coverage", () => {
  test.each([
    {
      given: "an attachment to another OU",
      after: changed({ policies: [full, scpWith("stop", stop, ["ou-a", "ou-b"])] }),
      expected: [["attached", "stronger none enforced 333333333333"]],
    },
    {
      given: "an exemption that opens",
      after: changed({ policies: [full, scpWith("stop", exceptAdmin, ["ou-a"])] }),
      expected: [["policy-edited", "weaker enforced conditional 111111111111"]],
    },
    {
      given: "an account that moves out of it",
      after: changed({ accounts: { ...accounts, "111111111111": "ou-b" } }),
      expected: [["account-moved", "weaker enforced none 111111111111"]],
    },
    {
      given: "another policy instead: attached before the old one goes, so nothing is ever open",
      after: changed({ policies: [full, scpWith("again", stop, ["ou-a"])] }),
      expected: [["policy-created"], ["attached"], ["detached"], ["policy-removed"]],
    },
    { given: "nothing", after: changed({}), expected: [] },
  ])("$given", ({ after, expected }) => {
    expect(guardduty(base, after)).toEqual(expected);
  });

  test("leads back where the changes are undone", () => {
    const after = changed({ policies: [full] });
    expect(guardduty(base, after)).toEqual([["detached", "weaker enforced none 111111111111"], ["policy-removed"]]);
    expect(guardduty(after, base)).toEqual([["policy-created"], ["attached", "stronger none enforced 111111111111"]]);
  });

  test("tells another exemption with the same verdict as mixed", () => {
    const other = JSON.parse(JSON.stringify(exceptAdmin).replaceAll("Admin", "Ops")) as unknown[];
    const before = changed({ policies: [full, scpWith("stop", exceptAdmin, ["ou-a"])] });
    const after = changed({ policies: [full, scpWith("stop", other, ["ou-a"])] });
    expect(guardduty(before, after)).toEqual([["policy-edited", "mixed conditional conditional 111111111111"]]);
  });
});

const denyRoot = [
  { Effect: "Deny", Action: "*", Resource: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } },
];
const inRegions = [
  {
    Effect: "Deny",
    NotAction: ["iam:*", "organizations:*"],
    Resource: "*",
    Condition: {
      StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] },
      ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/Admin", "arn:aws:iam::*:role/Ops"] },
    },
  },
];
const withTag = [{ ...stop[0], Condition: { StringNotEquals: { "aws:PrincipalTag/team": ["security"] } } }];
const wider = JSON.parse(
  JSON.stringify(inRegions).replace('"arn:aws:iam::*:role/Ops"', '"arn:aws:iam::*:role/*"'),
) as unknown[];

/** Directions of all effects, of all objectives, change by change; `of` tells how many effects there must be. */
function directions(before: OrganizationReading, after: OrganizationReading) {
  const changes = diffOrganizations(before, after);
  return changeEffects(before, after, changes, options).map((effects, index) => [
    changes[index]?.kind,
    [...new Set(effects?.map(({ direction }) => direction))].sort().join(" "),
    (effects ?? []).length > 0,
  ]);
}

/** A policy beside others that bind the same accounts, so that ways out and verdicts speak of several at once. */
const beside = (name: string, statements: readonly unknown[] | null, targets: readonly string[] = ["ou-a"]) =>
  changed({
    policies: [
      full,
      scpWith("tag", withTag, ["ou-a", "ou-b"]),
      scpWith("except", exceptAdmin, ["r-1"]),
      ...(statements === null ? [] : [scpWith(name, statements, targets)]),
    ],
  });

describe("the direction is that of requests, whatever the ways out are called", () => {
  test.each([
    { name: "root", statements: denyRoot },
    { name: "regions", statements: inRegions },
  ])("$name: attached only ever strengthens, detached only ever weakens", ({ name, statements }) => {
    const [without, unattached] = [beside(name, null), beside(name, statements, [])];
    const attached = beside(name, statements);
    expect(directions(unattached, attached)).toEqual([["attached", "stronger", true]]);
    expect(directions(attached, unattached)).toEqual([["detached", "weaker", true]]);
    expect(directions(without, attached).at(-1)).toEqual(["attached", "stronger", true]);
  });

  test("an exemption that is added weakens, one that is taken away strengthens", () => {
    const [narrow, wide] = [beside("regions", inRegions), beside("regions", wider)];
    expect(directions(narrow, wide)).toEqual([["policy-edited", "weaker", true]]);
    expect(directions(wide, narrow)).toEqual([["policy-edited", "stronger", true]]);
  });

  test("an account that moves below one Deny more is bound by more", () => {
    const before = beside("root", denyRoot);
    const below = { ...before, accounts: before.accounts.map((one) => ({ ...one, parentId: "ou-b" })) };
    const above = { ...before, accounts: before.accounts.map((one) => ({ ...one, parentId: "ou-a" })) };
    expect(directions(below, above).map(([, direction]) => direction)).toEqual(["stronger", "stronger"]);
    expect(directions(above, below).map(([, direction]) => direction)).toEqual(["weaker", "weaker"]);
  });

  test("an attachment beside a policy that nobody could read weakens nothing", () => {
    const unreadable = scpWith("unread", unread("throttled"), ["ou-a"]);
    const [before, after] = [beside("root", denyRoot, []), beside("root", denyRoot)].map((reading) => ({
      ...reading,
      policies: [...reading.policies, unreadable],
    }));
    expect(before).toBeDefined();
    if (before === undefined || after === undefined) return;
    for (const [, direction] of directions(before, after)) expect(["", "stronger"]).toContain(direction);
    for (const [, direction] of directions(after, before)) expect(["", "weaker"]).toContain(direction);
  });
});

test("changes after the 400th are said not to have been looked into, never to have had no effect", () => {
  const detached = (index: number): OrganizationChange => ({
    kind: "detached",
    policyId: `p-absent${index}`,
    name: "absent",
    type: "SERVICE_CONTROL_POLICY",
    targetId: "ou-a",
    targetName: "ou-a",
  });
  const changes = Array.from({ length: 402 }, (_, index) => detached(index));
  const effects = changeEffects(base, base, changes, options);
  expect(effects.slice(0, 400)).toEqual(Array.from({ length: 400 }, () => []));
  expect(effects.slice(400)).toEqual([null, null]);
});
