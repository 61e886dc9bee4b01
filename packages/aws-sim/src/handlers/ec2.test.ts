import { describe, expect, test } from "vitest";
import type { RegionContents } from "../organization/contents/types.ts";
import { call, callAll, refusal } from "../testing/handler-calls.ts";
import { firstWith, sampleOrganization } from "../testing/sample-organization.ts";

const organization = sampleOrganization();
const where = (fits: (region: RegionContents) => boolean) => {
  const { account, found } = firstWith(organization, (each) =>
    [...each.contents().regions].find(([, region]) => fits(region)),
  );
  return { organization, account, region: found[0], here: found[1] };
};
const paging = { answerToken: "NextToken", inputToken: "NextToken" };

describe("lists", () => {
  const place = where((region) => region.instances.length > 1 && region.vpcs.length > 1);
  test.each([
    { operation: "ec2:DescribeVpcs" as const, member: "Vpcs", count: place.here.vpcs.length },
    { operation: "ec2:DescribeSubnets" as const, member: "Subnets", count: place.here.subnets.length },
    {
      operation: "ec2:DescribeSecurityGroups" as const,
      member: "SecurityGroups",
      count: place.here.securityGroups.length,
    },
    { operation: "ec2:DescribeInstances" as const, member: "Reservations", count: place.here.instances.length },
    { operation: "ec2:DescribeFlowLogs" as const, member: "FlowLogs", count: place.here.flowLogs.length },
  ])("$operation gives all, whole and in pages", ({ operation, member, count }) => {
    expect(callAll(place, operation, { ...paging, member }).items).toHaveLength(count);
    expect(callAll(place, operation, { ...paging, member, input: { MaxResults: 5 } }).items).toHaveLength(count);
    expect(refusal(() => call(place, operation, { MaxResults: 1_001 }))).toBe("InvalidParameterValue 400");
  });

  test("a Region where nothing lives is empty, not an error", () => {
    const quiet = where((region) => region.vpcs.length === 0);
    expect(call(quiet, "ec2:DescribeVpcs")).toEqual({ Vpcs: [], NextToken: undefined });
    expect(call(quiet, "ec2:DescribeInstances")).toMatchObject({ Reservations: [] });
  });

  test("an instance comes with state, metadata options and its reservation's owner", () => {
    expect(call(place, "ec2:DescribeInstances")).toMatchObject({
      Reservations: expect.arrayContaining([
        {
          OwnerId: place.account.id,
          ReservationId: expect.stringMatching(/^r-/),
          Instances: [
            expect.objectContaining({ State: { Name: "running", Code: 16 }, MetadataOptions: expect.any(Object) }),
          ],
        },
      ]),
    });
  });
});

describe("filters", () => {
  const place = where((region) => region.vpcs.length > 1);
  const [first] = place.here.vpcs;
  test.each([
    { operation: "ec2:DescribeVpcs" as const, member: "Vpcs", filter: "vpc-id", expected: 1 },
    { operation: "ec2:DescribeSubnets" as const, member: "Subnets", filter: "vpc-id", expected: 3 },
  ])("$operation by $filter", ({ operation, member, filter, expected }) => {
    const Filters = [{ Name: filter, Values: [first?.VpcId ?? "", "vpc-none"] }];
    expect(call(place, operation, { Filters })[member]).toHaveLength(expected);
    expect(call(place, operation, { Filters: [{ Name: filter, Values: ["vpc-none"] }] })[member]).toHaveLength(0);
    expect(call(place, operation, { Filters: [{ Name: filter, Values: ["vpc-0*"] }] })[member]).not.toHaveLength(0);
  });

  test("combine: all of them must hold", () => {
    const Filters = [
      { Name: "vpc-id", Values: [first?.VpcId ?? ""] },
      { Name: "owner-id", Values: ["000000000000"] },
    ];
    expect(call(place, "ec2:DescribeVpcs", { Filters }).Vpcs).toEqual([]);
  });

  test("that the operation does not know are refused", () => {
    expect(refusal(() => call(place, "ec2:DescribeVpcs", { Filters: [{ Name: "colour", Values: ["red"] }] }))).toBe(
      "InvalidParameterValue 400",
    );
  });

  test("flow logs of one VPC", () => {
    const logged = where((region) => region.flowLogs.length > 0);
    const id = logged.here.flowLogs[0]?.ResourceId ?? "";
    const answer = call(logged, "ec2:DescribeFlowLogs", { Filter: [{ Name: "resource-id", Values: [id] }] });
    expect(answer.FlowLogs).not.toHaveLength(0);
    for (const log of answer.FlowLogs as { ResourceId: string }[]) expect(log.ResourceId).toBe(id);
  });
});

