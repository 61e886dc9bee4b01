import { expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { controls } from "./controls/index.ts";

test("every control stands in the catalogue, sorted by id, as plain data", () => {
  const entries = catalogue();
  expect(entries.map(({ id }) => id)).toEqual(controls.map(({ id }) => id).sort());
  expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
});

test("an entry has what `sekinin controls` prints", () => {
  expect(catalogue().find(({ id }) => id === "vpc-flow-logs-enabled")).toMatchObject({
    title: { en: "VPC flow logs are on for every VPC", ja: "すべての VPC でフローログが有効になっている" },
    service: "vpc",
    domain: "logging-detection",
    layer: "network-configuration",
    severity: "medium",
    scope: "resource",
    resourceType: "AWS::EC2::VPC",
    permissions: ["ec2:DescribeFlowLogs", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
    mappings: { securityHub: "EC2.6", cis5: "3.7", prowler: "vpc_flow_logs_enabled" },
  });
});

test("permissions only read", () => {
  for (const { permissions } of catalogue()) {
    for (const action of permissions) expect(action).toMatch(/:(Get|List|Describe|Generate)/);
  }
});
