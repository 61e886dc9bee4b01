/** Statements as large organisations write them, chosen by the policy's number. */
export type GeneratedStatement = Readonly<Record<string, unknown>>;

export type Names = {
  readonly accountIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly rootId: string;
};

const role = (name: string) => `arn:aws:iam::*:role/${name}`;

/** Lists that many policies share, as landing zones write them. */
const exemptionLists: readonly (readonly string[])[] = [
  [role("AWSControlTowerExecution")],
  [role("AWSControlTowerExecution"), role("stacksets-exec-*"), role("AWSAccelerator-*")],
  [role("OrganizationAccountAccessRole"), role("cdk-hnb659fds-*"), role("platform/*")],
  [role("aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_BreakGlass_*"), role("BreakGlass")],
  [
    role("AWSControlTowerExecution"),
    role("security-automation-*"),
    role("aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_SecurityAdmin_*"),
  ],
  [role("Admin*"), role("terraform-*")],
];

const protectedActions: readonly (readonly string[])[] = [
  [
    "guardduty:Delete*",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
  ],
  ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
  [
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:StopConfigurationRecorder",
    "config:PutConfigurationRecorder",
  ],
  [
    "securityhub:DisableSecurityHub",
    "securityhub:DisassociateFromAdministratorAccount",
    "securityhub:DeleteMembers",
    "securityhub:BatchDisableStandards",
  ],
  ["access-analyzer:DeleteAnalyzer", "access-analyzer:UpdateArchiveRule"],
  ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy"],
  ["ec2:DeleteFlowLogs", "logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy"],
  [
    "ec2:CreateInternetGateway",
    "ec2:AttachInternetGateway",
    "ec2:CreateVpcPeeringConnection",
    "ec2:CreateEgressOnlyInternetGateway",
  ],
  ["s3:PutAccountPublicAccessBlock", "s3:PutBucketPublicAccessBlock", "s3:DeleteBucketPolicy"],
  ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"],
  ["rds:DeleteDBInstance", "rds:DeleteDBCluster", "rds:ModifyDBSnapshotAttribute"],
  [
    "backup:DeleteBackupVault",
    "backup:DeleteRecoveryPoint",
    "backup:DeleteBackupPlan",
    "backup:PutBackupVaultAccessPolicy",
  ],
  ["organizations:LeaveOrganization", "account:CloseAccount", "account:EnableRegion", "account:DisableRegion"],
  ["macie2:DisableMacie", "inspector2:Disable", "detective:DeleteGraph"],
];

const globalServices = [
  "iam:*",
  "organizations:*",
  "route53:*",
  "cloudfront:*",
  "support:*",
  "sts:*",
  "budgets:*",
  "waf:*",
  "globalaccelerator:*",
  "health:*",
  "shield:*",
  "account:*",
];

const deny = (sid: string, rest: GeneratedStatement): GeneratedStatement => ({ Sid: sid, Effect: "Deny", ...rest });
const all = { Resource: "*" };

/** Six to eight statements; `allow` gives an Allow list instead. */
export function statementsOf(at: number, names: Names, allow: boolean): readonly GeneratedStatement[] {
  if (allow) return [allowList];
  // Every landing zone leaves its own role out, whatever else a policy exempts.
  const exempt = [
    ...new Set([role("AWSControlTowerExecution"), ...(exemptionLists[at % exemptionLists.length] ?? [])]),
  ];
  const unlessExempt = { ArnNotLike: { "aws:PrincipalArn": exempt } };
  const pick = (which: number) => protectedActions[(at * 5 + which * 3) % protectedActions.length] ?? [];
  return [
    ...[0, 1, 2].map((which) => deny(`Protect${which}`, { Action: pick(which), ...all, Condition: unlessExempt })),
    deny("Always", { Action: pick(3).slice(0, 2), ...all }),
    ...special(at, names, unlessExempt),
  ];
}

const allowList: GeneratedStatement = {
  Sid: "Approved",
  Effect: "Allow",
  Action: [
    "s3:*",
    "ec2:*",
    "logs:*",
    "cloudwatch:*",
    "iam:Get*",
    "iam:List*",
    "kms:*",
    "lambda:*",
    "sts:*",
    "dynamodb:*",
    "rds:*",
  ],
  Resource: "*",
};

/** Two or three statements of the rarer kinds. */
function special(at: number, names: Names, unlessExempt: GeneratedStatement): readonly GeneratedStatement[] {
  const account = (which: number) => names.accountIds[(at * 131 + which * 977) % names.accountIds.length] ?? "";
  const unit = names.unitIds[(at * 17) % names.unitIds.length] ?? "";
  const kinds: readonly GeneratedStatement[] = [
    deny("Regions", {
      NotAction: globalServices,
      ...all,
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] }, ...unlessExempt },
    }),
    deny("Root", { Action: "*", ...all, Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } }),
    deny("Tags", {
      Action: ["ec2:RunInstances", "ec2:CreateVolume"],
      ...all,
      Condition: { Null: { "aws:RequestTag/owner": "true" } },
    }),
    deny("Roles", {
      Action: [
        "iam:CreateRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "iam:DeleteRole",
      ],
      Resource: [role("AWSControlTowerExecution"), role("stacksets-exec-*")],
      Condition: unlessExempt,
    }),
    deny("Mfa", {
      Action: ["iam:DeactivateMFADevice", "iam:DeleteVirtualMFADevice"],
      ...all,
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    }),
    deny("Accounts", {
      Action: ["s3:PutBucketPolicy", "s3:PutBucketAcl", "ram:CreateResourceShare"],
      ...all,
      Condition: { StringNotEquals: { "aws:PrincipalAccount": [account(0), account(1), account(2)] } },
    }),
    deny("Paths", {
      Action: ["ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute"],
      ...all,
      Condition: {
        "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": [`o-bench00001/${names.rootId}/*${unit}/*`] },
      },
    }),
    deny("OneAccount", { Action: ["sts:AssumeRole"], Resource: `arn:aws:iam::${account(3)}:role/break-glass` }),
    deny("Own", {
      Action: ["s3:DeleteBucket", "s3:PutEncryptionConfiguration"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      Resource: "arn:aws:s3:::log-archive-${aws:PrincipalAccount}",
      Condition: unlessExempt,
    }),
    deny("Tls", { Action: "s3:*", ...all, Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    deny("Metadata", {
      Action: "ec2:RunInstances",
      Resource: "arn:aws:ec2:*:*:instance/*",
      Condition: { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } },
    }),
    deny("Project", {
      Action: ["dynamodb:DeleteTable", "rds:DeleteDBCluster"],
      ...all,
      Condition: { StringNotEquals: { "aws:PrincipalTag/team": ["dba", "platform"] } },
    }),
  ];
  return [0, 1, 2].flatMap((which): readonly GeneratedStatement[] =>
    kinds.slice((at + which * 5) % kinds.length).slice(0, 1),
  );
}

/** A data perimeter. */
export function resourcePolicyStatements(at: number): readonly GeneratedStatement[] {
  const services = ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:AssumeRole", "dynamodb:*"];
  return services.slice(at % 3, (at % 3) + 4).map((action, which) => ({
    Sid: `Perimeter${which}`,
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: "*",
    Condition: {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-bench00001" },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  }));
}
