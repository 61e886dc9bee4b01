import { core, defineObjective, hardening, when } from "../define-objective.ts";
import type { Objective } from "../objective.ts";

const protectedBuckets = ["arn:*:s3:::{protectedBuckets}"];
const protectedObjects = ["arn:*:s3:::{protectedBuckets}/*"];
const vaults = ["arn:*:backup:*:*:backup-vault:*"];
const fromOutside = [
  when("StringNotEquals", "aws:PrincipalOrgID", "{orgId}"),
  when("BoolIfExists", "aws:PrincipalIsAWSService", "false"),
];

export const resilienceBackupObjectives: readonly Objective[] = [
  defineObjective({
    id: "s3-delete",
    domain: "resilience-backup",
    title: {
      en: "Protected buckets and objects cannot be deleted",
      ja: "保護対象バケット・オブジェクトを削除できない",
    },
    requests: [
      core(["s3:DeleteBucket"], { on: protectedBuckets }),
      core(["s3:DeleteObject", "s3:DeleteObjectVersion"], { on: protectedObjects }),
      hardening(["s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"], { on: protectedBuckets }),
      hardening(["s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:PutObjectLegalHold"], {
        on: protectedObjects,
      }),
      hardening(["s3:DeleteBucket"], { on: protectedBuckets, when: fromOutside, by: ["external"] }),
      hardening(["s3:DeleteObject", "s3:DeleteObjectVersion"], {
        on: protectedObjects,
        when: fromOutside,
        by: ["external"],
      }),
    ],
    exemptions: [
      { en: "the data owner's role", ja: "データ所有者のロール" },
      { en: "lifecycle rules, which run as the service", ja: "サービスとして実行されるライフサイクルルール" },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "backup-vault",
    domain: "resilience-backup",
    title: {
      en: "Backup vaults and recovery points cannot be deleted",
      ja: "バックアップボールトと復旧ポイントを削除できない",
    },
    requests: [
      core(["backup:DeleteBackupVault", "backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy"], {
        on: vaults,
      }),
      core(["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]),
      hardening(["backup:DisassociateRecoveryPoint", "backup:DisassociateRecoveryPointFromParent"]),
      hardening(
        [
          "backup:DeleteBackupVaultLockConfiguration",
          "backup:PutBackupVaultLockConfiguration",
          "backup:DeleteBackupVaultSharingPolicy",
        ],
        { on: vaults },
      ),
    ],
    exemptions: [
      { en: "a backup administrator's role", ja: "バックアップ管理者のロール" },
      { en: "AWSBackupDefaultServiceRole, for the life cycle", ja: "ライフサイクル用の AWSBackupDefaultServiceRole" },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples", "CT.BACKUP.PV.1"],
  }),
  defineObjective({
    id: "backup-plan",
    domain: "resilience-backup",
    title: { en: "Backup plans, selections and settings stay", ja: "バックアッププランと設定を変更できない" },
    requests: [
      core(["backup:DeleteBackupPlan", "backup:UpdateBackupPlan", "backup:DeleteBackupSelection"]),
      hardening([
        "backup:CreateBackupSelection",
        "backup:StopBackupJob",
        "backup:UpdateGlobalSettings",
        "backup:UpdateRegionSettings",
        "backup:DeleteFramework",
        "backup:UpdateFramework",
        "backup:DeleteReportPlan",
        "backup:CancelLegalHold",
      ]),
    ],
    exemptions: [
      { en: "a backup administrator's role", ja: "バックアップ管理者のロール" },
      {
        en: "plans of the organization's backup policies, which the service itself shields",
        ja: "サービス自身が保護する、組織のバックアップポリシーのプラン",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/CT.BACKUP.PV.1",
      "CT.BACKUP.PV.1",
      "CT.BACKUP.PV.2",
      "CT.BACKUP.PV.3",
    ],
  }),
  defineObjective({
    id: "snapshot-delete",
    domain: "resilience-backup",
    title: {
      en: "Snapshots and automated backups cannot be deleted",
      ja: "スナップショットと自動バックアップを削除できない",
    },
    requests: [
      core(["ec2:DeleteSnapshot", "rds:DeleteDBSnapshot", "rds:DeleteDBClusterSnapshot"]),
      hardening([
        "ec2:UnlockSnapshot",
        "rds:DeleteDBInstanceAutomatedBackup",
        "rds:DeleteDBClusterAutomatedBackup",
        "redshift:DeleteClusterSnapshot",
        "elasticache:DeleteSnapshot",
        "fsx:DeleteBackup",
        "dynamodb:DeleteBackup",
        "dynamodb:UpdateContinuousBackups",
        "glacier:DeleteVault",
        "glacier:DeleteArchive",
        "rbin:DeleteRule",
        "rbin:UpdateRule",
        "rbin:UnlockRule",
      ]),
    ],
    exemptions: [
      { en: "a backup administrator's role", ja: "バックアップ管理者のロール" },
      {
        en: "Data Lifecycle Manager's service role (AWSDataLifecycleManagerDefaultRole), which SCPs bind",
        ja: "SCP の対象となる Data Lifecycle Manager のサービスロール（AWSDataLifecycleManagerDefaultRole）",
      },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "db-delete",
    domain: "resilience-backup",
    title: { en: "Databases and file systems cannot be deleted", ja: "データベースとファイルシステムを削除できない" },
    requests: [
      core([
        "rds:DeleteDBInstance",
        "rds:DeleteDBCluster",
        "rds:DeleteGlobalCluster",
        "dynamodb:DeleteTable",
        "elasticfilesystem:DeleteFileSystem",
        "fsx:DeleteFileSystem",
        "redshift:DeleteCluster",
        "elasticache:DeleteReplicationGroup",
      ]),
    ],
    exemptions: [
      { en: "the roles that delete stacks in deployments", ja: "デプロイでスタックを削除するロール" },
      { en: "the data owner's role", ja: "データ所有者のロール" },
    ],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
];
