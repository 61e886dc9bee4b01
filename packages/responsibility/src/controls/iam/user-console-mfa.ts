import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass } from "../../verdict.ts";
import { userConsoleMfaMend } from "./user-console-mfa.mend.ts";

/** Security Hub IAM.5, from the credential report. The root user has a control of its own. */
export const userConsoleMfa = defineControl({
  id: "iam-user-console-mfa",
  service: "iam",
  domain: "identity-access",
  layer: null,
  severity: "high",
  scope: "resource",
  resourceType: "AWS::IAM::User",
  title: {
    en: "IAM users with a console password use MFA",
    ja: "コンソールパスワードを持つ IAM ユーザーで MFA が有効になっている",
  },
  rationale: {
    en: "A password alone is phished or found in old leaks. The second factor makes it useless by itself.",
    ja: "パスワードだけでは、フィッシングや過去の漏えいで突破される。第二の要素があれば、パスワード単独では使えない。",
  },
  remediation: {
    en: "Register an MFA device for the user, or better, move people to IAM Identity Center and remove the password.",
    ja: "ユーザーに MFA デバイスを登録する。できれば IAM Identity Center に移行し、パスワードを削除する。",
  },
  mend: userConsoleMfaMend,
  reasons: {
    "no-mfa": {
      en: "The user has a console password and no MFA device.",
      ja: "コンソールパスワードを持つユーザーに MFA デバイスがない。",
    },
    "no-password": { en: "The user has no console password.", ja: "ユーザーにコンソールパスワードがない。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-5",
  reads: ["iam:GenerateCredentialReport", "iam:GetCredentialReport"],
  guardrail: {
    en: "Deny everything but setting up MFA when aws:MultiFactorAuthPresent is false.",
    ja: "aws:MultiFactorAuthPresent が false のときは、MFA の設定以外をすべて拒否する。",
  },
  objectives: [],
  mappings: {
    securityHub: "IAM.5",
    cis5: "1.9",
    cis3: "1.10",
    pci401: "8.4.2",
    iso27001: "A.5.15; A.5.17; A.8.5",
    nist80053: "AC-2(1); AC-3(15); IA-2(1); IA-2(2); IA-2(6); IA-2(8)",
    prowler: "iam_user_mfa_enabled_console_access",
  },
  decide({ name, passwordEnabled, mfaActive }) {
    if (!passwordEnabled) return notApplicable("no-password");
    return mfaActive ? pass() : fail("no-mfa", { user: name });
  },
});
