import { describe, expect, test } from "vitest";
import type { OrganizationReading } from "../organization.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { changeEffects } from "./change-effects.ts";
import { diffOrganizations } from "./diff-organizations.ts";

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
