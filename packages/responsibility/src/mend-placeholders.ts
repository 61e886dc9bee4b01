import type { Localized } from "./domains.ts";
import type { Mend } from "./mend.ts";

/** What to put in for each placeholder of the commands and snippets, by its name without the angle brackets. */
export const mendPlaceholders: Readonly<Record<string, Localized>> = {
  ACCOUNT_ID: { en: "12-digit id of the account", ja: "アカウントの 12 桁の ID" },
  AMI_ID: { en: "id of the machine image (ami-…)", ja: "マシンイメージの ID（ami-…）" },
  BACKUP_PLAN_ID: { en: "id that create-backup-plan printed", ja: "create-backup-plan が出力した ID" },
  BACKUP_ROLE_ARN: {
    en: "ARN of the role that AWS Backup assumes, for instance AWSBackupDefaultServiceRole",
    ja: "AWS Backup が引き受けるロール（AWSBackupDefaultServiceRole など）の ARN",
  },
  BUCKET_NAME: { en: "name of the bucket", ja: "バケット名" },
  CONTACT_NAME: { en: "name of the team that answers", ja: "対応するチームの名前" },
  CONTACT_TITLE: { en: "title of the contact", ja: "連絡先の役職" },
  DB_INSTANCE_ID: { en: "identifier of the DB instance", ja: "DB インスタンスの識別子" },
  DB_SUBNET_GROUP_NAME: { en: "DB subnet group of the old instance", ja: "元のインスタンスの DB サブネットグループ" },
  DETECTOR_ID: { en: "id that list-detectors printed", ja: "list-detectors が出力した ID" },
  EMAIL_ADDRESS: { en: "shared mailbox of the team", ja: "チームの共有メールアドレス" },
  ENCRYPTED_SNAPSHOT_ID: { en: "new name for the encrypted copy", ja: "暗号化したコピーに付ける名前" },
  FIRST_CODE: { en: "code that the device shows", ja: "デバイスに表示されたコード" },
  FUNCTION_ARN: { en: "ARN of the function", ja: "関数の ARN" },
  FUNCTION_NAME: { en: "name of the function", ja: "関数名" },
  GROUP_NAME: { en: "name of the IAM group", ja: "IAM グループ名" },
  INSTANCE_ID: { en: "id of the instance (i-…)", ja: "インスタンスの ID（i-…）" },
  INSTANCE_TYPE: { en: "type of the instance", ja: "インスタンスタイプ" },
  KMS_KEY_ID: { en: "id or ARN of the KMS key", ja: "KMS キーの ID または ARN" },
  LOG_BUCKET_NAME: { en: "bucket of the log archive account", ja: "ログアーカイブアカウントのバケット名" },
  NEW_DB_INSTANCE_ID: { en: "identifier for the new DB instance", ja: "新しい DB インスタンスに付ける識別子" },
  OU_ID: { en: "id of the OU (ou-…)", ja: "OU の ID（ou-…）" },
  OWN_CIDR: { en: "address range of your own network", ja: "自社ネットワークのアドレス範囲" },
  PHONE_NUMBER: { en: "phone number with country code", ja: "国番号付きの電話番号" },
  POLICY_ARN: { en: "ARN of the policy", ja: "ポリシーの ARN" },
  POLICY_ID: { en: "id that create-policy printed (p-…)", ja: "create-policy が出力した ID（p-…）" },
  POLICY_NAME: { en: "name of the new policy", ja: "新しいポリシーの名前" },
  REGION: { en: "Region of the finding", ja: "検出結果のリージョン" },
  ROLE_ARN: { en: "ARN of the function's role", ja: "関数のロールの ARN" },
  ROLE_NAME: { en: "name of the IAM role", ja: "IAM ロール名" },
  ROOT_ID: { en: "id that list-roots printed (r-…)", ja: "list-roots が出力した ID（r-…）" },
  RUNTIME: { en: "supported runtime, for instance nodejs24.x", ja: "サポート対象のランタイム（nodejs24.x など）" },
  SECOND_CODE: { en: "the code after it", ja: "その次のコード" },
  SECRET_NAME: { en: "name of the secret", ja: "シークレット名" },
  SECURITY_ACCOUNT_ID: { en: "id of the security account", ja: "セキュリティ用アカウントの ID" },
  SECURITY_GROUP_ID: { en: "id of the security group (sg-…)", ja: "セキュリティグループの ID（sg-…）" },
  SECURITY_GROUP_RULE_ID: { en: "id of the rule (sgr-…)", ja: "ルールの ID（sgr-…）" },
  SNAPSHOT_ID: { en: "name for the snapshot", ja: "スナップショットに付ける名前" },
  STATEMENT_ID: { en: "Sid of the statement", ja: "ステートメントの Sid" },
  TRAIL_NAME: { en: "name of the trail", ja: "証跡名" },
  USER_NAME: { en: "name of the IAM user", ja: "IAM ユーザー名" },
  VAULT_NAME: { en: "name of the backup vault", ja: "バックアップボールト名" },
  VPC_ID: { en: "id of the VPC (vpc-…)", ja: "VPC の ID（vpc-…）" },
};

/** Placeholders of a control's commands and snippets with their words, by name; one without words is left out. */
export function placeholdersOf({
  cli,
  terraform,
  cloudformation,
}: Mend): readonly { name: string; words: Localized }[] {
  const names = `${cli}\n${terraform}\n${cloudformation ?? ""}`.match(/<[A-Z][A-Z0-9_]*>/g) ?? [];
  return [...new Set(names)].sort().flatMap((name) => {
    const words = mendPlaceholders[name.slice(1, -1)];
    return words === undefined ? [] : [{ name, words }];
  });
}
