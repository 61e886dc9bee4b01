import type { IpPermission, SecurityGroup, Vpc } from "@aws-sdk/client-ec2";
import { randomFrom } from "../random.ts";
import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";
import type { SimulatedPrefixList } from "./types.ts";

export type SecurityGroupContents = {
  readonly securityGroups: readonly SecurityGroup[];
  readonly prefixLists: readonly SimulatedPrefixList[];
};

const tcp = (port: number, sources: Partial<IpPermission>, toPort = port): IpPermission => ({
  IpProtocol: "tcp",
  FromPort: port,
  ToPort: toPort,
  IpRanges: [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
  ...sources,
});
const all = (sources: Partial<IpPermission>): IpPermission => ({
  IpProtocol: "-1",
  IpRanges: [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
  ...sources,
});
const world: Partial<IpPermission> = { IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
const world6: Partial<IpPermission> = { Ipv6Ranges: [{ CidrIpv6: "::/0" }] };
const inside: Partial<IpPermission> = { IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "internal" }] };
const halves: Partial<IpPermission> = { IpRanges: [{ CidrIp: "0.0.0.0/1" }, { CidrIp: "128.0.0.0/1" }] };

/** Security groups of the VPCs that the account sees, and the prefix lists that their rules name. */
export function plantSecurityGroups(plot: Plot, region: string, vpcs: readonly Vpc[]): SecurityGroupContents {
  const own = vpcs.filter((vpc) => vpc.OwnerId === plot.accountId);
  const lists = { office: prefixList(plot, region, "office"), anywhere: prefixList(plot, region, "anywhere") };
  const securityGroups = own.flatMap((vpc) => groupsOf(plot, region, vpc, lists));
  const named = new Set(
    securityGroups.flatMap((group) =>
      (group.IpPermissions ?? []).flatMap((rule) => (rule.PrefixListIds ?? []).map((list) => list.PrefixListId)),
    ),
  );
  return {
    securityGroups,
    prefixLists: [lists.office, lists.anywhere, awsList(region)].filter((entry) => named.has(entry.list.PrefixListId)),
  };
}

type Lists = { readonly office: SimulatedPrefixList; readonly anywhere: SimulatedPrefixList };

function groupsOf(plot: Plot, region: string, vpc: Vpc, lists: Lists): readonly SecurityGroup[] {
  const vpcId = vpc.VpcId ?? "";
  const standard = group(plot, region, vpcId, "default", [
    all({ UserIdGroupPairs: [{ GroupId: groupId(plot, vpcId, "default"), UserId: plot.accountId }] }),
  ]);
  plot.plant("ec2-security-group-ssh-not-open", region, standard.SecurityGroupArn, "pass");
  if (vpc.IsDefault === true) return [standard];
  const names = ["web", "app", "bastion", "database"].slice(0, plot.random("groups", vpcId).integer(1, 4));
  return [
    standard,
    ...names.map((name) => {
      const open = plot.mistake(`ssh ${vpcId} ${name}`, name === "bastion" ? 0.3 : 0.06);
      const rules = open ? openRules(plot, vpcId, name, lists) : closedRules(plot, vpcId, name, lists, region);
      const made = group(plot, region, vpcId, name, rules);
      plot.plant("ec2-security-group-ssh-not-open", region, made.SecurityGroupArn, open ? "fail" : "pass");
      return made;
    }),
  ];
}

function openRules(plot: Plot, vpcId: string, name: string, lists: Lists): IpPermission[] {
  const anywhere = { PrefixListIds: [{ PrefixListId: lists.anywhere.list.PrefixListId }] };
  const way = plot
    .random("ssh-open", vpcId, name)
    .pick([
      tcp(22, world),
      tcp(22, { ...world, ...world6 }),
      tcp(22, world6),
      tcp(0, world, 65535),
      tcp(20, world, 30),
      all(world),
      tcp(22, anywhere),
    ]);
  return [tcp(443, world), way];
}

function closedRules(plot: Plot, vpcId: string, name: string, lists: Lists, region: string): IpPermission[] {
  const fromDefault = { UserIdGroupPairs: [{ GroupId: groupId(plot, vpcId, "default"), UserId: plot.accountId }] };
  const office = { PrefixListIds: [{ PrefixListId: lists.office.list.PrefixListId, Description: "offices" }] };
  const fromAws = { PrefixListIds: [{ PrefixListId: awsList(region).list.PrefixListId }] };
  const draws = plot.random("ssh-closed", vpcId, name);
  switch (name) {
    case "web":
      return [tcp(443, { ...world, ...world6 }), tcp(80, world), ...(draws.chance(0.2) ? [tcp(443, fromAws)] : [])];
    case "bastion":
      return [tcp(22, draws.pick<Partial<IpPermission>>([office, inside, fromDefault, halves]))];
    case "database":
      return [tcp(5432, fromDefault), ...(draws.chance(0.3) ? [tcp(23, world, 25)] : [])];
    default:
      return [tcp(8080, inside), all(fromDefault), { ...tcp(22, inside), IpProtocol: "udp", ...world }];
  }
}

const groupId = (plot: Plot, vpcId: string, name: string) => `sg-0${plot.random("sg", vpcId, name).text(16)}`;

function group(
  plot: Plot,
  region: string,
  vpcId: string,
  name: string,
  rules: IpPermission[],
): SecurityGroup & { SecurityGroupArn: string } {
  const id = groupId(plot, vpcId, name);
  return {
    GroupId: id,
    GroupName: name === "default" ? name : plot.named(`${plot.plan.slug}-${name}`, "xml"),
    Description: plot.named(name === "default" ? "default VPC security group" : `${name} tier`, "xml"),
    VpcId: vpcId,
    OwnerId: plot.accountId,
    SecurityGroupArn: `arn:aws:ec2:${region}:${plot.accountId}:security-group/${id}`,
    IpPermissions: rules,
    IpPermissionsEgress: [all(world)],
    Tags: [
      { Key: "Created", Value: daysBefore(plot.settings, plot.random("sg-age", id).integer(5, 900)).toISOString() },
    ],
  };
}

function prefixList(plot: Plot, region: string, name: "office" | "anywhere"): SimulatedPrefixList {
  const id = `pl-0${plot.random("pl", region, name).text(16)}`;
  const cidrs = name === "office" ? ["203.0.113.0/24", "198.51.100.0/25"] : ["203.0.113.0/24", "0.0.0.0/0"];
  return {
    list: {
      PrefixListId: id,
      PrefixListName: name === "office" ? plot.named("offices", "xml") : "remote-workers",
      PrefixListArn: `arn:aws:ec2:${region}:${plot.accountId}:prefix-list/${id}`,
      OwnerId: plot.accountId,
      AddressFamily: "IPv4",
      State: "create-complete",
      MaxEntries: 10,
      Version: 1,
      Tags: [],
    },
    entries: cidrs.map((Cidr) => ({ Cidr, Description: Cidr === "0.0.0.0/0" ? "until the VPN works" : "office" })),
  };
}

/** CloudFront's origin-facing list: AWS owns it, and it holds no address of everybody. */
function awsList(region: string): SimulatedPrefixList {
  const id = `pl-${randomFrom("cloudfront", region).text(8)}`;
  return {
    list: {
      PrefixListId: id,
      PrefixListName: "com.amazonaws.global.cloudfront.origin-facing",
      PrefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
      OwnerId: "AWS",
      AddressFamily: "IPv4",
      State: "create-complete",
      Tags: [],
    },
    entries: [{ Cidr: "120.52.22.96/27" }, { Cidr: "205.251.249.0/24" }],
  };
}
