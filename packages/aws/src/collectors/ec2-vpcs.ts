import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import type { Reading } from "@sekinin/responsibility";
import { type CollectorContext, callIn, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { ec2Service } from "./services.ts";

export type ListedVpc = { readonly vpcId: string; readonly ownerId: string; readonly isDefault: boolean };

/** The VPCs that the account sees in a Region. */
export function readVpcs(context: CollectorContext, region: string): Promise<Reading<readonly ListedVpc[]>> {
  const action = "ec2:DescribeVpcs";
  return readingOf(action, async () => {
    const vpcs = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          client.send(new DescribeVpcsCommand({ MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.Vpcs, next: answer.NextToken };
      },
      ({ VpcId }) => VpcId,
    );
    return vpcs.map(({ VpcId, OwnerId, IsDefault }) => ({
      vpcId: required(VpcId, action),
      ownerId: required(OwnerId, action),
      isDefault: required(IsDefault, action),
    }));
  });
}

/** Whether the account is known to see no VPC in the Region, neither of its own nor shared with it. */
export function isEmpty(vpcs: Reading<readonly ListedVpc[]>): boolean {
  return vpcs.status === "read" && vpcs.value.length === 0;
}
