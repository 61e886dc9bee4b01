import {
  AttachPolicyCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** Credentials and endpoint of one account in one Region, as every SDK client takes them. */
export type Access = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

export type MotoOrganization = {
  readonly id: string;
  readonly managementAccountId: string;
  /** Account id by name; `closed` is suspended. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly closedAccountId: string;
  /** ARN of each OU that holds accounts, and whether an SCP of ours binds it. */
  readonly units: readonly { readonly arn: string; readonly isGuarded: boolean }[];
};

export const homeRegion = "eu-west-1";

export function managementAccess(endpoint: string, region = homeRegion): Access {
  return { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}

export async function memberAccess(endpoint: string, accountId: string, region = homeRegion): Promise<Access> {
  const sts = new STSClient(managementAccess(endpoint));
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/builder`, RoleSessionName: "builder" }),
  );
  return {
    endpoint,
    region,
    credentials: {
      accessKeyId: issued?.AccessKeyId ?? "",
      secretAccessKey: issued?.SecretAccessKey ?? "",
      sessionToken: issued?.SessionToken ?? "",
    },
  };
}

const denyLeaving = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "StayInOrganization", Effect: "Deny", Action: ["organizations:LeaveOrganization"], Resource: "*" },
  ],
};

/** Where each account lives; three OU levels, so Workloads / Production / Payments is one path. */
const placement: Readonly<Record<string, string>> = {
  "payments-prod": "Payments",
  "ledger-prod": "Payments",
  "shop-prod": "Production",
  "shop-staging": "Staging",
  "search-staging": "Staging",
  "data-lake": "Workloads",
  "log-archive": "Security",
  audit: "Security",
  playground: "Sandbox",
  closed: "Sandbox",
};

/** Ten member accounts under three levels of OUs, one SCP on Workloads, one account closed. */
export async function buildOrganization(endpoint: string): Promise<MotoOrganization> {
  const client = new OrganizationsClient(managementAccess(endpoint));
  const { Organization: made } = await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots: roots } = await client.send(new ListRootsCommand({}));
  const rootId = roots?.[0]?.Id ?? "";
  await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: "SERVICE_CONTROL_POLICY" }));

  const units: Record<string, { id: string; arn: string }> = {};
  const createUnit = async (name: string, parentId: string) => {
    const { OrganizationalUnit: unit } = await client.send(
      new CreateOrganizationalUnitCommand({ Name: name, ParentId: parentId }),
    );
    units[name] = { id: unit?.Id ?? "", arn: unit?.Arn ?? "" };
    return units[name].id;
  };
  const workloads = await createUnit("Workloads", rootId);
  const production = await createUnit("Production", workloads);
  await createUnit("Payments", production);
  await createUnit("Staging", workloads);
  await createUnit("Security", rootId);
  await createUnit("Sandbox", rootId);

  const { Policy: policy } = await client.send(
    new CreatePolicyCommand({
      Name: "stay",
      Description: "",
      Type: "SERVICE_CONTROL_POLICY",
      Content: JSON.stringify(denyLeaving),
    }),
  );
  await client.send(new AttachPolicyCommand({ PolicyId: policy?.PolicySummary?.Id ?? "", TargetId: workloads }));

  const accounts: Record<string, string> = {};
  for (const [name, unit] of Object.entries(placement)) {
    const { CreateAccountStatus: status } = await client.send(
      new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
    );
    const id = status?.AccountId ?? "";
    accounts[name] = id;
    await client.send(
      new MoveAccountCommand({ AccountId: id, SourceParentId: rootId, DestinationParentId: units[unit]?.id ?? "" }),
    );
  }
  const closedAccountId = accounts["closed"] ?? "";
  await client.send(new CloseAccountCommand({ AccountId: closedAccountId }));
  const guarded = new Set(["Workloads", "Production", "Payments", "Staging"]);
  return {
    id: made?.Id ?? "",
    managementAccountId: made?.MasterAccountId ?? "",
    accounts,
    closedAccountId,
    units: Object.entries(units).map(([name, { arn }]) => ({ arn, isGuarded: guarded.has(name) })),
  };
}
