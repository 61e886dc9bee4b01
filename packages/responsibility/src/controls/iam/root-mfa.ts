import { defineControl } from "../../control.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { rootMfaMend } from "./root-mfa.mend.ts";

/**
 * Security Hub IAM.9. Where the organisation manages root credentials centrally and a member's root has neither
 * password nor keys, there is nothing to protect. The management account's root is never managed so.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
 */
export const rootMfa = defineControl({
  id: "iam-root-mfa",
  service: "iam",
  domain: "identity-access",
  layer: null,
  severity: "critical",
  scope: "account",
  resourceType: "AWS::IAM::RootUser",
  title: { en: "The root user has MFA", ja: "ルートユーザーで多要素認証 (MFA) が有効になっている" },
  rationale: {
    en: "The root user can do everything, and no policy of the account can stop it. A stolen password must not be enough.",
    ja: "ルートユーザーはあらゆる操作ができ、アカウント内のポリシーでは止められない。パスワードが盗まれただけで悪用されてはならない。",
  },
  remediation: {
    en: "Register a passkey or security key for root, or, for members, delete root credentials through central root access.",
    ja: "ルートにパスキーまたはセキュリティキーを登録する。メンバーアカウントでは、ルートアクセスの一元管理でルート認証情報を削除してもよい。",
  },
  mend: rootMfaMend,
  reasons: {
    "no-mfa": { en: "The root user has no MFA device.", ja: "ルートユーザーに MFA デバイスが登録されていない。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-9",
  reads: ["iam:GetAccountSummary"],
  guardrail: {
    en: "Central root credentials management for member accounts, and a denial of all actions of root in them.",
    ja: "メンバーアカウントのルート認証情報を一元管理し、メンバーアカウントのルートによるすべてのアクションを拒否する。",
  },
  objectives: [],
  mappings: {
    securityHub: "IAM.9",
    cis5: "1.4",
    cis3: "1.5",
    pci401: "8.4.2",
    iso27001: "A.5.15; A.5.17; A.8.5",
    nist80053: "AC-2(1); AC-3(15); IA-2(1); IA-2(2); IA-2(6); IA-2(8)",
    prowler: "iam_root_mfa_enabled",
  },
  decide({ mfaEnabled, passwordPresent, accessKeysPresent }, { accountId, organization }) {
    if (mfaEnabled) return pass();
    const evidence = { passwordPresent, accessKeysPresent };
    const isMember = accountId !== organization.managementAccountId;
    const managed = isMember ? organization.rootCredentialsManaged : false;
    if (managed === false || passwordPresent === true || accessKeysPresent === true) return fail("no-mfa", evidence);
    if (managed === null) return unknown({ code: "not-collected", action: "iam:ListOrganizationsFeatures" });
    if (passwordPresent === null || accessKeysPresent === null)
      return unknown({ code: "value-unreadable", action: "iam:GetAccountSummary", detail: "AccountPasswordPresent" });
    return pass({ ...evidence, rootCredentialsManaged: true });
  },
});
