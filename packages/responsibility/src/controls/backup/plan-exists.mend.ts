import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html */
export const planExistsMend: Mend = {
  console: [
    {
      en: "Open AWS Backup in the Region, and check under Settings that the resource types you use are opted in.",
      ja: "対象のリージョンで AWS Backup を開き、「設定」で使用中のリソースタイプがオプトインされていることを確認する。",
    },
    {
      en: "Choose Backup plans, then Create backup plan, and add a rule with a schedule, a vault and a retention period.",
      ja: "「バックアッププラン」から「バックアッププランを作成」を選び、スケジュール、ボールト、保持期間を指定したルールを追加する。",
    },
    {
      en: "Assign resources to the plan by a tag, with the default role of AWS Backup.",
      ja: "タグを条件にして、AWS Backup のデフォルトロールでプランにリソースを割り当てる。",
    },
    {
      en: "Give the tag to what must be kept, and try a restore after the first backup.",
      ja: "保護すべきリソースにタグを付け、最初のバックアップの後に復元を試す。",
    },
  ],
  cli: `aws backup create-backup-vault --region <REGION> --backup-vault-name <VAULT_NAME>
# prints the BackupPlanId that the next command needs
aws backup create-backup-plan --region <REGION> --backup-plan \\
  '{"BackupPlanName":"daily","Rules":[{"RuleName":"daily","TargetBackupVaultName":"<VAULT_NAME>","ScheduleExpression":"cron(0 5 ? * * *)","Lifecycle":{"DeleteAfterDays":35}}]}'
aws backup create-backup-selection --region <REGION> --backup-plan-id <BACKUP_PLAN_ID> --backup-selection \\
  '{"SelectionName":"tagged","IamRoleArn":"<BACKUP_ROLE_ARN>","ListOfTags":[{"ConditionType":"STRINGEQUALS","ConditionKey":"backup","ConditionValue":"daily"}]}'`,
  terraform: `resource "aws_backup_vault" "daily" {
  name = "<VAULT_NAME>"
}

resource "aws_backup_plan" "daily" {
  name = "daily"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.daily.name
    schedule          = "cron(0 5 ? * * *)"

    lifecycle {
      delete_after = 35
    }
  }
}

resource "aws_backup_selection" "tagged" {
  name         = "tagged"
  plan_id      = aws_backup_plan.daily.id
  iam_role_arn = "<BACKUP_ROLE_ARN>"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}`,
  cloudformation: `BackupVault:
  Type: AWS::Backup::BackupVault
  Properties:
    BackupVaultName: <VAULT_NAME>
BackupPlan:
  Type: AWS::Backup::BackupPlan
  Properties:
    BackupPlan:
      BackupPlanName: daily
      BackupPlanRule:
        - RuleName: daily
          TargetBackupVault: !Ref BackupVault
          ScheduleExpression: cron(0 5 ? * * *)
          Lifecycle:
            DeleteAfterDays: 35
BackupSelection:
  Type: AWS::Backup::BackupSelection
  Properties:
    BackupPlanId: !Ref BackupPlan
    BackupSelection:
      SelectionName: tagged
      IamRoleArn: <BACKUP_ROLE_ARN>
      ListOfTags:
        - ConditionType: STRINGEQUALS
          ConditionKey: backup
          ConditionValue: daily`,
  caution: {
    en: "Backups are billed by what they hold. A plan protects only what carries its tag: a resource without it stays without a backup.",
    ja: "バックアップは保存量に応じて課金される。プランが保護するのはタグの付いたリソースだけであり、タグのないものはバックアップされない。",
  },
};
