import { objectiveParameters } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { ParameterForm, parametersOf } from "./parameter-input.ts";

test.each([
  {
    given: "one a line",
    fields: { "value.approvedRegions": "eu-west-1\nap-northeast-1\n" },
    parameters: { approvedRegions: ["eu-west-1", "ap-northeast-1"] },
  },
  {
    given: "commas, doubles, blanks",
    fields: { "value.approvedRegions": " us-gov-west-1, eu-west-1,eu-west-1 、" },
    parameters: { approvedRegions: ["us-gov-west-1", "eu-west-1"] },
  },
  {
    given: "patterns of names",
    fields: { "value.protectedRoles": "security-audit-*\nteam/監査?" },
    parameters: { protectedRoles: ["security-audit-*", "team/監査?"] },
  },
  {
    given: "networks",
    fields: { "value.cidrs": "10.0.0.0/8\n2001:db8::/32" },
    parameters: { cidrs: ["10.0.0.0/8", "2001:db8::/32"] },
  },
  { given: "nothing", fields: { "value.cidrs": " \n" }, parameters: {} },
])("$given", ({ fields, parameters }) => {
  expect(parametersOf(fields)).toEqual({ parameters, problems: [] });
});

test.each([
  { name: "approvedRegions", value: "Tokyo" },
  { name: "approvedRegions", value: "eu-west-1 eu-west-2" },
  { name: "protectedRoles", value: '"x"' },
  { name: "protectedRoles", value: "\ud800" },
  { name: "boundaryArns", value: "policy/Boundary" },
  { name: "approvedOwners", value: "12345" },
  { name: "cidrs", value: "everywhere" },
])("$value is no value of $name", ({ name, value }) => {
  expect(parametersOf({ [`value.${name}`]: value }).problems).toEqual([{ name, value }]);
});

test("a form holds every parameter and nothing else", () => {
  const fields = Object.fromEntries(objectiveParameters.map(({ name }) => [`value.${name}`, ""]));
  const form = { organizationId: "o-abc1234567", ...fields };
  expect(ParameterForm.safeParse(form).success).toBe(true);
  expect(ParameterForm.safeParse({ ...form, "value.other": "" }).success).toBe(false);
  expect(ParameterForm.safeParse({ ...form, "value.cidrs": "1".repeat(3_001) }).success).toBe(false);
});
