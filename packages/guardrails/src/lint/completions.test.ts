import { describe, expect, test } from "vitest";
import { loadUniverse } from "../universe/load-universe.ts";
import { type CompletionPlace, completionsAt } from "./completions.ts";
import { editDistance, nearest, nearestActions, nearestKeys, nearestServices } from "./near-spellings.ts";

const universe = loadUniverse();
const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const labels = (place: CompletionPlace, type = scp) => completionsAt(place, type, universe).map(({ label }) => label);

describe("completions", () => {
  test.each<{ given: string; place: CompletionPlace; type?: string; has: string[]; lacks: string[] }>([
    { given: "the start of a service", place: { at: "action", text: "guard" }, has: ["guardduty:"], lacks: ["s3:"] },
    {
      given: "a service in an RCP",
      place: { at: "action", text: "" },
      type: rcp,
      has: ["dynamodb:"],
      lacks: ["ec2:", "guardduty:"],
    },
    {
      given: "the start of an action",
      place: { at: "action", text: "guardduty:Delete" },
      has: ["guardduty:DeleteDetector"],
      lacks: ["guardduty:CreateDetector"],
    },
    { given: "the middle of an action", place: { at: "action", text: "guardduty:*" }, has: ["guardduty:*"], lacks: [] },
    {
      given: "a key of one action",
      place: { at: "key", text: "", actions: ["s3:PutObject"], operator: "StringEquals" },
      has: ["s3:x-amz-acl"],
      lacks: ["s3:prefix", "aws:SourceIp"],
    },
    {
      given: "a key that no action restricts",
      place: { at: "key", text: "aws:principal", actions: [], operator: "ArnNotLike" },
      has: ["aws:PrincipalArn"],
      lacks: ["aws:PrincipalTag/"],
    },
    {
      given: "a key for an operator of addresses",
      place: { at: "key", text: "", actions: ["s3:GetObject"], operator: "NotIpAddress" },
      has: ["aws:SourceIp"],
      lacks: ["s3:x-amz-acl"],
    },
    { given: "an operator", place: { at: "operator", text: "arnnot" }, has: ["ArnNotLike"], lacks: ["ArnLike"] },
    {
      given: "an element of an SCP",
      place: { at: "element", text: "", present: ["Effect"] },
      has: ["NotAction", "Condition"],
      lacks: ["Effect", "Principal"],
    },
    {
      given: "an element of an RCP",
      place: { at: "element", text: "", present: [] },
      type: rcp,
      has: ["Principal"],
      lacks: ["NotAction"],
    },
    {
      given: "a resource",
      place: { at: "resource", text: "arn", actions: ["ec2:TerminateInstances"] },
      has: ["arn:*:ec2:*:*:instance/*"],
      lacks: ["arn:*:ec2:*:*:volume/*"],
    },
  ])("$given", ({ place, type, has, lacks }) => {
    const found = labels(place, type);
    expect(found).toEqual(expect.arrayContaining(has));
    for (const label of lacks) expect(found).not.toContain(label);
    expect(found.length).toBeLessThanOrEqual(100);
  });

  test("an unknown service offers nothing", () => expect(labels({ at: "action", text: "nosuch:" })).toEqual([]));
});

describe("near spellings", () => {
  test.each([
    ["s3:GetObjekt", "s3:GetObject"],
    ["s3:getobjcet", "s3:GetObject"],
    ["guarduty:DeleteDetector", "guardduty:DeleteDetector"],
    ["iam:CreateRoles", "iam:CreateRole"],
    ["cloudtrail:StopLoging", "cloudtrail:StopLogging"],
    ["config:PutConfigRecorder", "config:PutConfigurationRecorder"],
    ["ec2:AuthorizeSecGroupIngress", "ec2:AuthorizeSecurityGroupIngress"],
  ])("%s is nearest to %s", (name, expected) => {
    expect(nearestActions(universe, name)[0]).toBe(expected);
  });

  test.each(["s3:Xyzzy", "s3", "", "s3:Get*", ":", "a".repeat(10_000)])("%s is near nothing", (name) => {
    expect(nearestActions(universe, name)).toEqual([]);
  });

  test.each([
    ["aws:PrincipalARN", "aws:PrincipalArn"],
    ["aws:RequestedRegoin", "aws:RequestedRegion"],
    ["aws:PrincpalTag/team", "aws:PrincipalTag/team"],
    ["s3:x-amz-acI", "s3:x-amz-acl"],
  ])("the key %s is near %s", (key, expected) => {
    expect(nearestKeys(universe, key, ["s3"])).toContain(expected);
  });

  test("services", () => expect(nearestServices(universe, "cloudtrial")).toContain("cloudtrail"));

  test.each([
    ["abc", "abc", 0],
    ["abc", "acb", 1],
    ["abc", "ab", 1],
    ["abc", "xyz", 3],
    ["abc", "abcdefgh", 4],
    ["", "ab", 2],
  ])("%s and %s differ by %i", (left, right, distance) => {
    expect(editDistance(left, right, 3)).toBe(distance);
    expect(editDistance(right, left, 3)).toBe(distance);
  });

  test("nothing is near a long text", () => expect(nearest("a".repeat(129), ["a".repeat(129)], 1)).toEqual([]));
});
