import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";
import { worldwideActions } from "../worldwide-actions.ts";

const accountForms = ["arn:*:account::*:account", "arn:*:account::*:account/o-*/*"];
const landingZoneRoles = [
  "arn:*:iam::*:role/aws-controltower-*",
  "arn:*:iam::*:role/*AWSControlTower*",
  "arn:*:iam::*:role/stacksets-exec-*",
];
const protectedStacks = ["arn:*:cloudformation:*:*:stack/{protectedStacks}/*"];
const protectedFunctions = ["arn:*:lambda:*:*:function:{protectedFunctions}"];
const protectedStackSets = ["arn:*:cloudformation:*:*:stackset/{protectedStacks}:*"];
const elsewhere = [when("StringNotEquals", "aws:RequestedRegion", "{approvedRegions}")];

export const governanceObjectives: readonly Objective[] = [
  defineObjective({
    id: "org-leave",
    domain: "governance",
    title: { en: "A member account cannot leave the organization", ja: "メンバーアカウントが組織から離脱できない" },
    requests: [
      core(["organizations:LeaveOrganization"]),
      core(["organizations:AcceptHandshake"], { on: ["arn:*:organizations::*:handshake/*"] }),
    ],
    exemptions: [
      {
        en: "a migration role, or an OU in which accounts wait for their transfer",
        ja: "移行用のロール、または移管待ちのアカウントを置く OU",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html",
      "https://github.com/aws-samples/service-control-policy-examples",
    ],
  }),
  defineObjective({
    id: "account-close",
    domain: "governance",
    title: { en: "An account cannot be closed from inside", ja: "アカウント内部から解約できない" },
    requests: [core(["account:CloseAccount"]), hardening(["organizations:CloseAccount"])],
    exemptions: [{ en: "a role that manages the life of accounts", ja: "アカウントのライフサイクルを管理するロール" }],
    references: [
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "account-contacts",
    domain: "governance",
    title: {
      en: "Contact, name and root e-mail of the account cannot be changed",
      ja: "アカウントの連絡先・名称・ルートメールを変更できない",
    },
    requests: [
      core(["account:PutAlternateContact", "account:DeleteAlternateContact", "account:PutContactInformation"], {
        on: accountForms,
      }),
      hardening(["account:PutAccountName", "account:StartPrimaryEmailUpdate", "account:AcceptPrimaryEmailUpdate"], {
        on: accountForms,
      }),
    ],
    exemptions: [
      { en: "the delegated administrator for Account Management", ja: "Account Management の委任管理者" },
      exemptions.landingZone,
    ],
    references: ["https://docs.aws.amazon.com/accounts/latest/reference/using-orgs-example-scps.html"],
  }),
  defineObjective({
    id: "region-optin",
    domain: "governance",
    title: { en: "Opt-in Regions cannot be switched on or off", ja: "オプトインリージョンを有効化・無効化できない" },
    requests: [core(["account:EnableRegion", "account:DisableRegion"])],
    exemptions: [exemptions.landingZone, { en: "a platform role", ja: "プラットフォーム担当のロール" }],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "region-restrict",
    domain: "governance",
    title: { en: "Work is only possible in approved Regions", ja: "承認済みリージョン以外では作業できない" },
    requests: [
      core(["*"], { exceptActions: worldwideActions, when: elsewhere }),
      hardening(["kms:*", "config:*", "acm:*", "access-analyzer:*", "wafv2:*", "resource-explorer-2:*"], {
        when: elsewhere,
      }),
    ],
    exemptions: [
      {
        en: "services that have one place for the whole world, left out by NotAction",
        ja: "NotAction で除外したグローバルサービス",
      },
      exemptions.controlTower,
      exemptions.breakGlass,
      {
        en: "calls that AWS services make on somebody's behalf (aws:ViaAWSService)",
        ja: "AWS サービスが利用者に代わって行う呼び出し（aws:ViaAWSService）",
      },
      { en: "Bedrock's cross-Region inference profiles", ja: "Bedrock のクロスリージョン推論プロファイル" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html",
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
      "AWS-GR_REGION_DENY",
      "CT.MULTISERVICE.PV.1",
    ],
  }),
  defineObjective({
    id: "org-admin",
    domain: "governance",
    title: {
      en: "Members cannot alter the organization, its policies or delegation",
      ja: "メンバーが組織・ポリシー・委任設定を変更できない",
    },
    requests: [
      core([
        "organizations:AttachPolicy",
        "organizations:DetachPolicy",
        "organizations:UpdatePolicy",
        "organizations:DeletePolicy",
        "organizations:DisablePolicyType",
        "organizations:PutResourcePolicy",
      ]),
      hardening([
        "organizations:CreatePolicy",
        "organizations:EnablePolicyType",
        "organizations:DeleteResourcePolicy",
        "organizations:MoveAccount",
        "organizations:RemoveAccountFromOrganization",
        "organizations:RegisterDelegatedAdministrator",
        "organizations:DeregisterDelegatedAdministrator",
        "organizations:EnableAWSServiceAccess",
        "organizations:DisableAWSServiceAccess",
        "organizations:CreateAccount",
        "organizations:CreateOrganizationalUnit",
        "organizations:DeleteOrganizationalUnit",
      ]),
    ],
    exemptions: [
      {
        en: "the account to which policies are delegated, in an OU of its own",
        ja: "ポリシーの管理を委任したアカウント（専用の OU に置く）",
      },
    ],
    limit: {
      text: {
        en: "No SCP binds the management account: there, only identity policies and few people do.",
        ja: "管理アカウントに SCP は効かない。管理アカウントではアイデンティティポリシーと利用者の限定だけが頼りになる。",
      },
      better: [],
    },
    references: ["https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html"],
  }),
  defineObjective({
    id: "controltower-tamper",
    domain: "governance",
    title: {
      en: "Control Tower set-up and controls cannot be undone from members",
      ja: "メンバーから Control Tower の構成やコントロールを解除できない",
    },
    requests: [
      core(["controltower:DisableControl", "controltower:DisableBaseline", "controltower:DeleteLandingZone"]),
      hardening([
        "controltower:ResetLandingZone",
        "controltower:UpdateLandingZone",
        "controltower:ResetEnabledControl",
        "controltower:ResetEnabledBaseline",
        "controltower:UpdateEnabledControl",
        "controltower:UpdateEnabledBaseline",
        "controltower:DisableGuardrail",
      ]),
    ],
    exemptions: [exemptions.controlTower],
    references: ["https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html"],
  }),
  defineObjective({
    id: "controltower-roles",
    domain: "governance",
    title: { en: "Landing-zone roles are out of reach", ja: "ランディングゾーンのロールを変更できない" },
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
        { on: landingZoneRoles },
      ),
      hardening(
        [
          "iam:CreateRole",
          "iam:DeleteRolePermissionsBoundary",
          "iam:PutRolePermissionsBoundary",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription",
        ],
        { on: landingZoneRoles },
      ),
    ],
    exemptions: [
      exemptions.controlTower,
      {
        en: "the stack sets' execution roles (stacksets-exec-*)",
        ja: "スタックセットの実行ロール（stacksets-exec-*）",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "AWS-GR_IAM_ROLE_CHANGE_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "marketplace-buy",
    domain: "governance",
    title: { en: "No Marketplace purchase or agreement", ja: "Marketplace の購入・契約ができない" },
    requests: [
      core([
        "aws-marketplace:Subscribe",
        "aws-marketplace:CreateAgreementRequest",
        "aws-marketplace:AcceptAgreementRequest",
      ]),
      hardening([
        "aws-marketplace:Unsubscribe",
        "aws-marketplace:AcceptAgreementApprovalRequest",
        "aws-marketplace:CancelAgreementRequest",
      ]),
    ],
    exemptions: [
      {
        en: "a procurement role, or the administrator of the private marketplace",
        ja: "調達担当のロール、またはプライベートマーケットプレイスの管理者",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "commitments",
    domain: "governance",
    title: {
      en: "No reservation, savings plan, domain or hardware order",
      ja: "予約・Savings Plans・ドメイン・ハードウェアの発注ができない",
    },
    requests: [
      core([
        "savingsplans:CreateSavingsPlan",
        "ec2:PurchaseReservedInstancesOffering",
        "ec2:PurchaseHostReservation",
        "rds:PurchaseReservedDBInstancesOffering",
        "elasticache:PurchaseReservedCacheNodesOffering",
        "redshift:PurchaseReservedNodeOffering",
        "es:PurchaseReservedInstanceOffering",
        "dynamodb:PurchaseReservedCapacityOfferings",
      ]),
      hardening([
        "ec2:PurchaseCapacityBlock",
        "ec2:PurchaseScheduledInstances",
        "ec2:AcceptReservedInstancesExchangeQuote",
        "ec2:AllocateHosts",
        "es:PurchaseReservedElasticsearchInstanceOffering",
        "route53domains:RegisterDomain",
        "route53domains:TransferDomain",
        "shield:CreateSubscription",
        "snowball:CreateJob",
        "outposts:CreateOrder",
        "bedrock:CreateProvisionedModelThroughput",
      ]),
    ],
    exemptions: [{ en: "a FinOps or procurement role", ja: "FinOps または調達担当のロール" }],
    references: [
      "https://github.com/welldone-cloud/aws-scps-for-sandbox-and-training-accounts",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "billing-change",
    domain: "governance",
    title: { en: "Billing, payment and tax settings stay as they are", ja: "請求・支払・税の設定を変更できない" },
    requests: [
      core([
        "billing:UpdateBillingPreferences",
        "billing:UpdateIAMAccessPreference",
        "payments:UpdatePaymentInstrument",
        "payments:DeletePaymentInstrument",
        "tax:PutTaxRegistration",
        "tax:BatchPutTaxRegistration",
      ]),
      hardening([
        "billing:PutContractInformation",
        "billing:RedeemCredits",
        "payments:CreatePaymentInstrument",
        "payments:UpdatePaymentPreferences",
        "payments:MakePayment",
        "tax:DeleteTaxRegistration",
        "tax:BatchDeleteTaxRegistration",
        "tax:PutTaxInheritance",
        "tax:UpdateExemptions",
        "purchase-orders:AddPurchaseOrder",
        "purchase-orders:UpdatePurchaseOrder",
        "purchase-orders:DeletePurchaseOrder",
        "aws-portal:ModifyBilling",
        "aws-portal:ModifyPaymentMethods",
        "aws-portal:ModifyAccount",
      ]),
    ],
    exemptions: [{ en: "a FinOps or procurement role", ja: "FinOps または調達担当のロール" }],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "support-plan",
    domain: "governance",
    title: { en: "The support plan cannot be changed", ja: "サポートプランを変更できない" },
    requests: [
      core(["supportplans:StartSupportPlanUpdate"]),
      hardening([
        "supportplans:CreateSupportPlanSchedule",
        "supportplans:CancelSupportAgreement",
        "supportplans:AcceptSupportAgreement",
      ]),
    ],
    exemptions: [{ en: "a FinOps or procurement role", ja: "FinOps または調達担当のロール" }],
    limit: {
      text: {
        en: "SCPs do not stop the root user from signing up for Enterprise Support.",
        ja: "ルートユーザーによるエンタープライズサポートへの申し込みは SCP では防げない。",
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
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp",
    ],
  }),
  defineObjective({
    id: "service-off",
    domain: "governance",
    title: { en: "Services that are not approved are switched off", ja: "未承認のサービスを使えない" },
    requests: [core(["{unapprovedServices}:*"])],
    exemptions: [
      {
        en: "a service's own list of allowed actions (Allow instead of Deny)",
        ja: "許可リスト方式（Deny ではなく Allow）で許可したサービス",
      },
      exemptions.breakGlass,
    ],
    references: [
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html#strategy_using_scps",
      "https://github.com/salesforce/aws-allowlister",
    ],
  }),
  defineObjective({
    id: "stack-tamper",
    domain: "governance",
    title: {
      en: "Baseline stacks and their functions cannot be altered",
      ja: "ベースラインのスタックと関数を変更できない",
    },
    requests: [
      core(["cloudformation:DeleteStack", "cloudformation:UpdateStack"], { on: protectedStacks }),
      core(["lambda:DeleteFunction", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"], {
        on: protectedFunctions,
      }),
      hardening(["cloudformation:CreateStack", "cloudformation:SetStackPolicy"], { on: protectedStacks }),
      hardening(
        ["cloudformation:DeleteStackInstances", "cloudformation:UpdateStackSet", "cloudformation:DeleteStackSet"],
        { on: protectedStackSets },
      ),
      hardening(["lambda:AddPermission", "lambda:RemovePermission", "lambda:PutFunctionConcurrency"], {
        on: protectedFunctions,
      }),
    ],
    exemptions: [exemptions.controlTower, exemptions.landingZone],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_LAMBDA_CHANGE_PROHIBITED",
    ],
  }),
];
