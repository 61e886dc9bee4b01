import type { Mend } from "../../mend.ts";

/** CloudFormation has no resource for it. https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
export const ebsDefaultEncryptionMend: Mend = {
  console: [
    {
      en: "Open the EC2 dashboard in the Region and choose Data protection and security under Account attributes.",
      ja: "対象のリージョンで EC2 ダッシュボードを開き、「アカウントの属性」の「データ保護とセキュリティ」を選ぶ。",
    },
    { en: "Under EBS encryption choose Manage.", ja: "「EBS 暗号化」で「管理」を選ぶ。" },
    {
      en: "Tick Enable, choose the default key, and update.",
      ja: "「有効化」にチェックを入れ、デフォルトのキーを選んで更新する。",
    },
  ],
  cli: `aws ec2 enable-ebs-encryption-by-default --region <REGION>
# only to use a key of your own instead of aws/ebs
aws ec2 modify-ebs-default-kms-key-id --region <REGION> --kms-key-id <KMS_KEY_ID>
aws ec2 get-ebs-encryption-by-default --region <REGION>`,
  terraform: `resource "aws_ebs_encryption_by_default" "region" {
  enabled = true
}`,
  caution: {
    en: "Existing volumes and snapshots stay as they are. With a key of your own, its policy must let the roles that start instances use it, Auto Scaling's among them, or launches fail.",
    ja: "既存のボリュームとスナップショットは変わらない。独自のキーを使う場合は、Auto Scaling を含め、インスタンスを起動するロールにキーポリシーで使用を許可する。許可がないと起動に失敗する。",
  },
};
