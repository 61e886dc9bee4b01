import { defineControl } from "../../control.ts";
import { fail, pass } from "../../verdict.ts";
import { accountPublicAccessBlockedMend } from "./account-public-access-blocked.mend.ts";

/** Security Hub S3.1. An organisation's S3 policy that enforces the four settings shows in the same answer. */
export const accountPublicAccessBlocked = defineControl({
  id: "s3-account-public-access-blocked",
  service: "s3",
  domain: "data-protection",
  layer: "network-configuration",
  severity: "high",
  scope: "account",
  resourceType: "AWS::S3::AccountPublicAccessBlock",
  title: {
    en: "S3 Block Public Access is on for the whole account",
    ja: "アカウントレベルの S3 パブリックアクセスブロックがすべて有効になっている",
  },
  rationale: {
    en: "One bucket policy or ACL is enough to publish data. The account-wide block overrides them all.",
    ja: "バケットポリシーや ACL が一つあるだけでデータは公開され得る。アカウント全体のブロックは、それらすべてに優先する。",
  },
  remediation: {
    en: "Turn on all four settings of Block Public Access for the account. Serve public content through CloudFront instead.",
    ja: "アカウントのブロックパブリックアクセスで四つの設定をすべて有効にする。公開コンテンツは CloudFront 経由で配信する。",
  },
  mend: accountPublicAccessBlockedMend,
  reasons: {
    "not-configured": {
      en: "The account has no Block Public Access configuration.",
      ja: "アカウントにブロックパブリックアクセスの設定がない。",
    },
    "partly-off": {
      en: "At least one of the four settings is off.",
      ja: "四つの設定のうち少なくとも一つが無効になっている。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-1",
  reads: ["s3:GetAccountPublicAccessBlock"],
  guardrail: { en: "Deny s3:PutAccountPublicAccessBlock.", ja: "s3:PutAccountPublicAccessBlock を拒否する。" },
  objectives: ["s3-account-bpa"],
  mappings: {
    securityHub: "S3.1",
    cis5: "2.1.4",
    cis3: "2.1.4",
    pci401: "1.4.4",
    iso27001: "A.8.1",
    nist80053:
      "AC-3; AC-3(7); AC-4; AC-4(21); AC-6; AC-21; SC-7; SC-7(3); SC-7(4); SC-7(9); SC-7(11); SC-7(16); SC-7(20); SC-7(21)",
    prowler: "s3_account_level_public_access_blocks",
  },
  decide({ block }) {
    if (block === null) return fail("not-configured");
    const off = Object.entries(block)
      .filter(([, on]) => !on)
      .map(([name]) => name);
    return off.length === 0 ? pass() : fail("partly-off", { off: off.sort() });
  },
});
