import { describe, expect, test } from "vitest";
import { loadUniverse } from "../universe/load-universe.ts";
import { core, defineObjective, hardening, when } from "./define-objective.ts";
import { type ExpandedObjective, expandObjective } from "./expand-objective.ts";
import type { ObjectiveParameters, RequestPattern } from "./objective.ts";

const universe = loadUniverse();

function expand(requests: readonly RequestPattern[], parameters: ObjectiveParameters = {}): ExpandedObjective {
  const objective = defineObjective({
    id: "made-up",
    domain: "governance",
    title: { en: "Made up", ja: "作り物" },
    requests,
    exemptions: [],
    references: [],
  });
  return expandObjective(objective, parameters, { id: "o-exampleorg", partition: "aws-cn" }, universe);
}

function atomsOf(...given: Parameters<typeof expand>) {
  const made = expand(...given);
  if ("missing" in made) throw new Error(`missing ${made.missing.join(", ")}`);
  return made.atoms;
}

describe("resources", () => {
  test("all that a call is authorised against stand together, the form narrows the one that fits", () => {
    const [atom] = atomsOf([core(["ec2:RunInstances"], { on: ["arn:*:ec2:*:*:instance/i-*"] })]);
    expect(atom?.resources.map(({ type, patterns }) => [type, patterns])).toEqual([
      ["instance", ["arn:aws-cn:ec2:*:*:instance/i-*"]],
      ["image", ["arn:aws-cn:ec2:*::image/*"]],
      ["network-interface", ["arn:aws-cn:ec2:*:*:network-interface/*"]],
      ["security-group", ["arn:aws-cn:ec2:*:*:security-group/*"]],
      ["subnet", ["arn:aws-cn:ec2:*:*:subnet/*"]],
    ]);
  });

  test("each form is a question of its own; forms that an action does not have are left out", () => {
    const forms = ["arn:*:account::*:account", "arn:*:account::*:account/o-*/*"];
    const atoms = atomsOf([core(["account:PutContactInformation", "account:StartPrimaryEmailUpdate"], { on: forms })]);
    expect(atoms.map(({ action, resources }) => `${action} ${resources[0]?.type}`)).toEqual([
      "account:PutContactInformation account",
      "account:PutContactInformation accountInOrganization",
      "account:StartPrimaryEmailUpdate accountInOrganization",
    ]);
  });

  test("IAM's are the account's own; an action without types is asked about any", () => {
    const [role, leave] = atomsOf([core(["iam:DeleteRole", "organizations:LeaveOrganization"])]);
    expect(role?.resources).toEqual([{ type: "role", patterns: ["arn:aws-cn:iam::{account}:role/*"], except: [] }]);
    expect(leave?.resources).toEqual([{ type: null, patterns: ["*"], except: [] }]);
  });

  test("a bucket is no object", () => {
    const on = ["arn:*:s3:::b/*"];
    expect(atomsOf([core(["s3:DeleteObject"], { on })])[0]?.resources[0]?.type).toBe("object");
  });
});

describe("parameters", () => {
  const request = core(["iam:DeleteRole"], { on: ["arn:*:iam::*:role/{protectedRoles}"] });

  test("each value is a form of its own", () => {
    const atoms = atomsOf([request], { protectedRoles: ["a", "b-*"] });
    expect(atoms.map(({ resources }) => resources[0]?.patterns[0])).toEqual([
      "arn:aws-cn:iam::{account}:role/a",
      "arn:aws-cn:iam::{account}:role/b-*",
    ]);
  });

  test("an ARN is taken for the name in it", () => {
    const atoms = atomsOf([request], { protectedRoles: ["arn:aws-cn:iam::111122223333:role/a", "$&"] });
    expect(atoms.map(({ resources }) => resources[0]?.patterns[0])).toEqual([
      "arn:aws-cn:iam::{account}:role/a",
      "arn:aws-cn:iam::{account}:role/$&",
    ]);
  });

  test("in a condition its values are alternatives, and the organisation's id is filled in", () => {
    const [atom] = atomsOf(
      [
        core(["s3:CreateBucket"], {
          when: [
            when("StringNotEquals", "aws:RequestedRegion", "{approvedRegions}"),
            when("StringEquals", "aws:PrincipalOrgID", "{orgId}"),
            when("StringEquals", "aws:username", "${aws:username}"),
          ],
        }),
      ],
      { approvedRegions: ["eu-west-1", "eu-central-1"] },
    );
    expect(atom?.conditions.map(({ values }) => values)).toEqual([
      ["eu-west-1", "eu-central-1"],
      ["o-exampleorg"],
      ["${aws:username}"],
    ]);
  });

  test.each([[{}], [{ protectedRoles: [] }], [{ toString: ["x"] }]])("none given: missing (%j)", (given) => {
    expect(expand([request], given)).toEqual({ missing: ["protectedRoles"] });
  });

  test("hardening alone goes without", () => {
    const made = expand([core(["iam:CreateRole"]), hardening(["iam:DeleteRole"], { on: request.resources })]);
    expect("atoms" in made && made.atoms.map(({ action }) => action)).toEqual(["iam:CreateRole"]);
  });

  test("a service that AWS does not have is asked about as it is written", () => {
    const atoms = atomsOf([core(["{unapprovedServices}:*"])], { unapprovedServices: ["gamelfit", "gamelift"] });
    expect(atoms.map(({ action }) => action).filter((action) => !action.startsWith("gamelift:"))).toEqual([
      "gamelfit:*",
    ]);
    expect(atoms.length).toBeGreaterThan(50);
  });
});

describe("actions that stand for many", () => {
  const everything = core(["*"], { exceptActions: ["ec2:Describe*"] });

  test("each for itself, but for those left out, on any resource, sharing what they hold", () => {
    const atoms = atomsOf([everything]);
    expect(atoms.length).toBeGreaterThan(20_000);
    expect(atoms.some(({ action }) => action.startsWith("ec2:Describe"))).toBe(false);
    expect(new Set(atoms.map(({ id }) => id)).size).toBe(atoms.length);
    expect(new Set(atoms.map(({ resources }) => resources)).size).toBe(1);
    expect(new Set(atoms.map(({ conditions }) => conditions)).size).toBe(1);
    expect(atoms[0]?.resources).toEqual([{ type: null, patterns: ["*"], except: [] }]);
  });

  test("of strangers only where a resource is named", () => {
    const atoms = atomsOf([core(["s3:*"], { by: ["member", "external"] })]);
    const listers = atoms.filter(({ action }) => action === "s3:ListAllMyBuckets").map(({ principals }) => principals);
    expect(listers).toEqual(["member"]);
    expect(atoms.filter(({ action }) => action === "s3:GetObject")).toHaveLength(2);
  });
});

describe("requests that cannot exist", () => {
  test.each([
    ["Bool", 0],
    ["BoolIfExists", 1],
    ["Null", 1],
  ])("%s on a key that the action never carries: %i atoms", (operator, count) => {
    const request = core(["rds:CreateGlobalCluster"], { when: [when(operator, "rds:StorageEncrypted", "true")] });
    expect(atomsOf([request])).toHaveLength(count);
  });

  test("tags are carried where the table lists them", () => {
    const tagged = (action: string) =>
      atomsOf([core([action], { when: [when("StringEquals", "aws:RequestTag/a", "b")] })]);
    expect([tagged("iam:CreateRole").length, tagged("iam:DeleteRole").length]).toEqual([1, 0]);
  });
});
