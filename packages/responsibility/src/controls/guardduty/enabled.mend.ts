import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html */
export const guarddutyEnabledMend: Mend = {
  console: [
    {
      en: "In the management account, open GuardDuty in the Region and name the security account as delegated administrator.",
      ja: "管理アカウントで対象リージョンの GuardDuty を開き、セキュリティ用のアカウントを委任管理者に指定する。",
    },
    {
      en: "In the delegated administrator's account, open Accounts in the same Region and edit the auto-enable preferences.",
      ja: "委任管理者のアカウントで同じリージョンの「アカウント」を開き、自動有効化の設定を編集する。",
    },
    { en: "Enable GuardDuty for all accounts and save.", ja: "すべてのアカウントで GuardDuty を有効にして保存する。" },
    {
      en: "Repeat in every Region that is enabled, also where nothing runs.",
      ja: "何も稼働していないリージョンも含め、有効なすべてのリージョンで繰り返す。",
    },
  ],
  cli: `# in the management account, Region by Region
aws guardduty enable-organization-admin-account --region <REGION> --admin-account-id <SECURITY_ACCOUNT_ID>
# in the security account
aws guardduty list-detectors --region <REGION>
aws guardduty update-organization-configuration --region <REGION> --detector-id <DETECTOR_ID> \\
  --auto-enable-organization-members ALL
# one account by itself: a new detector, or one that was suspended
aws guardduty create-detector --region <REGION> --enable
aws guardduty update-detector --region <REGION> --detector-id <DETECTOR_ID> --enable`,
  terraform: `resource "aws_guardduty_detector" "region" {
  enable = true
}

# in the delegated administrator's account
resource "aws_guardduty_organization_configuration" "region" {
  detector_id                      = aws_guardduty_detector.region.id
  auto_enable_organization_members = "ALL"
}`,
  cloudformation: `ThreatDetection:
  Type: AWS::GuardDuty::Detector
  Properties:
    Enable: true`,
  caution: {
    en: "GuardDuty is billed by the volume that it analyses, after a free trial. It can take a day until existing members are enabled.",
    ja: "無料トライアルの後は、分析した量に応じて課金される。既存のメンバーが有効になるまで一日ほどかかる場合がある。",
  },
};
