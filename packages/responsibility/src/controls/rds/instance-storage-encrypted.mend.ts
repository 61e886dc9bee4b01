import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html ; an Aurora cluster can be restored encrypted from a plain snapshot. */
export const instanceStorageEncryptedMend: Mend = {
  console: [
    {
      en: "Stop what writes to the database, choose it in RDS, and take a snapshot.",
      ja: "データベースへの書き込みを止め、RDS で対象を選んでスナップショットを取得する。",
    },
    {
      en: "Under Snapshots choose Copy snapshot, enable encryption and choose a key.",
      ja: "「スナップショット」で「スナップショットをコピー」を選び、暗号化を有効にしてキーを選ぶ。",
    },
    {
      en: "Restore the encrypted copy as a new instance, with the same subnet group, security groups and parameter group.",
      ja: "暗号化したコピーを、同じサブネットグループ、セキュリティグループ、パラメータグループで新しいインスタンスとして復元する。",
    },
    {
      en: "Point the application to the new endpoint and check it.",
      ja: "アプリケーションの接続先を新しいエンドポイントに変更し、動作を確認する。",
    },
    {
      en: "Delete the old instance and its plain snapshots when nobody needs them.",
      ja: "不要になったら、元のインスタンスと暗号化されていないスナップショットを削除する。",
    },
  ],
  cli: `aws rds create-db-snapshot --region <REGION> --db-instance-identifier <DB_INSTANCE_ID> --db-snapshot-identifier <SNAPSHOT_ID>
aws rds wait db-snapshot-available --region <REGION> --db-snapshot-identifier <SNAPSHOT_ID>
aws rds copy-db-snapshot --region <REGION> --source-db-snapshot-identifier <SNAPSHOT_ID> \\
  --target-db-snapshot-identifier <ENCRYPTED_SNAPSHOT_ID> --kms-key-id <KMS_KEY_ID>
aws rds wait db-snapshot-available --region <REGION> --db-snapshot-identifier <ENCRYPTED_SNAPSHOT_ID>
aws rds restore-db-instance-from-db-snapshot --region <REGION> --db-instance-identifier <NEW_DB_INSTANCE_ID> \\
  --db-snapshot-identifier <ENCRYPTED_SNAPSHOT_ID> --db-subnet-group-name <DB_SUBNET_GROUP_NAME> \\
  --vpc-security-group-ids <SECURITY_GROUP_ID> --no-publicly-accessible`,
  terraform: `# a new resource beside the old one: storage_encrypted on the old one would replace it, data and all
resource "aws_db_instance" "encrypted" {
  identifier             = "<NEW_DB_INSTANCE_ID>"
  snapshot_identifier    = "<ENCRYPTED_SNAPSHOT_ID>"
  storage_encrypted      = true
  db_subnet_group_name   = "<DB_SUBNET_GROUP_NAME>"
  vpc_security_group_ids = ["<SECURITY_GROUP_ID>"]
  # the instance's other arguments
}`,
  caution: {
    en: "What is written after the snapshot is not in the copy: plan an outage, or let AWS DMS carry changes over. For Aurora, restore the cluster's snapshot with a key instead. Never just change storage_encrypted or StorageEncrypted in a template: that replaces the database with an empty one.",
    ja: "スナップショット以降の書き込みはコピーに含まれないため、停止時間を設けるか、AWS DMS で変更を引き継ぐ。Aurora では、クラスターのスナップショットをキーを指定して復元する。テンプレートの storage_encrypted や StorageEncrypted を変更するだけでは、空のデータベースに置き換わるため、行ってはならない。",
  },
};
