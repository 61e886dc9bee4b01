import {
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import type { Access } from "./organization.ts";
import type { PlantedVerdicts } from "./planted.ts";

/** Controls of account scope that fail in an account in which nobody did anything. */
const untouchedAccount = [
  "s3-account-public-access-blocked",
  "account-security-contact",
  "cloudtrail-multi-region-trail",
] as const;
/** The same for controls of region scope. */
const untouchedRegion = ["ec2-ebs-default-encryption", "config-recorder-enabled", "guardduty-enabled"] as const;

/** What a builder did to an account, so that the untouched expectation does not hold there: `control` or `control region`. */
export type Done = ReadonlySet<string>;

/** Regions that are enabled for the account. */
export async function enabledRegions(access: Access): Promise<readonly string[]> {
  const { Regions: regions } = await new EC2Client(access).send(new DescribeRegionsCommand({ AllRegions: false }));
  return (regions ?? []).map(({ RegionName: name }) => name ?? "").filter((name) => name !== "");
}

/** What every account of moto has by itself: nothing switched on, and a default VPC with its group in every Region. */
export async function expectUntouched(
  planted: PlantedVerdicts,
  access: Access,
  done: Done,
  isManagement = false,
): Promise<void> {
  for (const control of untouchedAccount) if (!done.has(control)) planted.add(control, "global", planted.root, "fail");
  // moto has no ListOrganizationsFeatures, which may excuse a member's root user; it never excuses the management account's.
  planted.add("iam-root-mfa", "global", planted.root, isManagement ? "fail" : "unknown");
  for (const region of await enabledRegions(access)) {
    for (const control of untouchedRegion)
      if (!done.has(`${control} ${region}`)) planted.add(control, region, planted.root, "fail");
    if (!done.has(`backup-plan-exists ${region}`))
      planted.add("backup-plan-exists", region, planted.root, "not-applicable");
    await expectNetworks(planted, { ...access, region }, done);
  }
}

async function expectNetworks(planted: PlantedVerdicts, access: Access, done: Done): Promise<void> {
  const { region } = access;
  const client = new EC2Client(access);
  const { Vpcs: vpcs } = await client.send(new DescribeVpcsCommand({}));
  for (const { VpcId: id } of vpcs ?? []) {
    const arn = `arn:aws:ec2:${region}:${planted.account}:vpc/${id}`;
    if (!done.has(arn)) planted.add("vpc-flow-logs-enabled", region, arn, "fail");
  }
  const { SecurityGroups: groups } = await client.send(new DescribeSecurityGroupsCommand({}));
  for (const { GroupId: id, GroupName: name } of groups ?? []) {
    if (name === "default")
      planted.add(
        "ec2-security-group-ssh-not-open",
        region,
        `arn:aws:ec2:${region}:${planted.account}:security-group/${id}`,
        "pass",
      );
  }
}
