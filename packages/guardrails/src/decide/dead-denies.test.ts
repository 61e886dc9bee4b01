import { describe, expect, test } from "vitest";
import type { CoverageVerdict } from "../coverage/coverage.ts";
import { decideAlone, explainObjective } from "../coverage/explain-objective.ts";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { organizationWith, scpWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";

const account = "111122223333";
const universe = loadUniverse();
const fullAccess = scpWith("full", [{ Effect: "Allow", Action: "*", Resource: "*" }], ["r-1", account]);

function verdict(id: string, statements: readonly object[]): readonly (CoverageVerdict | undefined)[] {
  const reading = organizationWith({
    accounts: { [account]: "r-1" },
    policies: [fullAccess, scpWith("deny", statements, ["r-1"])],
  });
  const compiled = compileOrganization(reading, { universe });
  return [explainObjective(compiled, id, account)?.verdict, decideAlone(compiled, id, account)?.verdict];
}

const run = { Effect: "Deny", Action: "ec2:RunInstances" };
const noVolumes = { Effect: "Deny", Action: "ec2:CreateVolume", Resource: "*" };
const unencrypted = { Bool: { "ec2:Encrypted": "false" } };

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html */
describe("a Deny that asks for a volume's encryption", () => {
  test.each<readonly [string, unknown, object, CoverageVerdict]>([
    ["on volumes stops", "arn:aws:ec2:*:*:volume/*", unencrypted, "enforced"],
    ["on everything stops", "*", unencrypted, "enforced"],
    ["on images is dead", "arn:aws:ec2:*::image/*", unencrypted, "partial"],
    [
      "on images and instances is dead",
      ["arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:instance/*"],
      unencrypted,
      "partial",
    ],
    [
      "on images, IfExists, stops",
      "arn:aws:ec2:*::image/*",
      { BoolIfExists: { "ec2:Encrypted": "false" } },
      "enforced",
    ],
    ["on images and volumes stops", ["arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:volume/*"], unencrypted, "enforced"],
    ["on images written with an account is dead", "arn:aws:ec2:*:*:image/*", unencrypted, "partial"],
    ["on whatever begins so stops", "arn:aws:ec2:*", unencrypted, "enforced"],
  ])("%s", (_given, Resource, Condition, expected) => {
    const found = verdict("ebs-unencrypted", [{ ...run, Resource, Condition }, noVolumes]);
    expect(found).toEqual([expected, expected]);
  });
});

test("a star in the place of an image's empty account names images", () => {
  const written = {
    ...run,
    Resource: "arn:aws:ec2:*:*:image/*",
    Condition: { StringNotEquals: { "ec2:Owner": "amazon" } },
  };
  const reading = organizationWith({
    accounts: { [account]: "r-1" },
    policies: [fullAccess, scpWith("deny", [written], ["r-1"])],
  });
  const compiled = compileOrganization(reading, { universe, parameters: { approvedOwners: ["amazon"] } });
  expect(explainObjective(compiled, "approved-ami", account)?.verdict).toBe("enforced");
});

test("on no resource that it names: everything but", () => {
  const other = { ...run, NotResource: "arn:aws:ec2:*:*:volume/*", Condition: unencrypted };
  // Nobody reads off a NotResource which types it leaves: it is taken for one that may match.
  expect(verdict("ebs-unencrypted", [other, noVolumes])[0]).not.toBe("none");
});
