import { describe, expect, test } from "vitest";
import { parseRegions, RolesInput, rolesProblems, SettingsInput } from "./connection-input.ts";

const arn = "arn:aws:iam::111122223333:role/SekininManagementRead";
const connectionId = "0192f0c4-7c1e-4b0e-8a53-5d7a3e1b2c3d";

describe("roles", () => {
  test.each([
    { given: arn, name: "SekininRead", expected: {} },
    { given: "arn:aws-cn:iam::111122223333:role/path/Name", name: "a", expected: {} },
    { given: "", name: "SekininRead", expected: { managementRoleArn: "not-a-role-arn" } },
    { given: "arn:aws:iam::111122223333:user/x", name: "a", expected: { managementRoleArn: "not-a-role-arn" } },
    { given: "arn:aws:iam::999999999999:role/x", name: "a", expected: { managementRoleArn: "own-account" } },
    { given: `${arn}\n`, name: "a", expected: { managementRoleArn: "not-a-role-arn" } },
    { given: arn, name: "path/SekininRead", expected: { memberRoleName: "not-a-role-name" } },
    {
      given: "<script>",
      name: "",
      expected: { managementRoleArn: "not-a-role-arn", memberRoleName: "not-a-role-name" },
    },
  ])("$given, $name", ({ given, name, expected }) => {
    const problems = rolesProblems({ managementRoleArn: given, memberRoleName: name }, "999999999999");
    expect(problems).toEqual(expected);
  });

  test("an external id from a request is refused: it is made by us", () => {
    const input = { connectionId, managementRoleArn: arn, memberRoleName: "a" };
    expect(RolesInput.safeParse(input).success).toBe(true);
    expect(RolesInput.safeParse({ ...input, externalId: "mine" }).success).toBe(false);
    expect(RolesInput.safeParse({ ...input, state: "ready" }).success).toBe(false);
  });
});

test.each([
  { hour: "", expected: null },
  { hour: "0", expected: 0 },
  { hour: "23", expected: 23 },
])("hour $hour", ({ hour, expected }) => {
  const parsed = SettingsInput.parse({ connectionId, scheduleHour: hour, regions: "" });
  expect(parsed.scheduleHour).toBe(expected);
});

test.each(["24", "-1", "1.5", "noon", "007"])("hour %s is refused", (scheduleHour) => {
  expect(SettingsInput.safeParse({ connectionId, scheduleHour, regions: "" }).success).toBe(false);
});

test.each([
  { text: "", regions: [], bad: [] },
  { text: "eu-west-1", regions: ["eu-west-1"], bad: [] },
  {
    text: " eu-west-1,ap-northeast-1、us-gov-west-1 eu-west-1",
    regions: ["eu-west-1", "ap-northeast-1", "us-gov-west-1"],
    bad: [],
  },
  { text: "eu-west-1, Ireland, eu-west", regions: ["eu-west-1"], bad: ["Ireland", "eu-west"] },
])("$text", ({ text, regions, bad }) => {
  expect(parseRegions(text)).toEqual({ regions, bad });
});
