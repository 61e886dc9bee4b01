import type { RoleKind } from "./collector-actions.ts";
import { checkTrust, defaultRoleNames, type RoleDocument, roleDocument, type Trust } from "./role-document.ts";
import { type TemplateValue, toYaml } from "./yaml.ts";

export type TemplateOptions = Trust & {
  readonly managementRoleName?: string;
  readonly memberRoleName?: string;
};

/**
 * CloudFormation (YAML) for one account: the management role, and beside it the member role, since StackSets do not
 * deploy to the management account. One role serves both where the names are equal.
 */
export function cloudFormationTemplate(options: TemplateOptions): string {
  const { managementRoleName = defaultRoleNames.management, memberRoleName = defaultRoleNames.member } = options;
  const management = roleDocument("management", options, managementRoleName);
  const member = roleDocument("member", options, memberRoleName);
  return template("Sekinin: read-only roles for the management or delegated administrator account", options, {
    ManagementRole: roleResource(management),
    ...(managementRoleName === memberRoleName ? {} : { MemberRole: roleResource(member) }),
  });
}

/** CloudFormation (YAML) of the member role alone: the template of a StackSet over the organisation's OUs. */
export function stackSetTemplate(options: TemplateOptions): string {
  const member = roleDocument("member", options, options.memberRoleName ?? defaultRoleNames.member);
  return template("Sekinin: read-only role for member accounts (StackSet)", options, {
    MemberRole: roleResource(member),
  });
}

function template(description: string, trust: Trust, resources: Readonly<Record<string, TemplateValue>>): string {
  const outputs = Object.keys(resources).map((name) => [`${name}Arn`, { Value: { "Fn::GetAtt": [name, "Arn"] } }]);
  return `${toYaml({
    AWSTemplateFormatVersion: "2010-09-09",
    Description: description,
    Parameters: parameters(trust),
    Resources: resources,
    Outputs: Object.fromEntries(outputs),
  })}\n`;
}

/** With the installation's values as defaults, so that one template in S3 also serves a quick-create link. */
function parameters({ principalArn, externalId }: Trust): TemplateValue {
  return {
    PrincipalArn: {
      Type: "String",
      Default: principalArn,
      AllowedPattern: "^arn:aws[a-z-]*:iam::[0-9]{12}:(root|role/.+)$",
      Description: "Role of the Sekinin installation that may assume this role",
    },
    ExternalId: {
      Type: "String",
      Default: externalId,
      AllowedPattern: "^[A-Za-z0-9+=,.@:/_-]{2,1224}$",
      Description: "External ID of this connection, made by Sekinin",
    },
  };
}

/** The trust of `roleDocument`, its two values taken from the parameters. */
function trustPolicy(document: RoleDocument): TemplateValue {
  const statements = document.trustPolicy.Statement.map((statement) => ({
    ...statement,
    Principal: { AWS: { Ref: "PrincipalArn" } },
    Condition: { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } },
  }));
  return plain({ ...document.trustPolicy, Statement: statements });
}

const policyNames: Readonly<Record<RoleKind, string>> = {
  management: "sekinin-management-read",
  member: "sekinin-read",
};

function roleResource(document: RoleDocument): TemplateValue {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: document.roleName,
      Description: "Sekinin reads settings with this role. It reads no data and changes nothing.",
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: trustPolicy(document),
      Policies: [{ PolicyName: policyNames[document.role], PolicyDocument: plain(document.permissionsPolicy) }],
    },
  };
}

/** The same value as plain JSON, without the optional members that are absent. */
function plain(value: object): TemplateValue {
  return JSON.parse(JSON.stringify(value)) as TemplateValue;
}

/**
 * Console link that opens a stack with a template from an S3 address. CloudFormation takes templates only from S3,
 * so `templateUrl` is where the installation or the customer put it. Throws RangeError for any other address.
 */
export function quickCreateUrl(options: {
  readonly templateUrl: string;
  readonly region: string;
  readonly stackName?: string;
  /** Fills in the template's parameters; its own defaults count where this is absent. */
  readonly trust?: Trust;
}): string {
  const { templateUrl, region, stackName = "sekinin", trust } = options;
  const address = URL.canParse(templateUrl) ? new URL(templateUrl) : null;
  const isS3 =
    address?.protocol === "https:" && /(^|\.)s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(\.cn)?$/.test(address.hostname);
  if (!isS3) throw new RangeError("CloudFormation opens templates from an https address in S3 only");
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new RangeError("not a Region");
  const host = region.startsWith("cn-")
    ? "console.amazonaws.cn"
    : region.startsWith("us-gov-")
      ? "console.amazonaws-us-gov.com"
      : "console.aws.amazon.com";
  if (trust !== undefined) checkTrust(trust);
  const query = new URLSearchParams({
    templateURL: templateUrl,
    stackName,
    ...(trust === undefined ? {} : { param_PrincipalArn: trust.principalArn, param_ExternalId: trust.externalId }),
  });
  return `https://${host}/cloudformation/home?region=${region}#/stacks/quickcreate?${query}`;
}
