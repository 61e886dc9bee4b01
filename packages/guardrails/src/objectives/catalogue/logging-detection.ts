import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";

const trails = ["arn:*:cloudtrail:*:*:trail/*"];
const eventDataStores = ["arn:*:cloudtrail:*:*:eventdatastore/*"];
const protectedLogGroups = ["arn:*:logs:*:*:log-group:{protectedLogGroups}:*"];
const protectedAlarms = ["arn:*:cloudwatch:*:*:alarm:{protectedAlarms}"];
const protectedRules = ["arn:*:events:*:*:rule/{protectedRules}"];
const protectedTopics = ["arn:*:sns:*:*:{protectedTopics}"];
const logArchive = ["arn:*:s3:::{logArchiveBuckets}"];
const logArchiveObjects = ["arn:*:s3:::{logArchiveBuckets}/*"];
const fromOutside = [
  when("StringNotEquals", "aws:PrincipalOrgID", "{orgId}"),
  when("BoolIfExists", "aws:PrincipalIsAWSService", "false"),
];

export const loggingDetectionObjectives: readonly Objective[] = [
  defineObjective({
    id: "access-analyzer",
    domain: "logging-detection",
    title: { en: "Access Analyzer stays on", ja: "Access Analyzer を削除・改変できない" },
    requests: [
      core(["access-analyzer:DeleteAnalyzer"]),
      hardening([
        "access-analyzer:UpdateAnalyzer",
        "access-analyzer:CreateArchiveRule",
        "access-analyzer:UpdateArchiveRule",
        "access-analyzer:DeleteArchiveRule",
        "access-analyzer:UpdateFindings",
      ]),
    ],
    exemptions: [exemptions.breakGlass, exemptions.delegatedAdministrator],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "cloudtrail-off",
    domain: "logging-detection",
    title: { en: "Audit trails cannot be stopped, cut or deleted", ja: "監査証跡を停止・削減・削除できない" },
    requests: [
      core(
        ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
        { on: trails },
      ),
      hardening(["cloudtrail:PutInsightSelectors"], { on: trails }),
      hardening(
        [
          "cloudtrail:DeleteEventDataStore",
          "cloudtrail:UpdateEventDataStore",
          "cloudtrail:StopEventDataStoreIngestion",
          "cloudtrail:DeleteResourcePolicy",
        ],
        { on: eventDataStores },
      ),
      hardening(["cloudtrail:DeregisterOrganizationDelegatedAdmin"]),
    ],
    exemptions: [exemptions.controlTower, exemptions.breakGlass],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "config-off",
    domain: "logging-detection",
    title: { en: "Config recording cannot be stopped or rerouted", ja: "Config の記録を停止・変更できない" },
    requests: [
      core([
        "config:StopConfigurationRecorder",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:PutConfigurationRecorder",
      ]),
      hardening([
        "config:PutDeliveryChannel",
        "config:DeleteRetentionConfiguration",
        "config:PutRetentionConfiguration",
        "config:DeleteServiceLinkedConfigurationRecorder",
      ]),
    ],
    exemptions: [exemptions.controlTower, exemptions.landingZone],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "AWS-GR_CONFIG_CHANGE_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "config-rules",
    domain: "logging-detection",
    title: { en: "Config rules, packs and aggregation stay", ja: "Config ルール・適合パック・集約を変更できない" },
    requests: [
      core([
        "config:DeleteConfigRule",
        "config:PutConfigRule",
        "config:DeleteConformancePack",
        "config:DeleteAggregationAuthorization",
      ]),
      hardening([
        "config:PutConformancePack",
        "config:DeleteEvaluationResults",
        "config:DeleteRemediationConfiguration",
        "config:PutRemediationConfigurations",
        "config:DeleteConfigurationAggregator",
        "config:PutConfigurationAggregator",
        "config:DeleteOrganizationConfigRule",
        "config:DeleteOrganizationConformancePack",
      ]),
    ],
    exemptions: [
      exemptions.controlTower,
      {
        en: "Security Hub's rules, which the service itself shields",
        ja: "サービス自身が保護する Security Hub のルール",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED",
      "AWS-GR_CONFIG_AGGREGATION_CHANGE_PROHIBITED",
      "AWS-GR_CONFIG_AGGREGATION_AUTHORIZATION_POLICY",
    ],
  }),
  defineObjective({
    id: "guardduty-off",
    domain: "logging-detection",
    title: {
      en: "GuardDuty cannot be switched off, detached or blinded",
      ja: "GuardDuty を無効化・離脱・抑止できない",
    },
    requests: [
      core([
        "guardduty:DeleteDetector",
        "guardduty:UpdateDetector",
        "guardduty:DisassociateFromAdministratorAccount",
        "guardduty:DisassociateFromMasterAccount",
        "guardduty:DisassociateMembers",
        "guardduty:DeleteMembers",
        "guardduty:StopMonitoringMembers",
      ]),
      hardening([
        "guardduty:DeletePublishingDestination",
        "guardduty:UpdatePublishingDestination",
        "guardduty:CreateFilter",
        "guardduty:UpdateFilter",
        "guardduty:ArchiveFindings",
        "guardduty:CreateIPSet",
        "guardduty:UpdateIPSet",
        "guardduty:DeleteIPSet",
        "guardduty:DeleteThreatIntelSet",
        "guardduty:UpdateThreatIntelSet",
        "guardduty:UpdateMalwareScanSettings",
        "guardduty:UpdateMemberDetectors",
        "guardduty:UpdateOrganizationConfiguration",
        "guardduty:DisableOrganizationAdminAccount",
      ]),
    ],
    exemptions: [exemptions.delegatedAdministrator, exemptions.breakGlass],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "securityhub-off",
    domain: "logging-detection",
    title: { en: "Security Hub cannot be switched off or thinned out", ja: "Security Hub を無効化・間引きできない" },
    requests: [
      core([
        "securityhub:DisableSecurityHub",
        "securityhub:DisableSecurityHubV2",
        "securityhub:BatchDisableStandards",
        "securityhub:DisassociateFromAdministratorAccount",
        "securityhub:DisassociateFromMasterAccount",
        "securityhub:DisassociateMembers",
      ]),
      hardening([
        "securityhub:DisableSecurityHubFeatureV2",
        "securityhub:DeleteMembers",
        "securityhub:DisableImportFindingsForProduct",
        "securityhub:UpdateStandardsControl",
        "securityhub:UpdateSecurityControl",
        "securityhub:BatchUpdateStandardsControlAssociations",
        "securityhub:UpdateSecurityHubConfiguration",
        "securityhub:DeleteFindingAggregator",
        "securityhub:UpdateFindingAggregator",
        "securityhub:DeleteConfigurationPolicy",
        "securityhub:StartConfigurationPolicyDisassociation",
        "securityhub:DisableOrganizationAdminAccount",
        "securityhub:UpdateOrganizationConfiguration",
      ]),
    ],
    exemptions: [exemptions.delegatedAdministrator, exemptions.breakGlass],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "macie-off",
    domain: "logging-detection",
    title: { en: "Macie cannot be switched off", ja: "Macie を無効化できない" },
    requests: [
      core([
        "macie2:DisableMacie",
        "macie2:UpdateMacieSession",
        "macie2:DisassociateFromAdministratorAccount",
        "macie2:DisassociateFromMasterAccount",
      ]),
      hardening([
        "macie2:DisassociateMember",
        "macie2:DeleteMember",
        "macie2:DisableOrganizationAdminAccount",
        "macie2:UpdateAutomatedDiscoveryConfiguration",
        "macie2:UpdateOrganizationConfiguration",
        "macie2:DeleteFindingsFilter",
      ]),
    ],
    exemptions: [exemptions.delegatedAdministrator, exemptions.breakGlass],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "detective-off",
    domain: "logging-detection",
    title: {
      en: "Detective, Security Lake and Audit Manager stay enabled",
      ja: "Detective・Security Lake・Audit Manager を無効化できない",
    },
    requests: [
      core([
        "detective:DeleteGraph",
        "detective:DisassociateMembership",
        "securitylake:DeleteDataLake",
        "auditmanager:DeregisterAccount",
      ]),
      hardening([
        "detective:DeleteMembers",
        "detective:DisableOrganizationAdminAccount",
        "securitylake:UpdateDataLake",
        "securitylake:DeleteAwsLogSource",
        "securitylake:DeleteCustomLogSource",
        "securitylake:DeleteSubscriber",
        "auditmanager:DeregisterOrganizationAdminAccount",
      ]),
    ],
    exemptions: [exemptions.delegatedAdministrator],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "log-groups",
    domain: "logging-detection",
    title: {
      en: "Log groups cannot be deleted or kept for less time",
      ja: "ロググループの削除や保持期間短縮ができない",
    },
    requests: [
      core(["logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy"], {
        on: protectedLogGroups,
      }),
      core(["logs:DeleteLogStream"], { on: ["arn:*:logs:*:*:log-group:{protectedLogGroups}:log-stream:*"] }),
      hardening(
        [
          "logs:DeleteSubscriptionFilter",
          "logs:PutLogGroupDeletionProtection",
          "logs:DeleteDataProtectionPolicy",
          "logs:DisassociateKmsKey",
        ],
        { on: protectedLogGroups },
      ),
      hardening(["logs:DeleteDestination", "logs:DeleteDelivery", "logs:DeleteAccountPolicy"]),
    ],
    exemptions: [
      exemptions.controlTower,
      exemptions.landingZone,
      {
        en: "CDK's custom resources for logs:PutRetentionPolicy",
        ja: "logs:PutRetentionPolicy を呼ぶ CDK のカスタムリソース",
      },
    ],
    limit: {
      text: {
        en: "No key carries the number of days, so that a Deny on logs:PutRetentionPolicy stops longer retention as well.",
        ja: "保持日数を示す条件キーがないため、logs:PutRetentionPolicy を拒否すると保持期間の延長もできなくなる。",
      },
      better: [
        {
          kind: "service-setting",
          text: {
            en: "Log groups' deletion protection, and a copy of the logs in the log archive account.",
            ja: "ロググループの削除保護と、ログアーカイブアカウントへの複製。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_LOG_GROUP_POLICY",
    ],
  }),
  defineObjective({
    id: "alarms-rules",
    domain: "logging-detection",
    title: {
      en: "Security alarms, event rules and topics stay wired",
      ja: "セキュリティ用のアラーム・イベントルール・トピックを壊せない",
    },
    requests: [
      core(["cloudwatch:DeleteAlarms", "cloudwatch:DisableAlarmActions"], { on: protectedAlarms }),
      core(["events:DeleteRule", "events:DisableRule", "events:RemoveTargets"], { on: protectedRules }),
      core(["sns:DeleteTopic", "sns:Unsubscribe"], { on: protectedTopics }),
      hardening(["cloudwatch:PutMetricAlarm", "cloudwatch:SetAlarmState"], { on: protectedAlarms }),
      hardening(["cloudwatch:DeleteDashboards", "cloudwatch:PutAlarmMuteRule", "logs:DeleteMetricFilter"]),
      hardening(["events:PutRule", "events:PutTargets"], { on: protectedRules }),
      hardening(["sns:SetTopicAttributes", "sns:AddPermission", "sns:RemovePermission"], { on: protectedTopics }),
    ],
    exemptions: [exemptions.controlTower, exemptions.landingZone],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_CLOUDWATCH_EVENTS_CHANGE_PROHIBITED",
      "AWS-GR_SNS_CHANGE_PROHIBITED",
      "AWS-GR_SNS_SUBSCRIPTION_CHANGE_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "log-archive-bucket",
    domain: "logging-detection",
    title: { en: "Log archive buckets cannot be opened or emptied", ja: "ログアーカイブバケットを公開・削除できない" },
    requests: [
      core(
        [
          "s3:DeleteBucket",
          "s3:DeleteBucketPolicy",
          "s3:PutBucketPolicy",
          "s3:PutBucketAcl",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
        ],
        { on: logArchive },
      ),
      core(["s3:DeleteObject", "s3:DeleteObjectVersion"], { on: logArchiveObjects }),
      hardening(
        [
          "s3:PutBucketLogging",
          "s3:PutBucketVersioning",
          "s3:PutBucketObjectLockConfiguration",
          "s3:PutReplicationConfiguration",
        ],
        { on: logArchive },
      ),
      hardening(["s3:BypassGovernanceRetention"], { on: logArchiveObjects }),
      hardening(["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy"], {
        on: logArchive,
        when: fromOutside,
        by: ["external"],
      }),
      hardening(["s3:DeleteObject", "s3:DeleteObjectVersion"], {
        on: logArchiveObjects,
        when: fromOutside,
        by: ["external"],
      }),
    ],
    exemptions: [
      exemptions.controlTower,
      {
        en: "lifecycle expiry, which no principal runs",
        ja: "プリンシパルによらず実行されるライフサイクルの期限切れ処理",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
      "AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED",
      "AWS-GR_CT_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED",
    ],
  }),
  defineObjective({
    id: "flow-logs",
    domain: "logging-detection",
    title: {
      en: "VPC flow logs and resolver query logs cannot be deleted",
      ja: "VPC フローログ・DNS クエリログを削除できない",
    },
    requests: [
      core(["ec2:DeleteFlowLogs"]),
      hardening([
        "route53resolver:DeleteResolverQueryLogConfig",
        "route53resolver:DisassociateResolverQueryLogConfig",
        "route53:DeleteQueryLoggingConfig",
      ]),
    ],
    exemptions: [
      exemptions.landingZone,
      { en: "the network account's role", ja: "ネットワーク担当アカウントのロール" },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
];
