import { defineControl } from "../../control.ts";
import { fail, pass } from "../../verdict.ts";
import { ebsDefaultEncryptionMend } from "./ebs-default-encryption.mend.ts";

/** Security Hub EC2.7. Which key encrypts does not matter. */
export const ebsDefaultEncryption = defineControl({
  id: "ec2-ebs-default-encryption",
  service: "ec2",
  domain: "data-protection",
  layer: "data-encryption",
  severity: "medium",
  scope: "region",
  resourceType: "AWS::EC2::EBSEncryptionByDefault",
  title: {
    en: "New EBS volumes are encrypted by default in the Region",
    ja: "リージョンで EBS のデフォルト暗号化が有効になっている",
  },
  rationale: {
    en: "A volume made without encryption can only be encrypted by a copy. The default leaves nothing to remember.",
    ja: "暗号化せずに作成したボリュームは、コピーしなければ暗号化できない。デフォルトを有効にしておけば設定漏れがない。",
  },
  remediation: {
    en: "Turn on EBS encryption by default in this Region. Existing volumes stay as they are.",
    ja: "このリージョンで EBS のデフォルト暗号化を有効にする。既存のボリュームは変わらない。",
  },
  mend: ebsDefaultEncryptionMend,
  reasons: {
    off: { en: "Encryption by default is off in this Region.", ja: "このリージョンではデフォルト暗号化が無効である。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7",
  reads: ["ec2:GetEbsEncryptionByDefault"],
  guardrail: {
    en: "Deny ec2:DisableEbsEncryptionByDefault, and ec2:CreateVolume when ec2:Encrypted is false.",
    ja: "ec2:DisableEbsEncryptionByDefault を拒否し、ec2:Encrypted が false の ec2:CreateVolume を拒否する。",
  },
  objectives: ["ebs-default-off", "ebs-unencrypted"],
  mappings: {
    securityHub: "EC2.7",
    cis5: "5.1.1",
    cis3: "2.2.1",
    iso27001: "A.8.11; A.8.24",
    nist80053: "CA-9(1); CM-3(6); SC-7(10); SC-13; SC-28; SC-28(1); SI-7(6)",
    prowler: "ec2_ebs_default_encryption",
  },
  decide({ enabled }) {
    return enabled ? pass() : fail("off");
  },
});
