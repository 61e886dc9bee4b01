import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";

const instances = ["arn:*:ec2:*:*:instance/*"];
const images = ["arn:*:ec2:*::image/*"];
const otherOwner = [when("StringNotEquals", "ec2:Owner", "{approvedOwners}")];

export const osPatchingObjectives: readonly Objective[] = [
  defineObjective({
    id: "inspector-off",
    domain: "os-patching",
    title: { en: "Inspector scanning cannot be switched off", ja: "Inspector のスキャンを無効化できない" },
    requests: [
      core(["inspector2:Disable", "inspector2:DisableDelegatedAdminAccount", "inspector2:DisassociateMember"]),
      hardening([
        "inspector2:UpdateOrganizationConfiguration",
        "inspector2:UpdateConfiguration",
        "inspector2:CreateFilter",
        "inspector2:UpdateFilter",
        "inspector2:UpdateEc2DeepInspectionConfiguration",
        "inspector2:DeleteCisScanConfiguration",
      ]),
    ],
    exemptions: [exemptions.delegatedAdministrator, exemptions.breakGlass],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "patching-off",
    domain: "os-patching",
    title: {
      en: "Patch baselines, windows and node management stay",
      ja: "パッチベースライン・メンテナンスウィンドウ・ノード管理を壊せない",
    },
    requests: [
      core([
        "ssm:DeletePatchBaseline",
        "ssm:UpdatePatchBaseline",
        "ssm:DeregisterPatchBaselineForPatchGroup",
        "ssm:DeleteMaintenanceWindow",
        "ssm:DeregisterManagedInstance",
        "ssm:DeleteAssociation",
      ]),
      hardening([
        "ssm:RegisterDefaultPatchBaseline",
        "ssm:UpdateMaintenanceWindow",
        "ssm:DeregisterTargetFromMaintenanceWindow",
        "ssm:DeregisterTaskFromMaintenanceWindow",
        "ssm:UpdateAssociation",
        "ssm:UpdateServiceSetting",
        "ssm:ResetServiceSetting",
        "ssm:DeleteInventory",
      ]),
    ],
    exemptions: [
      { en: "the patch platform's role", ja: "パッチ基盤のロール" },
      { en: "Quick Setup's roles (AWS-QuickSetup-*)", ja: "Quick Setup のロール（AWS-QuickSetup-*）" },
      exemptions.landingZone,
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "imdsv2",
    domain: "os-patching",
    title: {
      en: "Instances start and stay on IMDSv2",
      ja: "IMDSv1 を使うインスタンスの起動や IMDSv1 への変更ができない",
    },
    requests: [
      core(["ec2:RunInstances"], {
        on: instances,
        when: [when("StringNotEquals", "ec2:MetadataHttpTokens", "required")],
      }),
      core(["ec2:ModifyInstanceMetadataOptions"], {
        on: instances,
        when: [when("StringEqualsIfExists", "ec2:Attribute/HttpTokens", "optional")],
      }),
      hardening(["ec2:ModifyInstanceMetadataDefaults"]),
    ],
    exemptions: [
      { en: "the image pipeline's role", ja: "イメージ作成パイプラインのロール" },
      { en: "old appliances, by a tag on the instance", ja: "インスタンスのタグで識別した旧型アプライアンス" },
      {
        en: "the remediation role, for ec2:ModifyInstanceMetadataOptions",
        ja: "ec2:ModifyInstanceMetadataOptions を呼ぶ是正用ロール",
      },
    ],
    limit: {
      text: {
        en: "Whether a request carries the key when the caller leaves the setting to its default is not documented; requests without it count.",
        ja: "呼び出し側が設定を省略したときに条件キーが付くかどうかは文書化されていないため、キーのない要求も対象に含めている。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "A declarative policy for EC2 that enforces IMDSv2 in the instance metadata defaults.",
            ja: "EC2 の宣言型ポリシーで、インスタンスメタデータのデフォルトとして IMDSv2 を強制する。",
          },
        },
      ],
    },
    metBy: [
      {
        type: "DECLARATIVE_POLICY_EC2",
        path: "ec2_attributes.instance_metadata_defaults.http_tokens_enforced",
        values: ["enabled"],
        and: [{ path: "ec2_attributes.instance_metadata_defaults.http_tokens", values: ["required"] }],
      },
    ],
    references: [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html",
      "https://github.com/ScaleSec/terraform_aws_scp",
    ],
  }),
  defineObjective({
    id: "approved-ami",
    domain: "os-patching",
    title: { en: "Instances start only from approved images", ja: "承認済み AMI 以外から起動できない" },
    requests: [
      core(["ec2:RunInstances"], { on: images, when: otherOwner }),
      hardening(["ec2:CreateFleet"], { on: images, when: otherOwner }),
      hardening(["ec2:DisableAllowedImagesSettings", "ec2:ReplaceImageCriteriaInAllowedImagesSettings"]),
    ],
    exemptions: [
      { en: "the image pipeline's role", ja: "イメージ作成パイプラインのロール" },
      {
        en: "images of Amazon for EKS, ECS and Elastic Beanstalk (owner amazon)",
        ja: "EKS、ECS、Elastic Beanstalk 用の Amazon のイメージ（所有者 amazon）",
      },
    ],
    metBy: [
      { type: "DECLARATIVE_POLICY_EC2", path: "ec2_attributes.allowed_images_settings.state", values: ["enabled"] },
    ],
    references: [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html",
      "https://github.com/ScaleSec/terraform_aws_scp",
    ],
  }),
  defineObjective({
    id: "instance-types",
    domain: "os-patching",
    title: { en: "Only approved instance types can be launched", ja: "承認済みのインスタンスタイプしか起動できない" },
    requests: [
      core(["ec2:RunInstances"], {
        on: instances,
        when: [when("StringNotEquals", "ec2:InstanceType", "{approvedTypes}")],
      }),
      hardening(["ec2:ModifyInstanceAttribute"], {
        on: instances,
        when: [when("StringEquals", "ec2:Attribute", "InstanceType")],
      }),
    ],
    exemptions: [
      { en: "the role of a machine learning or HPC platform", ja: "機械学習・HPC 基盤のロール" },
      {
        en: "fleets and Spot, whose launches a service-linked role makes",
        ja: "サービスリンクロールが起動するフリートとスポット",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "serial-console",
    domain: "os-patching",
    title: { en: "The EC2 serial console stays off", ja: "EC2 シリアルコンソールを有効化できない" },
    requests: [
      core(["ec2:EnableSerialConsoleAccess"]),
      hardening(["ec2-instance-connect:SendSerialConsoleSSHPublicKey"]),
    ],
    exemptions: [{ en: "an operator's break-glass role", ja: "運用担当の緊急用ロール" }],
    metBy: [
      { type: "DECLARATIVE_POLICY_EC2", path: "ec2_attributes.serial_console_access.status", values: ["disabled"] },
    ],
    references: ["https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-9.html", "CT.EC2.PV.9"],
  }),
  defineObjective({
    id: "eks-version",
    domain: "os-patching",
    title: { en: "EKS clusters stay in standard support", ja: "EKS クラスターを延長サポートにできない" },
    requests: [
      core(["eks:CreateCluster"], { when: [when("StringEqualsIfExists", "eks:supportType", "EXTENDED")] }),
      core(["eks:UpdateClusterConfig"], { when: [when("StringEquals", "eks:supportType", "EXTENDED")] }),
      hardening(["eks:CreateCluster"], {
        when: [when("StringNotEquals", "eks:kubernetesVersion", "{approvedVersions}")],
      }),
    ],
    exemptions: [{ en: "the container platform's role", ja: "コンテナ基盤のロール" }],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
];
