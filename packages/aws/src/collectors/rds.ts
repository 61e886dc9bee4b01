import { DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import type { DatabaseInstance, Listing, Reading } from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, required } from "./collector-context.ts";
import { isEmpty, type ListedVpc } from "./ec2-vpcs.ts";
import { readPages } from "./read-pages.ts";
import { rdsService } from "./services.ts";

const action = "rds:DescribeDBInstances";

/**
 * Database instances of one Region, also those of Aurora, Neptune and DocumentDB, which share the API. Each lives in
 * subnets of a VPC, which cannot be deleted under it: without a VPC there are none, and they are not asked for.
 */
export async function collectRds(
  context: CollectorContext,
  region: string,
  vpcs: Promise<Reading<readonly ListedVpc[]>>,
): Promise<Listing> {
  if (isEmpty(await vpcs)) {
    return { resourceType: "AWS::RDS::DBInstance", region, resources: { status: "read", value: [] } };
  }
  return listingOf("AWS::RDS::DBInstance", region, action, async () => {
    const instances = await readPages(
      context,
      action,
      async (Marker) => {
        const answer = await callIn(context, rdsService, region, action, (client, options) =>
          client.send(new DescribeDBInstancesCommand({ MaxRecords: 100, Marker }), options),
        );
        return { items: answer.DBInstances, next: answer.Marker };
      },
      ({ DBInstanceArn }) => DBInstanceArn,
    );
    return instances.map(
      (instance): DatabaseInstance => ({
        arn: required(instance.DBInstanceArn, action),
        region,
        identifier: required(instance.DBInstanceIdentifier, action),
        status: required(instance.DBInstanceStatus, action),
        engine: required(instance.Engine, action),
        publiclyAccessible: required(instance.PubliclyAccessible, action),
        storageEncrypted: required(instance.StorageEncrypted, action),
        autoMinorVersionUpgrade: required(instance.AutoMinorVersionUpgrade, action),
        clusterIdentifier: instance.DBClusterIdentifier ?? null,
      }),
    );
  });
}
