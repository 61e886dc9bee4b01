import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html */
export const keyRotationMend: Mend = {
  console: [
    {
      en: "Open AWS KMS in the Region, choose Customer managed keys and then the key.",
      ja: "対象のリージョンで AWS KMS を開き、「カスタマー管理型のキー」から対象のキーを選ぶ。",
    },
    {
      en: "On the tab about rotation, edit automatic key rotation.",
      ja: "ローテーションのタブで、自動キーローテーションを編集する。",
    },
    {
      en: "Enable it with a period of 365 days or less, and save.",
      ja: "有効にし、期間を 365 日以下にして保存する。",
    },
  ],
  cli: `aws kms enable-key-rotation --region <REGION> --key-id <KMS_KEY_ID> --rotation-period-in-days 365
aws kms get-key-rotation-status --region <REGION> --key-id <KMS_KEY_ID>`,
  terraform: `resource "aws_kms_key" "data" {
  enable_key_rotation     = true
  rotation_period_in_days = 365
}`,
  cloudformation: `DataKey:
  Type: AWS::KMS::Key
  Properties:
    EnableKeyRotation: true
    RotationPeriodInDays: 365`,
  caution: {
    en: "Rotation does not encrypt old data again, and old key material stays usable. The first two rotations each add to the key's monthly price.",
    ja: "ローテーションしても過去のデータは再暗号化されず、古いキーマテリアルは使用可能なまま残る。最初の二回のローテーションでは、キーの月額料金が毎回加算される。",
  },
};
