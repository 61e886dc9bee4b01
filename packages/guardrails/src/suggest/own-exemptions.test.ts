import { describe, expect, test } from "vitest";
import type { WayOutRequirement } from "../coverage/coverage.ts";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { emptyUniverse } from "../testing/universe.ts";
import { isOwnWayOut, ownExemptions } from "./own-exemptions.ts";

const role = (name: string) => `arn:aws:iam::*:role/${name}`;
const own = [{ operator: "ArnNotLike", key: "aws:PrincipalArn", values: [role("Break-*"), role("platform/*")] }];
const being = (values: readonly string[], more: Partial<WayOutRequirement> = {}): WayOutRequirement => ({
  ...{ key: "aws:PrincipalArn", kind: "named-exemption", how: "matches", orAbsent: false },
  ...{ values, ...more },
});
const viaService = being(["true"], { key: "aws:ViaAWSService", kind: "route" });

describe("a way out", () => {
  test.each<[string, WayOutRequirement[], boolean]>([
    ["the whole list", [being(own[0]?.values ?? [])], true],
    ["one of it, in one account", [being(["arn:aws:iam::111122223333:role/Break-*"])], true],
    ["a part of one of it", [being([role("platform/deploy-*")])], true],
    ["the list, and a route", [viaService, being([role("Break-glass")])], true],
    [
      "what two other lists have in common",
      [being([role("Break-*"), role("x")]), being([role("Break-*"), role("y")])],
      true,
    ],
    ["two lists with somebody else in common", [being([role("Break-*"), role("x")]), being([role("x")])], false],
    ["somebody else", [being([role("Admin")])], false],
    ["the list and somebody else", [being([role("Break-*"), role("Admin")])], false],
    ["more than the list", [being([role("B*")])], false],
    ["a route alone", [viaService], false],
    ["nobody of the list", [being([role("Break-*")], { how: "does-not-match" })], false],
    ["the list, or no name at all", [being([role("Break-*")], { orAbsent: true })], false],
    ["nothing", [], false],
  ])("by %s", (_given, requirements, expected) => {
    expect(isOwnWayOut(requirements, own)).toBe(expected);
  });
});

describe("ownExemptions", () => {
  const deny = (list: string[], operator = "ArnNotLike") => ({
    ...{ Effect: "Deny", Action: "s3:*", Resource: "*" },
    Condition: { [operator]: { "aws:PrincipalArn": list } },
  });
  const ownOf = (...statements: object[]) =>
    ownExemptions(
      compileOrganization(
        organizationWith({ policies: statements.map((one, at) => scpWith(`p${at}`, [one], ["r-1"])) }),
        { universe: emptyUniverse },
      ),
    );

  test.each<[string, object[], string[] | undefined]>([
    ["none", [{ Effect: "Deny", Action: "s3:*", Resource: "*" }], undefined],
    [
      "the most used, in any order",
      [deny([role("x")]), deny([role("a"), role("b")]), deny([role("b"), role("a")])],
      [role("a"), role("b")],
    ],
    ["the shorter of two", [deny([role("a"), role("b")]), deny([role("c")])], [role("c")]],
    ["no list that leaves everybody out", [deny(["*"]), deny(["*"]), deny([role("c")])], [role("c")]],
    ["no list of those who are denied", [deny([role("c")], "ArnLike")], undefined],
    ["none of a broken policy", [{ Effect: "Deny" }], undefined],
  ])("%s", (_given, statements, expected) => {
    expect(ownOf(...statements)[0]?.values).toEqual(expected);
  });
});
