import { defineControl } from "../../control.ts";
import type { KmsKey } from "../../facts/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { keyRotationMend } from "./key-rotation.mend.ts";

/** AWS rotates every 365 days unless told otherwise. */
const longestPeriodDays = 365;

/** Security Hub KMS.4. Replicas of a multi-Region key rotate with their primary, which is judged. */
export const keyRotation = defineControl({
  id: "kms-key-rotation",
  service: "kms",
  domain: "data-protection",
  layer: "data-encryption",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::KMS::Key",
  title: {
    en: "Customer managed symmetric keys rotate every year",
    ja: "カスタマーマネージドの対称 KMS キーで自動ローテーションが有効になっている",
  },
  rationale: {
    en: "Rotation bounds how much data one leaked version of a key opens, and costs the application nothing.",
    ja: "ローテーションは、漏えいした鍵の一つのバージョンで復号できるデータの量を限定する。アプリケーションの変更は要らない。",
  },
  remediation: {
    en: "Turn on automatic rotation of the key, every 365 days or more often.",
    ja: "キーの自動ローテーションを、365 日以下の間隔で有効にする。",
  },
  mend: keyRotationMend,
  reasons: {
    off: { en: "Automatic rotation is off.", ja: "自動ローテーションが無効である。" },
    "period-too-long": {
      en: "The key rotates less often than once a year.",
      ja: "ローテーションの間隔が一年を超えている。",
    },
    "aws-managed": { en: "AWS manages and rotates this key.", ja: "AWS が管理し、ローテーションするキーである。" },
    "not-symmetric": {
      en: "Only symmetric encryption keys rotate automatically.",
      ja: "自動ローテーションの対象は対称暗号化キーだけである。",
    },
    "own-material": {
      en: "The key material is imported or in a custom key store, which AWS does not rotate.",
      ja: "キーマテリアルがインポートされたもの、またはカスタムキーストアのもので、AWS はローテーションしない。",
    },
    "not-enabled": {
      en: "The key is disabled or waits for deletion.",
      ja: "キーは無効、または削除待ちである。",
    },
    replica: {
      en: "A replica of a multi-Region key; the primary is judged.",
      ja: "マルチリージョンキーのレプリカであり、プライマリで判定する。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
  reads: ["kms:ListKeys", "kms:DescribeKey", "kms:GetKeyRotationStatus"],
  guardrail: { en: "Deny kms:DisableKeyRotation.", ja: "kms:DisableKeyRotation を拒否する。" },
  objectives: ["kms-delete"],
  mappings: {
    securityHub: "KMS.4",
    cis5: "3.6",
    cis3: "3.6",
    pci401: "3.7.4",
    iso27001: "A.8.5; A.8.11; A.8.24",
    soc2: "PI1.5",
    nist80053: "SC-12; SC-12(2); SC-28(3)",
    prowler: "kms_cmk_rotation_enabled",
  },
  decide(key) {
    const exemption = exemptionOf(key);
    if (exemption !== null) return notApplicable(exemption);
    if (key.rotation.status === "unread") return unknown(key.rotation.reason);
    const rotation = key.rotation.value;
    if (rotation === null) return unknown({ code: "not-collected", action: "kms:GetKeyRotationStatus" });
    if (!rotation.enabled) return fail("off");
    const periodDays = rotation.periodDays ?? longestPeriodDays;
    return periodDays <= longestPeriodDays ? pass({ periodDays }) : fail("period-too-long", { periodDays });
  },
});

function exemptionOf(key: KmsKey): string | null {
  if (key.manager !== "CUSTOMER") return "aws-managed";
  if (key.spec !== "SYMMETRIC_DEFAULT" || key.usage !== "ENCRYPT_DECRYPT") return "not-symmetric";
  if (key.origin !== "AWS_KMS") return "own-material";
  if (key.isMultiRegionReplica) return "replica";
  return key.state === "Enabled" ? null : "not-enabled";
}
