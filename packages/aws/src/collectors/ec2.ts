import {
  type Instance as AwsInstance,
  type SecurityGroup as AwsSecurityGroup,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  GetEbsEncryptionByDefaultCommand,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import {
  accountRootArn,
  type IngressRule,
  type Instance,
  type Listing,
  type Reading,
  type SecurityGroup,
} from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, required } from "./collector-context.ts";
import { collectVpcs } from "./ec2-flow-logs.ts";
import { readPrefixLists } from "./ec2-prefix-lists.ts";
import { isEmpty, type ListedVpc } from "./ec2-vpcs.ts";
import { readPages } from "./read-pages.ts";
import { ec2Service } from "./services.ts";

/**
 * EBS encryption, VPCs, instances and security groups of one Region. An instance and a security group are always in a
 * VPC, so where the account sees no VPC there are none of them, and they are not asked for.
 */
export async function collectEc2(
  context: CollectorContext,
  region: string,
  vpcsOfRegion: Promise<Reading<readonly ListedVpc[]>>,
): Promise<readonly Listing[]> {
  const [encryption, vpcs] = await Promise.all([encryptionByDefault(context, region), vpcsOfRegion]);
  if (isEmpty(vpcs)) {
    const none = { region, resources: { status: "read", value: [] } } as const;
    return [
      encryption,
      { resourceType: "AWS::EC2::VPC", ...none },
      { resourceType: "AWS::EC2::Instance", ...none },
      { resourceType: "AWS::EC2::SecurityGroup", ...none },
    ];
  }
  const others = await Promise.all([
    collectVpcs(context, region, vpcs),
    collectInstances(context, region),
    collectSecurityGroups(context, region),
  ]);
  return [encryption, ...others];
}

function encryptionByDefault(context: CollectorContext, region: string): Promise<Listing> {
  const action = "ec2:GetEbsEncryptionByDefault";
  const { partition, accountId } = context.session;
  return listingOf("AWS::EC2::EBSEncryptionByDefault", region, action, async () => {
    const answer = await callIn(context, ec2Service, region, action, (client, options) =>
      client.send(new GetEbsEncryptionByDefaultCommand({}), options),
    );
    const enabled = required(answer.EbsEncryptionByDefault, action);
    return [{ arn: accountRootArn(partition, accountId), region, enabled }];
  });
}

function collectInstances(context: CollectorContext, region: string): Promise<Listing> {
  const action = "ec2:DescribeInstances";
  return listingOf("AWS::EC2::Instance", region, action, async () => {
    const reservations = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          // A page size also takes the call out of AWS's small bucket for lists without one.
          client.send(new DescribeInstancesCommand({ MaxResults: 500, NextToken }), options),
        );
        return { items: answer.Reservations, next: answer.NextToken };
      },
      ({ ReservationId }) => ReservationId,
    );
    return reservations.flatMap(({ Instances, OwnerId }) =>
      required(Instances, action).map((instance) => instanceOf(context, region, instance, OwnerId)),
    );
  });
}

function instanceOf(
  { session }: CollectorContext,
  region: string,
  { InstanceId, State, MetadataOptions }: AwsInstance,
  ownerId: string | undefined,
): Instance {
  const action = "ec2:DescribeInstances";
  const id = required(InstanceId, action);
  return {
    arn: `arn:${session.partition}:ec2:${region}:${ownerId ?? session.accountId}:instance/${id}`,
    region,
    state: required(State?.Name, action),
    httpTokens: MetadataOptions?.HttpTokens ?? null,
    httpEndpoint: MetadataOptions?.HttpEndpoint ?? null,
  };
}

function collectSecurityGroups(context: CollectorContext, region: string): Promise<Listing> {
  const action = "ec2:DescribeSecurityGroups";
  return listingOf("AWS::EC2::SecurityGroup", region, action, async () => {
    const groups = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          client.send(new DescribeSecurityGroupsCommand({ MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.SecurityGroups, next: answer.NextToken };
      },
      ({ GroupId }) => GroupId,
    );
    const rules = groups.map((group) => ({ group, ingress: required(group.IpPermissions, action).map(ruleOf) }));
    const named = new Set(rules.flatMap(({ ingress }) => ingress.flatMap(({ prefixListIds }) => prefixListIds)));
    const prefixLists = await readPrefixLists(context, region, named);
    return rules.map(({ group, ingress }) => securityGroupOf(context, region, group, ingress, prefixLists));
  });
}

function securityGroupOf(
  { session }: CollectorContext,
  region: string,
  group: AwsSecurityGroup,
  ingress: readonly IngressRule[],
  prefixLists: SecurityGroup["prefixLists"],
): SecurityGroup {
  const action = "ec2:DescribeSecurityGroups";
  const groupId = required(group.GroupId, action);
  const ownerId = group.OwnerId ?? session.accountId;
  const own = ingress.flatMap(({ prefixListIds }) => prefixListIds);
  return {
    arn: `arn:${session.partition}:ec2:${region}:${ownerId}:security-group/${groupId}`,
    region,
    groupId,
    name: group.GroupName ?? groupId,
    vpcId: required(group.VpcId, action),
    ingress,
    prefixLists: own.length === 0 ? { status: "read", value: {} } : listsOf(own, prefixLists),
  };
}

/** Of all lists of the Region those that one group names. */
function listsOf(ids: readonly string[], lists: SecurityGroup["prefixLists"]): SecurityGroup["prefixLists"] {
  if (lists.status === "unread") return lists;
  const known = lists.value;
  const wanted = [...new Set(ids)].filter((id) => Object.hasOwn(known, id));
  return { status: "read", value: Object.fromEntries(wanted.map((id) => [id, known[id] ?? []])) };
}

function ruleOf(rule: IpPermission): IngressRule {
  const action = "ec2:DescribeSecurityGroups";
  return {
    protocol: required(rule.IpProtocol, action),
    fromPort: rule.FromPort ?? null,
    toPort: rule.ToPort ?? null,
    ipv4Ranges: (rule.IpRanges ?? []).map(({ CidrIp }) => required(CidrIp, action)),
    ipv6Ranges: (rule.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => required(CidrIpv6, action)),
    prefixListIds: (rule.PrefixListIds ?? []).map(({ PrefixListId }) => required(PrefixListId, action)),
  };
}
