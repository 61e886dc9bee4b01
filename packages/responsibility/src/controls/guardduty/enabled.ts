import { defineControl } from "../../control.ts";
import { fail, pass } from "../../verdict.ts";
import { guarddutyEnabledMend } from "./enabled.mend.ts";

/** Security Hub GuardDuty.1. Judged in every enabled Region, also where nothing runs: intruders like empty ones. */
export const guarddutyEnabled = defineControl({
  id: "guardduty-enabled",
  service: "guardduty",
  domain: "logging-detection",
  layer: null,
  severity: "high",
  scope: "region",
  resourceType: "AWS::GuardDuty::Detector",
  title: { en: "GuardDuty is on in the Region", ja: "リージョンで GuardDuty が有効になっている" },
  rationale: {
    en: "GuardDuty notices stolen credentials and mining in minutes, also in Regions that nobody uses.",
    ja: "GuardDuty は、使われていないリージョンも含め、認証情報の悪用や不正なマイニングを数分で検知する。",
  },
  remediation: {
    en: "Enable GuardDuty for all accounts and Regions from the delegated administrator, with auto-enable for new members.",
    ja: "委任管理者から全アカウントと全リージョンで GuardDuty を有効にし、新しいメンバーの自動有効化も設定する。",
  },
  mend: guarddutyEnabledMend,
  reasons: {
    "no-detector": { en: "There is no detector in this Region.", ja: "このリージョンにディテクターがない。" },
    suspended: { en: "The detector is suspended.", ja: "ディテクターが停止されている。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
  reads: ["guardduty:ListDetectors", "guardduty:GetDetector"],
  guardrail: {
    en: "Deny guardduty:DeleteDetector, guardduty:UpdateDetector, guardduty:DisassociateFromAdministratorAccount and guardduty:DisassociateFromMasterAccount.",
    ja: "guardduty:DeleteDetector、guardduty:UpdateDetector、guardduty:DisassociateFromAdministratorAccount、guardduty:DisassociateFromMasterAccount を拒否する。",
  },
  objectives: ["guardduty-off"],
  mappings: {
    securityHub: "GuardDuty.1",
    pci401: "11.5.1",
    iso27001: "A.5.19; A.5.21; A.5.25; A.5.28; A.5.29; A.8.7; A.8.9",
    soc2: "CC3.1; CC3.2; CC4.2; CC6.8; CC7.1; CC7.2; CC7.3; CC7.4",
    nist80053:
      "AC-2(12); AU-6(1); AU-6(5); CA-7; CM-8(3); RA-3(4); SA-8(19); SA-8(21); SA-8(25); SA-11(1); SA-11(6); SA-15(2); SA-15(8); SC-5; SC-5(1); SC-5(3); SI-3(8); SI-4; SI-4(1); SI-4(2); SI-4(4); SI-4(5); SI-4(13); SI-4(22); SI-4(25); SI-20",
    prowler: "guardduty_is_enabled",
  },
  decide({ detectors, source }) {
    if (detectors.some(({ enabled }) => enabled)) return pass({ source });
    return fail(detectors.length === 0 ? "no-detector" : "suspended", { source });
  },
});