describe("ids", () => {
  const place = where((region) => region.vpcs.length > 0 && region.instances.length > 0);
  test.each([
    { operation: "ec2:DescribeVpcs" as const, input: { VpcIds: ["vpc-none"] }, code: "InvalidVpcID.NotFound" },
    {
      operation: "ec2:DescribeSubnets" as const,
      input: { SubnetIds: ["subnet-none"] },
      code: "InvalidSubnetID.NotFound",
    },
    {
      operation: "ec2:DescribeInstances" as const,
      input: { InstanceIds: ["i-none"] },
      code: "InvalidInstanceID.NotFound",
    },
    {
      operation: "ec2:DescribeSecurityGroups" as const,
      input: { GroupIds: ["sg-none"] },
      code: "InvalidGroup.NotFound",
    },
    {
      operation: "ec2:DescribeManagedPrefixLists" as const,
      input: { PrefixListIds: ["pl-none"] },
      code: "InvalidPrefixListID.NotFound",
    },
    {
      operation: "ec2:GetManagedPrefixListEntries" as const,
      input: { PrefixListId: "pl-none" },
      code: "InvalidPrefixListID.NotFound",
    },
  ])("$operation answers $code", ({ operation, input, code }) => {
    expect(refusal(() => call(place, operation, input))).toBe(`${code} 400`);
  });

  test("one VPC by its id", () => {
    const id = place.here.vpcs[0]?.VpcId;
    expect(call(place, "ec2:DescribeVpcs", { VpcIds: [id] })).toMatchObject({ Vpcs: [{ VpcId: id }] });
  });
});

test("a rule that names a prefix list leads to its entries", () => {
  const place = where((region) => region.prefixLists.some(({ list }) => list.OwnerId !== "AWS"));
  const lists = call(place, "ec2:DescribeManagedPrefixLists").PrefixLists as {
    PrefixListId: string;
    OwnerId: string;
  }[];
  const own = lists.find(({ OwnerId }) => OwnerId === place.account.id);
  const rules = place.here.securityGroups.flatMap(({ IpPermissions }) => IpPermissions ?? []);
  expect(rules.flatMap(({ PrefixListIds }) => PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId)).toContain(
    own?.PrefixListId,
  );
  const { items } = callAll(place, "ec2:GetManagedPrefixListEntries", {
    ...paging,
    member: "Entries",
    input: { PrefixListId: own?.PrefixListId, MaxResults: 1 },
  });
  expect(items).toHaveLength(2);
});

describe("DescribeRegions", () => {
  const { account } = firstWith(organization, (each) => each);
  test("gives enabled Regions, all of them on request", () => {
    const names = (input: Record<string, unknown>) =>
      (call({ organization, account }, "ec2:DescribeRegions", input).Regions as { RegionName: string }[]).map(
        ({ RegionName }) => RegionName,
      );
    expect(names({}).sort()).toEqual([...account.enabledRegions].sort());
    expect(names({ AllRegions: true }).length).toBeGreaterThan(account.enabledRegions.size);
    expect(names({ RegionNames: ["eu-west-1"] })).toEqual(["eu-west-1"]);
    expect(names({ AllRegions: true, Filters: [{ Name: "opt-in-status", Values: ["not-opted-in"] }] })).not.toContain(
      "eu-west-1",
    );
  });
});

test.each([true, false])("EBS encryption by default: %s", (enabled) => {
  const place = where((region) => region.ebsEncryptionByDefault === enabled);
  expect(call(place, "ec2:GetEbsEncryptionByDefault")).toMatchObject({ EbsEncryptionByDefault: enabled });
});
