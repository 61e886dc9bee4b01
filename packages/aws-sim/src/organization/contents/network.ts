import type { FlowLog, Subnet, Vpc } from "@aws-sdk/client-ec2";
import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";

export type NetworkContents = {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly flowLogs: readonly FlowLog[];
};

const hex = (plot: Plot, prefix: string, ...keys: readonly (string | number)[]) =>
  `${prefix}-0${plot.random(prefix, ...keys).text(16)}`;

/** VPCs of one Region with subnets and flow logs: `main` VPCs of the account's own, and the default one where nobody deleted it. */
export function plantNetwork(
  plot: Plot,
  region: string,
  has: { own: boolean; default: boolean; shared: boolean },
): NetworkContents {
  const vpcs: Vpc[] = [];
  const subnets: Subnet[] = [];
  const flowLogs: FlowLog[] = [];
  const add = (key: string, isDefault: boolean, ownerId: string) => {
    const vpc = vpcOf(plot, region, key, isDefault, ownerId);
    const inside = subnetsOf(plot, region, vpc, isDefault);
    vpcs.push(vpc);
    subnets.push(...inside);
    flowLogs.push(...plantFlowLogs(plot, region, vpc, inside));
  };
  if (has.own) add("main", false, plot.accountId);
  if (has.default) add("default", true, plot.accountId);
  if (has.shared) add("shared", false, plot.settings.managementAccountId);
  return { vpcs, subnets, flowLogs };
}

function vpcOf(plot: Plot, region: string, key: string, isDefault: boolean, ownerId: string): Vpc & { VpcId: string } {
  return {
    VpcId: hex(plot, "vpc", region, key),
    OwnerId: ownerId,
    IsDefault: isDefault,
    State: "available",
    InstanceTenancy: "default",
    CidrBlock: isDefault ? "172.31.0.0/16" : `10.${plot.random("cidr", region, key).integer(0, 255)}.0.0/16`,
    DhcpOptionsId: hex(plot, "dopt", region),
    Tags: [{ Key: "Name", Value: plot.named(isDefault ? "default" : `${plot.plan.slug}-${key}`, "xml") }],
  };
}

function subnetsOf(plot: Plot, region: string, vpc: Vpc & { VpcId: string }, isDefault: boolean): Subnet[] {
  const block = (vpc.CidrBlock ?? "10.0.0.0/16").split(".").slice(0, 2).join(".");
  return ["a", "b", "c"].map((zone, index) => {
    const id = hex(plot, "subnet", vpc.VpcId, zone);
    return {
      SubnetId: id,
      SubnetArn: `arn:aws:ec2:${region}:${vpc.OwnerId ?? plot.accountId}:subnet/${id}`,
      VpcId: vpc.VpcId,
      OwnerId: vpc.OwnerId,
      State: "available",
      AvailabilityZone: `${region}${zone}`,
      CidrBlock: `${block}.${index * 16}.0/20`,
      AvailableIpAddressCount: 4091 - index * 37,
      DefaultForAz: isDefault,
      MapPublicIpOnLaunch: isDefault,
      Tags: [],
    };
  });
}

type LogShape = Pick<FlowLog, "TrafficType" | "FlowLogStatus" | "DeliverLogsStatus">;
const good: LogShape = { TrafficType: "ALL", FlowLogStatus: "ACTIVE", DeliverLogsStatus: "SUCCESS" };

function plantFlowLogs(
  plot: Plot,
  region: string,
  vpc: Vpc & { VpcId: string },
  subnets: readonly Subnet[],
): readonly FlowLog[] {
  const arn = `arn:aws:ec2:${region}:${vpc.OwnerId}:vpc/${vpc.VpcId}`;
  const log = (resourceId: string, shape: LogShape) => flowLog(plot, resourceId, shape);
  const plant = (verdict: "pass" | "fail" | "not-applicable") =>
    plot.plant("vpc-flow-logs-enabled", region, arn, verdict);
  if (vpc.OwnerId !== plot.accountId) {
    plant("not-applicable");
    return [];
  }
  const everySubnet = subnets.map((subnet) => log(subnet.SubnetId ?? "", good));
  const draws = plot.random("flow-log", vpc.VpcId);
  // Nobody thinks of flow logs for the VPC that came with the account.
  if (plot.mistake(`flow-log ${vpc.VpcId}`, vpc.IsDefault === true ? 0.6 : 0.2)) {
    plant("fail");
    return draws.pick([
      [],
      [],
      [log(vpc.VpcId, { ...good, TrafficType: "ACCEPT" })],
      [log(vpc.VpcId, { ...good, DeliverLogsStatus: "FAILED" })],
      everySubnet.slice(1),
    ]);
  }
  plant("pass");
  return draws.pick([
    [log(vpc.VpcId, good)],
    [log(vpc.VpcId, good)],
    [log(vpc.VpcId, { TrafficType: "REJECT", FlowLogStatus: "ACTIVE" })],
    [log(vpc.VpcId, { ...good, DeliverLogsStatus: "FAILED" }), log(vpc.VpcId, good)],
    everySubnet,
  ]);
}

function flowLog(plot: Plot, resourceId: string, shape: LogShape): FlowLog {
  const key = `${resourceId} ${shape.TrafficType ?? ""} ${shape.DeliverLogsStatus ?? ""}`;
  return {
    FlowLogId: hex(plot, "fl", key),
    ResourceId: resourceId,
    ...shape,
    ...(shape.DeliverLogsStatus === "FAILED" ? { DeliverLogsErrorMessage: "Access error" } : {}),
    LogDestinationType: "s3",
    LogDestination: `arn:aws:s3:::${plot.settings.company}-flow-logs`,
    MaxAggregationInterval: 600,
    CreationTime: daysBefore(plot.settings, plot.random("fl-age", key).integer(3, 900)),
    Tags: [],
  };
}
