import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";

const users = ["arn:*:iam::*:user/*"];
const rootUser = ["arn:*:iam::*:root"];
const protectedRoles = ["arn:*:iam::*:role/{protectedRoles}"];
const otherBoundary = [when("StringNotEquals", "iam:PermissionsBoundary", "{boundaryArns}")];
const fromOutside = [
  when("StringNotEquals", "aws:PrincipalOrgID", "{orgId}"),
  when("BoolIfExists", "aws:PrincipalIsAWSService", "false"),
];

export const identityAccessObjectives: readonly Objective[] = [
  defineObjective({
    id: "bedrock-keys",
    domain: "identity-access",
    title: { en: "No long-lived API keys for Bedrock", ja: "Bedrock の長期 API キーを作成できない" },
    requests: [
      core(["iam:CreateServiceSpecificCredential"], {
        on: users,
        when: [when("StringEquals", "iam:ServiceSpecificCredentialServiceName", "bedrock.amazonaws.com")],
      }),
      hardening(["bedrock:CallWithBearerToken"], {
        when: [when("StringEquals", "bedrock:BearerTokenType", "LONG_TERM")],
      }),
    ],
    exemptions: [exemptions.breakGlass],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "root-actions",
    domain: "identity-access",
    title: { en: "The root user can do nothing", ja: "ルートユーザーは何も操作できない" },
    requests: [core(["*"], { exceptActions: ["sts:GetCallerIdentity"], by: ["root"] })],
    exemptions: [
      {
        en: "root sessions from central root access (aws:AssumedRoot), to unlock a bucket or queue policy",
        ja: "一元管理によるルートセッション（aws:AssumedRoot）でのバケットポリシーやキューポリシーの復旧",
      },
      { en: "the few tasks that only the root user can do", ja: "ルートユーザーにしかできない少数の作業" },
    ],
    limit: {
      text: {
        en: "Enterprise Support sign-up, CloudFront's trusted signer, reverse DNS and a few old services stay open to the root user whatever SCPs say.",
        ja: "エンタープライズサポートの申し込み、CloudFront の信頼された署名者、逆引き DNS、一部の旧サービスは、SCP の内容によらずルートユーザーに許される。",
      },
      better: [
        {
          kind: "service-setting",
          text: {
            en: "Delete the root user's credentials in member accounts by central root access.",
            ja: "ルートアクセスの一元管理により、メンバーアカウントのルート認証情報を削除する。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/strongly-recommended-preventive-controls.html",
      "AWS-GR_RESTRICT_ROOT_USER",
    ],
  }),
  defineObjective({
    id: "root-access-keys",
    domain: "identity-access",
    title: { en: "No access key for the root user", ja: "ルートユーザーのアクセスキーを作成できない" },
    requests: [core(["iam:CreateAccessKey"], { on: rootUser, by: ["root"] })],
    exemptions: [],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/strongly-recommended-preventive-controls.html",
      "AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS",
    ],
  }),
  defineObjective({
    id: "root-recovery",
    domain: "identity-access",
    title: {
      en: "Root credentials of members stay centrally managed",
      ja: "メンバーのルート認証情報の一元管理を崩せない",
    },
    requests: [
      core(["iam:CreateLoginProfile", "iam:DeactivateMFADevice"], { on: rootUser, by: ["root"] }),
      hardening(["iam:EnableMFADevice"], { on: rootUser, by: ["root"] }),
      hardening(["iam:CreateVirtualMFADevice"], { by: ["root"] }),
      hardening(["iam:DisableOrganizationsRootCredentialsManagement", "iam:DisableOrganizationsRootSessions"]),
    ],
    exemptions: [
      {
        en: "the delegated administrator of IAM for central root access",
        ja: "ルートアクセスを一元管理する IAM の委任管理者",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "iam-user-create",
    domain: "identity-access",
    title: { en: "No IAM user can be created", ja: "IAM ユーザーを作成できない" },
    requests: [core(["iam:CreateUser"], { on: users })],
    exemptions: [
      exemptions.breakGlass,
      exemptions.landingZone,
      { en: "the pipeline that makes SMTP users for SES", ja: "SES の SMTP ユーザーを作成するパイプライン" },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "iam-user-keys",
    domain: "identity-access",
    title: { en: "No long-term credential for an IAM user", ja: "IAM ユーザーの長期認証情報を発行できない" },
    requests: [
      core(["iam:CreateAccessKey", "iam:CreateLoginProfile"], { on: users }),
      hardening(
        [
          "iam:UpdateAccessKey",
          "iam:UpdateLoginProfile",
          "iam:CreateServiceSpecificCredential",
          "iam:ResetServiceSpecificCredential",
          "iam:UploadSSHPublicKey",
          "iam:UploadSigningCertificate",
        ],
        { on: users },
      ),
    ],
    exemptions: [
      exemptions.breakGlass,
      {
        en: "the role that rotates keys, or Secrets Manager's rotation",
        ja: "キーのローテーション用ロール、または Secrets Manager のローテーション",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "iam-mfa-remove",
    domain: "identity-access",
    title: { en: "MFA cannot be taken off someone else", ja: "他人の MFA を外せない" },
    requests: [
      core(["iam:DeactivateMFADevice"], { on: users }),
      core(["iam:DeleteVirtualMFADevice"], { on: ["arn:*:iam::*:mfa/*"] }),
      hardening(["iam:ResyncMFADevice"], { on: users }),
    ],
    exemptions: [
      { en: "one's own device, in a session with MFA", ja: "MFA 付きセッションでの本人のデバイス" },
      { en: "the help desk's role", ja: "ヘルプデスクのロール" },
    ],
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html",
    ],
  }),
  defineObjective({
    id: "password-policy",
    domain: "identity-access",
    title: { en: "The account password policy stays", ja: "パスワードポリシーを変更・削除できない" },
    requests: [core(["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy"])],
    exemptions: [exemptions.breakGlass, exemptions.landingZone],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "mfa-required",
    domain: "identity-access",
    title: { en: "Sensitive changes need a session with MFA", ja: "重要な操作は MFA 付きセッションでしか実行できない" },
    requests: [
      core(
        [
          "iam:AttachRolePolicy",
          "iam:PutRolePolicy",
          "iam:CreateAccessKey",
          "ec2:StopInstances",
          "ec2:TerminateInstances",
          "s3:DeleteBucket",
          "kms:ScheduleKeyDeletion",
          "rds:DeleteDBInstance",
        ],
        { when: [when("BoolIfExists", "aws:MultiFactorAuthPresent", "false")], by: ["human"] },
      ),
    ],
    exemptions: [
      {
        en: "workload roles, which never carry the MFA key, by aws:PrincipalArn",
        ja: "MFA のキーを持たないワークロードのロール（aws:PrincipalArn）",
      },
      { en: "calls through AWS services (aws:ViaAWSService)", ja: "AWS サービス経由の呼び出し（aws:ViaAWSService）" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/elective-preventive-controls.html",
      "AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA",
    ],
  }),
  defineObjective({
    id: "security-roles",
    domain: "identity-access",
    title: { en: "Protected roles cannot be altered", ja: "保護対象ロールを変更できない" },
    requests: [
      core(
        [
          "iam:AttachRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePolicy",
          "iam:DeleteRolePolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:DeleteRole",
        ],
        { on: protectedRoles },
      ),
      hardening(
        [
          "iam:PutRolePermissionsBoundary",
          "iam:DeleteRolePermissionsBoundary",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:CreateRole",
        ],
        { on: protectedRoles },
      ),
    ],
    exemptions: [
      { en: "the protected role itself", ja: "保護対象のロール自身" },
      exemptions.landingZone,
      exemptions.breakGlass,
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_IAM_ROLE_CHANGE_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "admin-attach",
    domain: "identity-access",
    title: {
      en: "AdministratorAccess and like policies cannot be attached",
      ja: "AdministratorAccess などを付与できない",
    },
    requests: [
      core(["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:AttachGroupPolicy"], {
        when: [
          when(
            "ArnEquals",
            "iam:PolicyARN",
            "arn:*:iam::aws:policy/AdministratorAccess",
            "arn:*:iam::aws:policy/IAMFullAccess",
            "arn:*:iam::aws:policy/PowerUserAccess",
          ),
        ],
      }),
    ],
    exemptions: [exemptions.breakGlass, exemptions.landingZone],
    limit: {
      text: {
        en: "Inline and customer policies can say the same as AdministratorAccess, and no key carries their text.",
        ja: "インラインポリシーやカスタマー管理ポリシーでも AdministratorAccess と同じ権限を与えられるが、その内容を判定できる条件キーはない。",
      },
      better: [
        {
          kind: "service-setting",
          text: {
            en: "A permissions boundary that every new role and user must carry (boundary-required).",
            ja: "新しいロールとユーザーすべてにアクセス許可境界を必須にする（boundary-required）。",
          },
        },
      ],
    },
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"],
  }),
  defineObjective({
    id: "boundary-remove",
    domain: "identity-access",
    title: {
      en: "Permissions boundaries cannot be removed or loosened",
      ja: "アクセス許可境界を外したり緩めたりできない",
    },
    requests: [
      core(["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"]),
      core(["iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary"], { when: otherBoundary }),
      hardening(
        ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicyVersion", "iam:DeletePolicy"],
        { on: ["arn:*:iam::*:policy/{boundaryPolicies}"] },
      ),
    ],
    exemptions: [exemptions.landingZone, exemptions.breakGlass],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"],
  }),
  defineObjective({
    id: "boundary-required",
    domain: "identity-access",
    title: {
      en: "New roles and users carry the boundary",
      ja: "新しいロールとユーザーにはアクセス許可境界が必須である",
    },
    requests: [core(["iam:CreateRole", "iam:CreateUser"], { when: otherBoundary })],
    exemptions: [exemptions.landingZone],
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"],
  }),
  defineObjective({
    id: "federation-change",
    domain: "identity-access",
    title: { en: "Identity providers cannot be added or changed", ja: "ID プロバイダーを追加・変更できない" },
    requests: [
      core([
        "iam:CreateSAMLProvider",
        "iam:UpdateSAMLProvider",
        "iam:DeleteSAMLProvider",
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
      ]),
      hardening([
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "rolesanywhere:CreateTrustAnchor",
        "rolesanywhere:UpdateTrustAnchor",
        "rolesanywhere:EnableTrustAnchor",
        "rolesanywhere:CreateProfile",
      ]),
    ],
    exemptions: [
      exemptions.landingZone,
      {
        en: "the platform role that sets up OIDC for EKS or for deployment from GitHub",
        ja: "EKS や GitHub からのデプロイ用に OIDC を設定するプラットフォーム担当のロール",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "identity-center",
    domain: "identity-access",
    title: {
      en: "Identity Center set-up and assignments cannot be changed",
      ja: "IAM Identity Center の設定・割り当てを変更できない",
    },
    requests: [
      core([
        "sso:CreatePermissionSet",
        "sso:UpdatePermissionSet",
        "sso:DeletePermissionSet",
        "sso:AttachManagedPolicyToPermissionSet",
        "sso:PutInlinePolicyToPermissionSet",
        "sso:CreateAccountAssignment",
        "sso:DeleteAccountAssignment",
      ]),
      hardening([
        "sso:CreateInstance",
        "sso:DeleteInstance",
        "sso:ProvisionPermissionSet",
        "sso:DetachManagedPolicyFromPermissionSet",
        "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
        "sso:DeleteInlinePolicyFromPermissionSet",
        "sso:PutPermissionsBoundaryToPermissionSet",
        "sso:DeletePermissionsBoundaryFromPermissionSet",
        "sso-directory:CreateUser",
        "sso-directory:AddMemberToGroup",
        "identitystore:CreateUser",
        "identitystore:CreateGroupMembership",
      ]),
    ],
    exemptions: [
      {
        en: "Identity Center's delegated administrator account and its role",
        ja: "IAM Identity Center の委任管理者アカウントとそのロール",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "external-assume",
    domain: "identity-access",
    title: {
      en: "Roles can only be assumed from inside the organization (RCP)",
      ja: "組織外からロールを引き受けられない（RCP）",
    },
    requests: [
      core(
        [
          "sts:AssumeRole",
          "sts:AssumeRoleWithSAML",
          "sts:AssumeRoleWithWebIdentity",
          "sts:SetSourceIdentity",
          "sts:TagSession",
        ],
        { on: ["arn:*:iam::*:role/*"], when: fromOutside, by: ["external"] },
      ),
    ],
    exemptions: [
      {
        en: "AWS services that act for this organization (aws:SourceOrgID)",
        ja: "この組織のために動作する AWS サービス（aws:SourceOrgID）",
      },
      { en: "accounts of named partners", ja: "特定のパートナーのアカウント" },
      { en: "resources with the tag dp:exclude:identity", ja: "タグ dp:exclude:identity が付いたリソース" },
      { en: "named OIDC issuers and SAML providers", ja: "特定の OIDC 発行者と SAML プロバイダー" },
    ],
    limit: {
      text: {
        en: "Callers with a web identity carry no organization id, so that an RCP has to name their issuers.",
        ja: "ウェブ ID による呼び出しには組織 ID が付かないため、RCP では発行者を明示する必要がある。",
      },
      better: [
        {
          kind: "resource-control-policy",
          text: {
            en: "An RCP on sts with aws:PrincipalOrgID, and a second statement for OIDC issuers.",
            ja: "aws:PrincipalOrgID による sts の RCP と、OIDC 発行者を限定する別のステートメント。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html",
      "https://github.com/aws-samples/data-perimeter-policy-examples",
      "CT.STS.PV.1",
    ],
  }),
];
