import type { Instance, SecurityGroup, Subnet } from "@aws-sdk/client-ec2";
import { daysBefore } from "../settings.ts";
import type { Plot } from "./plot.ts";

type State = "running" | "stopped" | "terminated";

const machineTypes = ["t3.micro", "t3.large", "m6i.large", "c7g.xlarge", "r6g.large", "m7a.2xlarge"] as const;

/** EC2 instances of one Region: some stopped, some just terminated. At least one is alive where there is any. */
export function plantInstances(
  plot: Plot,
  region: string,
  place: { readonly count: number; readonly subnets: readonly Subnet[]; readonly groups: readonly SecurityGroup[] },
): readonly Instance[] {
  return Array.from({ length: place.count }, (_, index) => {
    const draws = plot.random("instance", region, index);
    const id = `i-0${draws.text(16)}`;
    const state =
      index === 0 ? "running" : draws.pick<State>(["running", "running", "running", "stopped", "terminated"]);
    const arn = `arn:aws:ec2:${region}:${plot.accountId}:instance/${id}`;
    const gone = state === "terminated";
    const open = !gone && plot.mistake(`imds ${id}`, 0.24);
    plot.plant("ec2-instance-imdsv2-required", region, arn, gone ? "not-applicable" : open ? "fail" : "pass");
    const subnet = place.subnets[index % Math.max(1, place.subnets.length)];
    return {
      InstanceId: id,
      ImageId: `ami-0${draws.text(16)}`,
      InstanceType: draws.pick([machineTypes[0], ...machineTypes]),
      State: stateOf(state),
      LaunchTime: daysBefore(plot.settings, draws.integer(1, 700)),
      Placement: { AvailabilityZone: subnet?.AvailabilityZone ?? `${region}a`, Tenancy: "default" },
      Architecture: "x86_64",
      RootDeviceType: "ebs",
      RootDeviceName: "/dev/xvda",
      // A terminated instance has left its network.
      ...(gone ? {} : networkOf(subnet, place.groups)),
      MetadataOptions: metadataOptions(open, draws.next()),
      Tags: [{ Key: "Name", Value: plot.named(`${plot.plan.slug}-${index + 1}`, "xml") }],
    };
  });
}

function stateOf(name: State): NonNullable<Instance["State"]> {
  return { Name: name, Code: { running: 16, stopped: 80, terminated: 48 }[name] };
}

function networkOf(subnet: Subnet | undefined, groups: readonly SecurityGroup[]): Partial<Instance> {
  const inside = groups.filter((group) => group.VpcId === subnet?.VpcId).slice(0, 2);
  return {
    VpcId: subnet?.VpcId,
    SubnetId: subnet?.SubnetId,
    PrivateIpAddress: "10.0.16.12",
    SecurityGroups: inside.map(({ GroupId, GroupName }) => ({ GroupId, GroupName })),
  };
}

function metadataOptions(open: boolean, draw: number): Instance["MetadataOptions"] {
  const state = draw < 0.05 ? "pending" : "applied";
  if (open) return { State: state, HttpTokens: "optional", HttpEndpoint: "enabled", HttpPutResponseHopLimit: 1 };
  // Without an endpoint the tokens do not matter.
  if (draw > 0.9) return { State: state, HttpTokens: "optional", HttpEndpoint: "disabled", HttpPutResponseHopLimit: 1 };
  return { State: state, HttpTokens: "required", HttpEndpoint: "enabled", HttpPutResponseHopLimit: 2 };
}
