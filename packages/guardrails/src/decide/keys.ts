/**
 * Who can make a condition on a key hold (scp.md 3.3): `named` being a given principal, `route` how the call comes,
 * `choice` a free parameter of the call, `state` a property of the resource.
 */
export type KeyClass = "named" | "route" | "choice" | "state";

export type KeyFacts = {
  /** As AWS writes it; keys with a variable part end with `/`. */
  readonly name: string;
  readonly class: KeyClass;
  readonly kind: "text" | "boolean" | "number" | "date" | "address";
  readonly hasSeveralValues: boolean;
  /** Whether every signed call of a member's principal carries it; `never` for keys that none of them can carry. */
  readonly presence: "always" | "optional" | "never";
  readonly page: string;
};

const globalKeys = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";
const service = (list: string) =>
  `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${list}.html`;

type Row = readonly [
  name: string,
  keyClass: KeyClass,
  presence?: KeyFacts["presence"],
  kind?: KeyFacts["kind"],
  hasSeveralValues?: boolean,
];

/** Global keys: each has an anchor of its own on AWS's page. */
const rows: readonly Row[] = [
  // Properties of the principal
  ["aws:PrincipalArn", "named", "always"],
  ["aws:PrincipalAccount", "named", "always"],
  ["aws:PrincipalOrgPaths", "named", "always", "text", true],
  ["aws:PrincipalOrgID", "named", "always"],
  ["aws:PrincipalTag/", "named"],
  ["aws:PrincipalIsAWSService", "named", "always", "boolean"],
  ["aws:PrincipalServiceName", "named", "never"],
  ["aws:PrincipalServiceNamesList", "named", "never", "text", true],
  ["aws:PrincipalType", "named", "always"],
  ["aws:userid", "named", "always"],
  ["aws:username", "named"],
  ["aws:SourceIdentity", "named"],
  // Properties of the session
  ["aws:AssumedRoot", "named", "optional", "boolean"],
  ["aws:FederatedProvider", "named"],
  ["aws:TokenIssueTime", "route", "optional", "date"],
  ["aws:MultiFactorAuthAge", "route", "optional", "number"],
  ["aws:MultiFactorAuthPresent", "route", "optional", "boolean"],
  ["aws:ChatbotSourceArn", "route"],
  ["aws:Ec2InstanceSourceVpc", "route"],
  ["aws:Ec2InstanceSourcePrivateIPv4", "route", "optional", "address"],
  ["ec2:RoleDelivery", "route", "optional", "number"],
  ["ec2:SourceInstanceArn", "route"],
  ["ssm:SourceInstanceArn", "route"],
  ["glue:RoleAssumedBy", "route"],
  ["glue:CredentialIssuingService", "route"],
  ["lambda:SourceFunctionArn", "route"],
  ["identitystore:UserId", "named"],
  // Properties of the network
  ["aws:SourceIp", "route", "optional", "address"],
  ["aws:SourceVpc", "route"],
  ["aws:SourceVpcArn", "route"],
  ["aws:SourceVpce", "route"],
  ["aws:VpceAccount", "route"],
  ["aws:VpceOrgID", "route"],
  ["aws:VpceOrgPaths", "route", "optional", "text", true],
  ["aws:VpcSourceIp", "route", "optional", "address"],
  // Properties of the resource
  ["aws:ResourceAccount", "state"],
  ["aws:ResourceOrgID", "state"],
  ["aws:ResourceOrgPaths", "state", "optional", "text", true],
  ["aws:ResourceTag/", "state"],
  // Properties of the request
  ["aws:CalledVia", "route", "optional", "text", true],
  ["aws:CalledViaFirst", "route"],
  ["aws:CalledViaLast", "route"],
  ["aws:CalledViaAWSMCP", "route"],
  ["aws:ViaAWSService", "route", "always", "boolean"],
  ["aws:ViaAWSMCPService", "route", "optional", "boolean"],
  ["aws:IsMcpServiceAction", "route", "optional", "boolean"],
  ["aws:CurrentTime", "choice", "always", "date"],
  ["aws:EpochTime", "choice", "always", "date"],
  ["aws:Referer", "choice"],
  ["aws:RequestedRegion", "choice", "always"],
  ["aws:RequestTag/", "choice"],
  ["aws:TagKeys", "choice", "optional", "text", true],
  ["aws:SecureTransport", "choice", "always", "boolean"],
  ["aws:SourceAccount", "route"],
  ["aws:SourceArn", "route"],
  ["aws:SourceOrgID", "route"],
  ["aws:SourceOrgPaths", "route", "optional", "text", true],
  ["aws:SourceOwner", "route"],
  ["aws:UserAgent", "choice"],
];

/** Keys of services that are no free parameter of the call. */
const serviceRows: readonly (readonly [name: string, keyClass: KeyClass, list: string])[] = [
  ["ec2:Owner", "state", "amazonec2"],
  ["ec2:ResourceTag/", "state", "amazonec2"],
  ["iam:ResourceTag/", "state", "awsidentityandaccessmanagementiam"],
  ["kms:KeyOrigin", "state", "awskeymanagementservice"],
  ["kms:ResourceAliases", "state", "awskeymanagementservice"],
  ["kms:ViaService", "route", "awskeymanagementservice"],
  ["kms:CallerAccount", "named", "awskeymanagementservice"],
  ["s3:ExistingObjectTag/", "state", "amazons3"],
  ["s3:BucketTag/", "state", "amazons3"],
  ["s3:ResourceAccount", "state", "amazons3"],
  ["secretsmanager:ResourceTag/", "state", "awssecretsmanager"],
  ["ssm:resourceTag/", "state", "awssystemsmanager"],
  ["ecr:ResourceTag/", "state", "amazonelasticcontainerregistry"],
  ["rds:db-tag/", "state", "amazonrds"],
  ["rds:cluster-tag/", "state", "amazonrds"],
  ["rds:snapshot-tag/", "state", "amazonrds"],
];

const table: ReadonlyMap<string, KeyFacts> = new Map(
  [
    ...rows.map(
      ([name, keyClass, presence = "optional", kind = "text", hasSeveralValues = false]): KeyFacts => ({
        name,
        class: keyClass,
        kind,
        hasSeveralValues,
        presence,
        page: `${globalKeys}#condition-keys-${name
          .slice(name.indexOf(":") + 1)
          .replace("/", "")
          .toLowerCase()}`,
      }),
    ),
    ...serviceRows.map(
      ([name, keyClass, list]): KeyFacts => ({
        name,
        class: keyClass,
        kind: "text",
        hasSeveralValues: name === "kms:ResourceAliases",
        presence: "optional",
        page: service(list),
      }),
    ),
  ].map((facts) => [facts.name.toLowerCase(), facts]),
);

/** The row of a key in lower case, tags by their prefix; undefined for keys that the table does not name. */
export function keyFacts(key: string): KeyFacts | undefined {
  return table.get(keyFamily(key));
}

/** `aws:requesttag/` for `aws:requesttag/cost`: the part of a key that tables name. */
export function keyFamily(key: string): string {
  const slash = key.indexOf("/");
  if (slash !== -1) return key.slice(0, slash + 1);
  const colon = key.indexOf(":", key.indexOf(":") + 1);
  return colon === -1 ? key : key.slice(0, colon + 1);
}

/** Every row, for pages that explain keys and for the test that they all have a page. */
export const knownKeys: readonly KeyFacts[] = [...table.values()];

/** Global keys that only some actions carry: the Service Authorization Reference lists them action by action. */
export const listedByAction: ReadonlySet<string> = new Set(["aws:requesttag/", "aws:tagkeys", "aws:resourcetag/"]);
