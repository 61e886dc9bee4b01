import {
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type IpPermission,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { Access } from "./organization.ts";
import type { PlantedVerdicts } from "./planted.ts";

const tcp = (port: number, range: string): IpPermission => ({
  IpProtocol: "tcp",
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: range }],
});

/** A logged VPC with groups that admit SSH from the world, over IPv6, from inside, and all protocols. Returns what is done. */
export async function plantNetwork(planted: PlantedVerdicts, access: Access): Promise<readonly string[]> {
  const client = new EC2Client(access);
  const arnOf = (kind: string, id: string | undefined) =>
    `arn:aws:ec2:${access.region}:${planted.account}:${kind}/${id}`;
  const { Vpc: vpc } = await client.send(new CreateVpcCommand({ CidrBlock: "10.20.0.0/16" }));
  const vpcId = vpc?.VpcId ?? "";
  const bucket = `flows-${planted.account}`;
  await new S3Client({ ...access, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
  );
  planted.add("s3-bucket-tls-required", access.region, `arn:aws:s3:::${bucket}`, "fail");
  planted.add("s3-bucket-versioning", access.region, `arn:aws:s3:::${bucket}`, "fail");
  await client.send(
    new CreateFlowLogsCommand({
      ResourceType: "VPC",
      ResourceIds: [vpcId],
      TrafficType: "ALL",
      LogDestinationType: "s3",
      LogDestination: `arn:aws:s3:::${bucket}`,
    }),
  );
  planted.add("vpc-flow-logs-enabled", access.region, arnOf("vpc", vpcId), "pass");
  const cases: readonly { name: string; rules: IpPermission[]; verdict: "pass" | "fail" }[] = [
    { name: "world", rules: [tcp(22, "0.0.0.0/0")], verdict: "fail" },
    {
      name: "world-six",
      rules: [{ IpProtocol: "tcp", FromPort: 0, ToPort: 1024, Ipv6Ranges: [{ CidrIpv6: "::/0" }] }],
      verdict: "fail",
    },
    { name: "all", rules: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }], verdict: "fail" },
    { name: "inside", rules: [tcp(22, "10.0.0.0/8"), tcp(443, "0.0.0.0/0")], verdict: "pass" },
  ];
  for (const { name, rules, verdict } of cases) {
    const { GroupId: id } = await client.send(
      new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: vpcId }),
    );
    await client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: rules }));
    planted.add("ec2-security-group-ssh-not-open", access.region, arnOf("security-group", id), verdict);
  }
  return [arnOf("vpc", vpcId)];
}

/** An instance that demands IMDSv2 and one that does not; the account's Region then has something to back up. */
export async function plantInstances(planted: PlantedVerdicts, access: Access): Promise<void> {
  const client = new EC2Client(access);
  for (const tokens of ["required", "optional"] as const) {
    const { Instances: made } = await client.send(
      new RunInstancesCommand({
        ImageId: "ami-12c6146b",
        MinCount: 1,
        MaxCount: 1,
        InstanceType: "t3.micro",
        MetadataOptions: { HttpTokens: tokens },
      }),
    );
    const arn = `arn:aws:ec2:${access.region}:${planted.account}:instance/${made?.[0]?.InstanceId}`;
    planted.add("ec2-instance-imdsv2-required", access.region, arn, tokens === "required" ? "pass" : "fail");
  }
  await client.send(new DescribeSecurityGroupsCommand({}));
}

// An empty zip archive: the end-of-central-directory record alone.
const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);

/** Functions: current and old runtime, a secret in the environment, a policy open to everybody. moto has no function URLs. */
export async function plantFunctions(planted: PlantedVerdicts, access: Access): Promise<void> {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  const { Role: role } = await new IAMClient(access).send(
    new CreateRoleCommand({ RoleName: "functions", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const client = new LambdaClient(access);
  const cases = [
    { name: "current", runtime: "python3.13", variables: { STAGE: "prod" }, isOpen: false },
    { name: "old", runtime: "nodejs12.x", variables: undefined, isOpen: true },
    { name: "leaky", runtime: "python3.13", variables: { DB_PASSWORD: "Tr0ub4dor-and-3-CANARY" }, isOpen: false },
  ] as const;
  for (const { name, runtime, variables, isOpen } of cases) {
    const { FunctionArn: arn = "" } = await client.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: runtime,
        Role: role?.Arn,
        Handler: "index.handler",
        Code: { ZipFile: emptyZip },
        ...(variables === undefined ? {} : { Environment: { Variables: variables } }),
      }),
    );
    if (isOpen)
      await client.send(
        new AddPermissionCommand({
          FunctionName: name,
          StatementId: "all",
          Action: "lambda:InvokeFunction",
          Principal: "*",
        }),
      );
    planted.add("lambda-function-runtime-supported", access.region, arn, runtime === "nodejs12.x" ? "fail" : "pass");
    planted.add(
      "lambda-function-env-no-secrets",
      access.region,
      arn,
      variables === undefined ? "not-applicable" : name === "leaky" ? "fail" : "pass",
    );
    planted.add("lambda-function-policy-not-public", access.region, arn, isOpen ? "fail" : "pass");
    planted.add("lambda-function-url-authenticated", access.region, arn, "unknown");
  }
}
