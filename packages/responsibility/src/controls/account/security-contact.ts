import { defineControl } from "../../control.ts";
import { fail, pass } from "../../verdict.ts";
import { securityContactMend } from "./security-contact.mend.ts";

/** Security Hub Account.1. The address and the number themselves are not kept. */
export const securityContact = defineControl({
  id: "account-security-contact",
  service: "account",
  domain: "governance",
  layer: null,
  severity: "medium",
  scope: "account",
  resourceType: "AWS::Account::AlternateContact",
  title: { en: "A security contact is registered", ja: "アカウントにセキュリティの代替連絡先が登録されている" },
  rationale: {
    en: "AWS's abuse and security notices go to this contact. Without one they land in the root user's mailbox.",
    ja: "AWS からの不正利用やセキュリティの通知はこの連絡先に届く。未登録の場合はルートユーザーのメールにしか届かない。",
  },
  remediation: {
    en: "Register the security team's shared mailbox and phone number as the security contact, for all accounts from the management account.",
    ja: "セキュリティチームの共有メールアドレスと電話番号を、管理アカウントから全アカウントのセキュリティ連絡先に登録する。",
  },
  mend: securityContactMend,
  reasons: {
    "not-registered": { en: "No security contact is registered.", ja: "セキュリティの連絡先が登録されていない。" },
    incomplete: {
      en: "The security contact lacks an e-mail address or a phone number.",
      ja: "セキュリティの連絡先にメールアドレスまたは電話番号がない。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/account-controls.html#account-1",
  reads: ["account:GetAlternateContact"],
  guardrail: {
    en: "Deny account:DeleteAlternateContact and account:PutAlternateContact in member accounts.",
    ja: "メンバーアカウントでの account:DeleteAlternateContact と account:PutAlternateContact を拒否する。",
  },
  objectives: ["account-contacts"],
  mappings: {
    securityHub: "Account.1",
    cis5: "1.2",
    cis3: "1.2",
    pci401: "A1.2.3",
    iso27001: "A.5.5",
    prowler: "account_security_contact_information_is_registered",
  },
  decide({ contact }) {
    if (contact === null) return fail("not-registered");
    const { hasEmail, hasPhone } = contact;
    return hasEmail && hasPhone ? pass() : fail("incomplete", { hasEmail, hasPhone });
  },
});
