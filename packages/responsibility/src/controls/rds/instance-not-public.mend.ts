import type { Mend } from "../../mend.ts";

/**
 * The change is applied at once with or without --apply-immediately, which would let other pending changes loose too:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export const instanceNotPublicMend: Mend = {
  console: [
    {
      en: "Find out who connects from outside the VPC, and give them a VPN or a Session Manager port forward.",
      ja: "VPC の外から接続している利用者を調べ、VPN または Session Manager のポート転送を用意する。",
    },
    {
      en: "In RDS choose the database and Modify; under Connectivity, Additional configuration, choose Not publicly accessible.",
      ja: "RDS で対象のデータベースの「変更」を選び、「接続」の「追加設定」で「パブリックアクセス不可」を選ぶ。",
    },
    {
      en: "Continue and modify. The setting takes effect at once, whatever is chosen for the schedule.",
      ja: "続行して変更する。この設定は、スケジュールの選択にかかわらず直ちに反映される。",
    },
    {
      en: "Narrow the security group to the application's group.",
      ja: "セキュリティグループの送信元を、アプリケーションのグループに限定する。",
    },
  ],
  cli: `aws rds modify-db-instance --region <REGION> --db-instance-identifier <DB_INSTANCE_ID> --no-publicly-accessible
aws rds describe-db-instances --region <REGION> --db-instance-identifier <DB_INSTANCE_ID> \\
  --query 'DBInstances[].[PubliclyAccessible,VpcSecurityGroups]'`,
  terraform: `resource "aws_db_instance" "database" {
  identifier          = "<DB_INSTANCE_ID>"
  publicly_accessible = false
  # the instance's other arguments
}`,
  cloudformation: `Database:
  Type: AWS::RDS::DBInstance
  Properties:
    DBInstanceIdentifier: <DB_INSTANCE_ID>
    PubliclyAccessible: false
    # the instance's other properties`,
  caution: {
    en: "From then on the name of the database leads to its private address only: clients outside the VPC can no longer connect.",
    ja: "変更後、データベースのホスト名はプライベートアドレスだけを指すため、VPC の外のクライアントは接続できなくなる。",
  },
};
