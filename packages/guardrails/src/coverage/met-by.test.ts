import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { read } from "../reading.ts";
import { organizationWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { decideOrganization } from "./decide-organization.ts";
import { explainObjective } from "./explain-objective.ts";

const declarative = {
  id: "p-console",
  name: "console",
  type: "DECLARATIVE_POLICY_EC2",
  awsManaged: false,
  content: read('{"ec2_attributes":{"serial_console_access":{"status":{"@@assign":"disabled"}}}}'),
  targetIds: read(["ou-1-a"]),
};
const accounts = { "111111111111": "ou-1-a", "333333333333": "ou-1-a", "444444444444": "r-1" };
const organization = organizationWith({ units: { "ou-1-a": "r-1" }, accounts, policies: [declarative] });
const policyTypes = ["SERVICE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2"].map((type) => ({ type, status: "ENABLED" }));
const reading = { ...organization, root: { ...organization.root, policyTypes } };
const compiled = compileOrganization(reading, { universe: loadUniverse() });
const met = { policyId: "p-console", path: "ec2_attributes.serial_console_access.status", value: "disabled" };

test("accounts that a declarative policy tells apart are classes of their own; the verdict stays that of the policies", () => {
  const { classes } = decideOrganization(compiled, { objectives: ["serial-console", "imdsv2"] });
  const told = classes.map(({ accounts: members, outcomes }) => [
    [...members].sort(),
    outcomes["serial-console"]?.metBy,
    outcomes.imdsv2?.metBy,
  ]);
  expect(told).toEqual([
    [["111111111111", "333333333333"], met, null],
    [["444444444444"], null, null],
  ]);
  expect(new Set(classes.map(({ key }) => key)).size).toBe(2);
  expect(new Set(classes.map(({ outcomes }) => outcomes["serial-console"]?.verdict)).size).toBe(1);
});

test("the page of one account tells it as well", () => {
  expect(explainObjective(compiled, "serial-console", "111111111111")?.metBy).toEqual(met);
  expect(explainObjective(compiled, "serial-console", "444444444444")?.metBy).toBeNull();
});
