import type { ActionFacts, ActionResourceType } from "../universe/action-universe.ts";

/** Calls that really name all the types that AWS's table requires: a Deny on any of them stops the call. */
const together: ReadonlySet<string> = new Set([
  "sso:UpdatePermissionSet",
  "sso:DeletePermissionSet",
  "sso:AttachManagedPolicyToPermissionSet",
  "sso:PutInlinePolicyToPermissionSet",
  "sso:CreateAccountAssignment",
  "sso:DeleteAccountAssignment",
  "sso:DetachManagedPolicyFromPermissionSet",
  "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
  "sso:DeleteInlinePolicyFromPermissionSet",
  "sso:PutPermissionsBoundaryToPermissionSet",
  "sso:DeletePermissionsBoundaryFromPermissionSet",
  "identitystore:CreateGroupMembership",
  "ssm:DeregisterTargetFromMaintenanceWindow",
  "ssm:DeregisterTaskFromMaintenanceWindow",
  "ec2:RunInstances",
  "ec2:AttachVolume",
  "ec2:CreateSnapshot",
  "ec2:CreateSnapshots",
  "ec2:ImportSnapshot",
  "ec2:CreateInstanceExportTask",
  "ec2:ExportImage",
  "ec2:AttachInternetGateway",
  "ec2:CreateEgressOnlyInternetGateway",
  "ec2:CreateCarrierGateway",
  "ec2:CreateVpcPeeringConnection",
  "ec2:AcceptVpcPeeringConnection",
  "ec2:CreateTransitGatewayVpcAttachment",
  "ec2:CreateTransitGatewayPeeringAttachment",
  "ec2:CreateVpnConnection",
  "ec2:AttachVpnGateway",
]);

/** Calls that get by with fewer: each line one call, with the types that it names at least. */
const fewer: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  // A load balancer is of one kind.
  ["elasticloadbalancing:ModifyListener", [["listener/app"], ["listener/gwy"], ["listener/net"]]],
  // A policy is put on a table or on a stream.
  ["dynamodb:PutResourcePolicy", [["table"], ["stream"]]],
  // Without a final snapshot.
  ["rds:DeleteDBCluster", [["cluster"]]],
  // Groups of options, parameters and subnets need not be named.
  ["rds:CreateDBCluster", [["cluster"]]],
  ["rds:RestoreDBClusterFromS3", [["cluster"]]],
  ["rds:RestoreDBInstanceFromS3", [["db"]]],
  ["rds:RestoreDBInstanceFromDBSnapshot", [["db"]]],
  ["rds:RestoreDBInstanceToPointInTime", [["db"]]],
  // The source is an instance or a cluster.
  ["rds:CreateDBInstanceReadReplica", [["db"]]],
  // Without a cluster to begin from.
  ["rds:CreateGlobalCluster", [["global-cluster"]]],
  // From and to the root or an OU.
  [
    "organizations:MoveAccount",
    [
      ["account", "organizationalunit"],
      ["account", "root"],
    ],
  ],
  // What is made has no name yet.
  ["sso:CreatePermissionSet", [["Instance"]]],
  // To one account, or to all that have it.
  ["sso:ProvisionPermissionSet", [["Instance", "PermissionSet"]]],
  // Whether the fleet or its caller launches the instances depends on its kind.
  ["ec2:CreateFleet", [["fleet"]]],
]);

/** Services that mark all their types as required although a call names one of them, whichever. */
const anyOfTheirTypes: ReadonlySet<string> = new Set(["bedrock"]);

/**
 * The types that calls of an action name at least, call by call. AWS's table marks types as required that are
 * alternatives or may be left out; two or more together are believed only where the action was looked at, since a Deny on
 * one of them must not pass for one that stops the others.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function requiredTogether({ name, resourceTypes }: ActionFacts): readonly (readonly ActionResourceType[])[] {
  if (anyOfTheirTypes.has(name.slice(0, name.indexOf(":")))) return [[]];
  const required = resourceTypes.filter((type) => type.isRequired);
  const calls = fewer.get(name);
  if (calls !== undefined) return calls.map((names) => required.filter((type) => names.includes(type.name)));
  return required.length < 2 || together.has(name) ? [required] : required.map((type) => [type]);
}

/** Whether somebody looked at how a call of the action names its types. */
export function isReviewed(name: string): boolean {
  return together.has(name) || fewer.has(name) || anyOfTheirTypes.has(name.slice(0, name.indexOf(":")));
}
