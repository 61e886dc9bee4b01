import { DescribeFlowLogsCommand, DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { type FlowLog, type Listing, type Reading, read, type Vpc } from "@sekinin/responsibility";
import { type CollectorContext, callIn, readingOf, required } from "./collector-context.ts";
import type { ListedVpc } from "./ec2-vpcs.ts";
import { readPages } from "./read-pages.ts";
import { ec2Service } from "./services.ts";

/**
 * VPCs with the flow logs on them and on their subnets. Subnets are asked for only where it depends on them: where a
 * VPC has no flow log of its own, and something else in the Region has one.
 */
export async function collectVpcs(
  context: CollectorContext,
  region: string,
  vpcs: Reading<readonly ListedVpc[]>,
): Promise<Listing> {
  const resourceType = "AWS::EC2::VPC";
  if (vpcs.status === "unread") return { resourceType, region, resources: vpcs };
  const logs = await readFlowLogs(context, region);
  const needed = logs.status === "read" ? needsSubnets(vpcs.value, logs.value, context.session.accountId) : false;
  const subnets: Reading<readonly ListedSubnet[]> = needed ? await readSubnets(context, region) : read([]);
  const facts = vpcs.value.map((vpc): Vpc => {
    const inside = subnets.status === "read" ? subnets.value.filter(({ vpcId }) => vpcId === vpc.vpcId) : [];
    const ids = inside.map(({ subnetId }) => subnetId);
    return {
      arn: `arn:${context.session.partition}:ec2:${region}:${vpc.ownerId}:vpc/${vpc.vpcId}`,
      region,
      ...vpc,
      flowLogs:
        logs.status === "unread" ? logs : read(logsOf(vpc.vpcId, subnets.status === "read" ? ids : null, logs.value)),
      subnetIds: subnets.status === "unread" ? subnets : read(ids),
    };
  });
  return { resourceType, region, resources: read(facts) };
}

function needsSubnets(vpcs: readonly ListedVpc[], logs: readonly FlowLog[], accountId: string): boolean {
  const logged = new Set(logs.map(({ resourceId }) => resourceId));
  const onSubnets = logs.some(({ resourceId }) => resourceId.startsWith("subnet-"));
  return onSubnets && vpcs.some(({ vpcId, ownerId }) => ownerId === accountId && !hasGoodLog(vpcId, logs, logged));
}

/** A VPC's own log that records nothing useful does not make its subnets' logs superfluous. */
function hasGoodLog(vpcId: string, logs: readonly FlowLog[], logged: ReadonlySet<string>): boolean {
  if (!logged.has(vpcId)) return false;
  return logs.some(
    ({ resourceId, status, trafficType, deliverLogsStatus }) =>
      resourceId === vpcId && status === "ACTIVE" && trafficType !== "ACCEPT" && deliverLogsStatus !== "FAILED",
  );
}

/** Logs of a VPC and its subnets. Without the list of subnets (null) each subnet's log may be one of its own. */
function logsOf(vpcId: string, subnetIds: readonly string[] | null, logs: readonly FlowLog[]): readonly FlowLog[] {
  const mayBeInside = (id: string) => (subnetIds === null ? id.startsWith("subnet-") : subnetIds.includes(id));
  return logs.filter(({ resourceId }) => resourceId === vpcId || mayBeInside(resourceId));
}

function readFlowLogs(context: CollectorContext, region: string): Promise<Reading<readonly FlowLog[]>> {
  const action = "ec2:DescribeFlowLogs";
  return readingOf(action, async () => {
    const logs = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          client.send(new DescribeFlowLogsCommand({ MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.FlowLogs, next: answer.NextToken };
      },
      ({ FlowLogId }) => FlowLogId,
    );
    return logs.map(({ ResourceId, FlowLogStatus, TrafficType, DeliverLogsStatus }) => ({
      resourceId: required(ResourceId, action),
      status: required(FlowLogStatus, action),
      // Logs of transit gateways have no type of traffic; no VPC is judged by them.
      trafficType: TrafficType ?? "",
      deliverLogsStatus: DeliverLogsStatus ?? null,
    }));
  });
}

type ListedSubnet = { readonly subnetId: string; readonly vpcId: string };

function readSubnets(context: CollectorContext, region: string): Promise<Reading<readonly ListedSubnet[]>> {
  const action = "ec2:DescribeSubnets";
  return readingOf(action, async () => {
    const subnets = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          client.send(new DescribeSubnetsCommand({ MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.Subnets, next: answer.NextToken };
      },
      ({ SubnetId }) => SubnetId,
    );
    return subnets.map(({ SubnetId, VpcId }) => ({
      subnetId: required(SubnetId, action),
      vpcId: required(VpcId, action),
    }));
  });
}
