import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, flowLogWith, vpcWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { flowLogsEnabled } from "./flow-logs-enabled.ts";

const logs = (...list: readonly Parameters<typeof flowLogWith>[0][]) => ({ flowLogs: read(list.map(flowLogWith)) });
const isDefault = false;
const subnets = read(["subnet-1", "subnet-2"]);

test.each([
  { given: "all traffic", vpc: logs({}), expected: pass() },
  { given: "rejected traffic", vpc: logs({ trafficType: "REJECT" }), expected: pass() },
  { given: "no word of delivery", vpc: logs({ deliverLogsStatus: null }), expected: pass() },
  { given: "a broken log beside a good one", vpc: logs({ deliverLogsStatus: "FAILED" }, {}), expected: pass() },
  { given: "none", vpc: logs(), expected: fail("no-flow-log", { isDefault }) },
  { given: "another VPC's", vpc: logs({ resourceId: "vpc-other" }), expected: fail("no-flow-log", { isDefault }) },
  {
    given: "none on the default VPC",
    vpc: { ...logs(), isDefault: true },
    expected: fail("no-flow-log", { isDefault: true }),
  },
  {
    given: "accepted traffic only",
    vpc: logs({ trafficType: "ACCEPT" }),
    expected: fail("accept-only", { isDefault }),
  },
  {
    given: "failing delivery",
    vpc: logs({ deliverLogsStatus: "FAILED" }),
    expected: fail("delivery-failed", { isDefault }),
  },
  { given: "not active", vpc: logs({ status: "PENDING" }), expected: fail("not-active", { isDefault }) },
  {
    given: "several broken ones: the nearest to good is named",
    vpc: logs({ status: "PENDING" }, { deliverLogsStatus: "FAILED" }),
    expected: fail("delivery-failed", { isDefault }),
  },
  {
    given: "every subnet",
    vpc: { ...logs({ resourceId: "subnet-1" }, { resourceId: "subnet-2" }), subnetIds: subnets },
    expected: pass({ flowLogsOn: "subnets" }),
  },
  {
    given: "one subnet left out",
    vpc: { ...logs({ resourceId: "subnet-1" }), subnetIds: subnets },
    expected: fail("subnets-left-out", { isDefault, subnetsWithout: 1 }),
  },
  {
    given: "a subnet with a broken log",
    vpc: { ...logs({ resourceId: "subnet-1" }, { resourceId: "subnet-2", trafficType: "ACCEPT" }), subnetIds: subnets },
    expected: fail("subnets-left-out", { isDefault, subnetsWithout: 1 }),
  },
  { given: "an interface only", vpc: logs({ resourceId: "eni-1" }), expected: fail("no-flow-log", { isDefault }) },
  {
    given: "subnets that we may not list",
    vpc: { ...logs({ resourceId: "subnet-1" }), subnetIds: unread("access-denied", "ec2:DescribeSubnets") },
    expected: unknown({ code: "access-denied", action: "ec2:DescribeSubnets" }),
  },
  {
    given: "unread subnets that do not matter",
    vpc: { ...logs({}), subnetIds: unread("access-denied") },
    expected: pass(),
  },
  { given: "unread flow logs", vpc: { flowLogs: unread("throttled") }, expected: unknown({ code: "throttled" }) },
  {
    given: "a VPC of another account",
    vpc: { ...logs(), ownerId: "444455556666" },
    expected: notApplicable("shared-vpc"),
  },
])("$given: $expected.verdict", ({ vpc, expected }) => {
  expect(flowLogsEnabled.decide(vpcWith(vpc), contextWith())).toEqual(expected);
});
