import { describe, expect, test } from "vitest";
import { loadUniverse } from "./load-universe.ts";

const universe = loadUniverse();

describe("an action", () => {
  test("has its resource types, which ones every call names, and the keys of each", () => {
    const run = universe.action("ec2:RunInstances");
    const types = new Map(run?.resourceTypes.map((type) => [type.name, type]));
    expect(run?.resourceTypes.filter((type) => type.isRequired).map((type) => type.name)).toEqual(
      expect.arrayContaining(["image", "instance", "network-interface", "security-group", "subnet"]),
    );
    expect(types.get("image")?.arns).toEqual(["arn:*:ec2:*::image/*"]);
    expect(types.get("instance")?.keys).toContain("ec2:metadatahttptokens");
    expect(types.get("image")?.keys).not.toContain("ec2:metadatahttptokens");
    expect(types.get("volume")?.isRequired).toBe(false);
    expect(types.get("volume")?.keys).toContain("ec2:encrypted");
  });

  test("takes keys of its resource type that it does not list itself", () => {
    const action = universe.action("rds:CreateDBInstance");
    expect(action?.keys).not.toContain("rds:storageencrypted");
    expect(action?.resourceTypes.find(({ name }) => name === "db")?.keys).toContain("aws:resourcetag/");
  });

  test.each(["guardduty:DeleteDetector", "GUARDDUTY:deletedetector"])("is found without case: %s", (name) => {
    expect(universe.action(name)?.name).toBe("guardduty:DeleteDetector");
  });

  test.each(["s3:GetObjekt", "nosuch:Thing", "s3", "", "s3:", ":GetObject", "constructor:x"])(
    "is unknown: %s",
    (name) => {
      expect(universe.action(name)).toBeUndefined();
    },
  );
});

describe("patterns", () => {
  test.each([
    ["guardduty:DeleteDetector", 1],
    ["guardduty:deletedetect?r", 1],
    ["guardduty:Delete*Set", 4],
    ["*:LeaveOrganization", 1],
    ["guardduty:NoSuch*", 0],
    ["nosuch:*", 0],
    ["", 0],
  ])("%s matches %i", (pattern, count) => {
    expect(universe.matching(pattern)).toHaveLength(count);
  });

  test("a lone star is every action of every service", () => {
    const all = universe.services.flatMap((service) => universe.actionsOf(service));
    expect(all.length).toBeGreaterThan(20_000);
    expect(universe.matching("*")).toHaveLength(all.length);
    expect(universe.matching("*:*")).toHaveLength(all.length);
  });
});

describe("keys", () => {
  test.each([
    ["s3", "s3:x-amz-acl", { name: "s3:x-amz-acl", kind: "text", hasSeveralValues: false }],
    ["s3", "s3:existingobjecttag/", { name: "s3:ExistingObjectTag/", kind: "text", hasSeveralValues: false }],
    ["ec2", "ec2:encrypted", { name: "ec2:Encrypted", kind: "boolean", hasSeveralValues: false }],
    ["lambda", "lambda:subnetids", { name: "lambda:SubnetIds", kind: "text", hasSeveralValues: true }],
  ])("of a service: %s %s", (service, key, expected) => {
    expect(universe.keysOf(service).get(key)).toEqual(expected);
  });

  test("that are global", () => {
    expect(universe.globalKeys.get("aws:principalarn")).toMatchObject({ name: "aws:PrincipalArn", kind: "arn" });
    expect(universe.globalKeys.get("aws:principaltag/")?.name).toBe("aws:PrincipalTag/");
    expect(universe.globalKeys.get("aws:sourceip")?.kind).toBe("address");
    expect(universe.globalKeys.get("aws:calledvia")?.hasSeveralValues).toBe(true);
  });

  test("of an unknown service are none", () => expect(universe.keysOf("nosuch").size).toBe(0));
});

test("tells the services that resource control policies cover, and its date", () => {
  expect(universe.date).toBe("2026-09-26");
  expect(universe.resourceControlled.services.size).toBe(62);
  expect(universe.resourceControlled.services.has("s3")).toBe(true);
  expect(universe.resourceControlled.services.has("ec2")).toBe(false);
});
