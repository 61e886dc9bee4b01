import type {
  DescribeFlowLogsResult,
  DescribeInstancesResult,
  DescribeManagedPrefixListsResult,
  DescribeRegionsResult,
  DescribeSecurityGroupsResult,
  DescribeSubnetsResult,
  DescribeVpcsResult,
  GetEbsEncryptionByDefaultResult,
  GetManagedPrefixListEntriesResult,
} from "@aws-sdk/client-ec2";
import { defaultRegions, optInRegions } from "../organization/regions.ts";
import { SimulatedError } from "../wire/handler.ts";
import type { PagedOperation } from "../wire/page-sizes.ts";
import { paginate } from "../wire/paginate.ts";
import { filtered } from "./filters.ts";
import { type Context, contentsHere, ownerOf, type ServiceHandlers, textIn, textsIn } from "./simulated.ts";

type Input = Record<string, unknown>;

export const ec2: ServiceHandlers = {
  DescribeRegions: (context, input) => {
    const wanted = textsIn(input, "RegionNames");
    const regions = [...defaultRegions, ...optInRegions].map((RegionName) => ({
      RegionName,
      Endpoint: `ec2.${RegionName}.amazonaws.com`,
      OptInStatus: defaultRegions.some((name) => name === RegionName)
        ? "opt-in-not-required"
        : context.account.enabledRegions.has(RegionName)
          ? "opted-in"
          : "not-opted-in",
    }));
    const here = regions.filter(
      ({ RegionName }) =>
        (input.AllRegions === true || context.account.enabledRegions.has(RegionName)) &&
        (wanted?.includes(RegionName) ?? true),
    );
    const fields = { "region-name": regionName, "opt-in-status": optInStatus };
    return { Regions: [...filtered(here, input.Filters, fields)] } satisfies DescribeRegionsResult;
  },
  GetEbsEncryptionByDefault: (context) =>
    ({
      EbsEncryptionByDefault: contentsHere(context).ebsEncryptionByDefault,
      SseType: "sse-ebs",
    }) satisfies GetEbsEncryptionByDefaultResult,
  DescribeVpcs: (context, input) => {
    const vpcs = filtered(
      asked(contentsHere(context).vpcs, input, "VpcIds", (vpc) => vpc.VpcId, "InvalidVpcID.NotFound"),
      input.Filters,
      {
        "vpc-id": (vpc) => vpc.VpcId,
        "owner-id": (vpc) => vpc.OwnerId,
        "is-default": (vpc) => vpc.IsDefault,
        isDefault: (vpc) => vpc.IsDefault,
        state: (vpc) => vpc.State,
      },
    );
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeVpcs", vpcs);
    return { Vpcs: items, NextToken: nextToken } satisfies DescribeVpcsResult;
  },
  DescribeSubnets: (context, input) => {
    const subnets = filtered(
      asked(contentsHere(context).subnets, input, "SubnetIds", (subnet) => subnet.SubnetId, "InvalidSubnetID.NotFound"),
      input.Filters,
      {
        "vpc-id": (subnet) => subnet.VpcId,
        "owner-id": (subnet) => subnet.OwnerId,
        "subnet-id": (subnet) => subnet.SubnetId,
        "availability-zone": (subnet) => subnet.AvailabilityZone,
        state: (subnet) => subnet.State,
      },
    );
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeSubnets", subnets);
    return { Subnets: items, NextToken: nextToken } satisfies DescribeSubnetsResult;
  },
  DescribeFlowLogs: (context, input) => {
    // Of all EC2 calls only this one spells it `Filter`.
    const logs = filtered(contentsHere(context).flowLogs, input.Filter, {
      "flow-log-id": (log) => log.FlowLogId,
      "resource-id": (log) => log.ResourceId,
      "traffic-type": (log) => log.TrafficType,
      "deliver-log-status": (log) => log.DeliverLogsStatus,
      "log-destination-type": (log) => log.LogDestinationType,
    });
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeFlowLogs", logs);
    return { FlowLogs: items, NextToken: nextToken } satisfies DescribeFlowLogsResult;
  },
  DescribeInstances: (context, input) => {
    const instances = filtered(
      asked(
        contentsHere(context).instances,
        input,
        "InstanceIds",
        (instance) => instance.InstanceId,
        "InvalidInstanceID.NotFound",
      ),
      input.Filters,
      {
        "instance-id": (instance) => instance.InstanceId,
        "vpc-id": (instance) => instance.VpcId,
        "instance-state-name": (instance) => instance.State?.Name,
        "metadata-options.http-tokens": (instance) => instance.MetadataOptions?.HttpTokens,
      },
    );
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeInstances", instances);
    const reservations = items.map((instance) => ({
      ReservationId: `r-${instance.InstanceId?.slice(2) ?? ""}`,
      OwnerId: context.account.id,
      Instances: [instance],
    }));
    return { Reservations: reservations, NextToken: nextToken } satisfies DescribeInstancesResult;
  },
  DescribeSecurityGroups: (context, input) => {
    const groups = filtered(
      asked(contentsHere(context).securityGroups, input, "GroupIds", (group) => group.GroupId, "InvalidGroup.NotFound"),
      input.Filters,
      {
        "group-id": (group) => group.GroupId,
        "group-name": (group) => group.GroupName,
        "vpc-id": (group) => group.VpcId,
        "owner-id": (group) => group.OwnerId,
      },
    );
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeSecurityGroups", groups);
    return { SecurityGroups: items, NextToken: nextToken } satisfies DescribeSecurityGroupsResult;
  },
  DescribeManagedPrefixLists: (context, input) => {
    const lists = contentsHere(context).prefixLists.map(({ list }) => list);
    const wanted = filtered(
      asked(lists, input, "PrefixListIds", (list) => list.PrefixListId, "InvalidPrefixListID.NotFound"),
      input.Filters,
      {
        "owner-id": (list) => list.OwnerId,
        "prefix-list-id": (list) => list.PrefixListId,
        "prefix-list-name": (list) => list.PrefixListName,
      },
    );
    const { items, nextToken } = pageOf(context, input, "ec2:DescribeManagedPrefixLists", wanted);
    return { PrefixLists: items, NextToken: nextToken } satisfies DescribeManagedPrefixListsResult;
  },
  GetManagedPrefixListEntries: (context, input) => {
    const id = textIn(input, "PrefixListId") ?? "";
    const found = contentsHere(context).prefixLists.find(({ list }) => list.PrefixListId === id);
    if (found === undefined)
      throw new SimulatedError("InvalidPrefixListID.NotFound", 400, `The prefix list ID '${id}' does not exist`);
    const { items, nextToken } = pageOf(context, input, "ec2:GetManagedPrefixListEntries", found.entries);
    return { Entries: items, NextToken: nextToken } satisfies GetManagedPrefixListEntriesResult;
  },
};

const regionName = (region: { RegionName: string }) => region.RegionName;
const optInStatus = (region: { OptInStatus: string }) => region.OptInStatus;

/** The items whose ids the caller named, all where it named none; an id that does not exist is the service's own error. */
function asked<T>(
  items: readonly T[],
  input: Input,
  member: string,
  idOf: (item: T) => string | undefined,
  errorCode: string,
): readonly T[] {
  const ids = textsIn(input, member);
  if (ids === undefined || ids.length === 0) return items;
  const missing = ids.find((id) => !items.some((item) => idOf(item) === id));
  if (missing !== undefined) throw new SimulatedError(errorCode, 400, `The ID '${missing}' does not exist`);
  return items.filter((item) => ids.includes(idOf(item) ?? ""));
}

function pageOf<T>(context: Context, input: Input, operation: PagedOperation, items: readonly T[]) {
  const { NextToken: token, MaxResults: limit, ...rest } = input;
  return paginate({ operation, owner: ownerOf(context, rest), items, token, limit });
}
