import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html */
export const instanceMinorUpgradeMend: Mend = {
  console: [
    {
      en: "In RDS choose the database and look at Maintenance & backups: the window, and what is pending.",
      ja: "RDS で対象のデータベースを選び、「メンテナンスとバックアップ」でウィンドウと保留中のメンテナンスを確認する。",
    },
    {
      en: "Choose Modify, and under Maintenance enable auto minor version upgrade.",
      ja: "「変更」を選び、「メンテナンス」で「マイナーバージョン自動アップグレード」を有効にする。",
    },
    {
      en: "Choose a maintenance window in which a short outage is acceptable, then continue and modify.",
      ja: "短時間の停止を許容できるメンテナンスウィンドウを選び、続行して変更する。",
    },
  ],
  cli: `# what is pending and when the window is
aws rds describe-pending-maintenance-actions --region <REGION>
aws rds describe-db-instances --region <REGION> --db-instance-identifier <DB_INSTANCE_ID> \\
  --query 'DBInstances[].PreferredMaintenanceWindow'
aws rds modify-db-instance --region <REGION> --db-instance-identifier <DB_INSTANCE_ID> --auto-minor-version-upgrade`,
  terraform: `resource "aws_db_instance" "database" {
  identifier                 = "<DB_INSTANCE_ID>"
  auto_minor_version_upgrade = true
  maintenance_window         = "sun:03:00-sun:04:00"
  # the instance's other arguments
}`,
  cloudformation: `Database:
  Type: AWS::RDS::DBInstance
  Properties:
    DBInstanceIdentifier: <DB_INSTANCE_ID>
    AutoMinorVersionUpgrade: true
    PreferredMaintenanceWindow: sun:03:00-sun:04:00
    # the instance's other properties`,
  caution: {
    en: "An upgrade restarts the database in its maintenance window, and the next window may already bring one. The window is in UTC.",
    ja: "アップグレード時には、メンテナンスウィンドウ内でデータベースが再起動する。次のウィンドウで早速適用される場合もある。ウィンドウの時刻は UTC である。",
  },
};
