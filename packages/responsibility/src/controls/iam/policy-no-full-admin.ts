import { isEveryAction, isEveryResource, type PolicyStatement } from "@sekinin/guardrails";
import { defineControl } from "../../control.ts";
import { readPolicy } from "../../policies/read-policy.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "../../verdict.ts";
import { policyNoFullAdminMend } from "./policy-no-full-admin.mend.ts";

/** Security Hub IAM.1. A policy that serves as a boundary only grants nothing, so it passes. */
export const policyNoFullAdmin = defineControl({
  id: "iam-policy-no-full-admin",
  service: "iam",
  domain: "identity-access",
  layer: "identity-access",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::IAM::ManagedPolicy",
  title: {
    en: "No attached customer policy allows everything",
    ja: "アタッチされたカスタマー管理ポリシーに全権限 (*:*) が含まれていない",
  },
  rationale: {
    en: "Whoever gets hold of one such user or role owns the account, its logs and its backups.",
    ja: "このようなユーザーやロールが一つ乗っ取られるだけで、アカウントもログもバックアップも支配される。",
  },
  remediation: {
    en: "Replace the policy by the actions that are used (IAM Access Analyzer can propose them), then detach it.",
    ja: "実際に使われているアクションだけのポリシーに置き換え（IAM Access Analyzer で生成できる）、元のポリシーをデタッチする。",
  },
  mend: policyNoFullAdminMend,
  reasons: {
    "full-admin": {
      en: "An attached policy allows every action on every resource without a condition.",
      ja: "アタッチされたポリシーが、すべてのリソースへのすべてのアクションを無条件に許可している。",
    },
    unattached: {
      en: "The policy is attached to nothing and is no boundary.",
      ja: "ポリシーはどこにもアタッチされておらず、アクセス許可の境界にも使われていない。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  reads: ["iam:GetAccountAuthorizationDetails"],
  guardrail: {
    en: "Deny iam:CreatePolicy and iam:CreatePolicyVersion outside platform roles; permissions boundaries.",
    ja: "プラットフォーム用ロール以外からの iam:CreatePolicy と iam:CreatePolicyVersion を拒否し、アクセス許可の境界を使う。",
  },
  objectives: ["boundary-remove"],
  mappings: {
    securityHub: "IAM.1",
    cis5: "1.15",
    cis3: "1.16",
    iso27001: "A.5.18; A.8.2",
    soc2: "CC1.3; CC6.3",
    nist80053: "AC-2; AC-2(1); AC-3; AC-3(7); AC-3(15); AC-5; AC-6; AC-6(2); AC-6(3); AC-6(10)",
    prowler: "iam_customer_attached_policy_no_administrative_privileges",
  },
  decide({ name, attachmentCount, boundaryUsageCount, document }) {
    if (attachmentCount === 0) return verdictOfUnattached(boundaryUsageCount);
    const policy = readPolicy(document);
    if (policy.status === "unread") return unknown(policy.reason);
    const statement = policy.value?.statements.find(allowsEverything);
    if (statement === undefined) return pass();
    return fail("full-admin", { policy: name, attachments: attachmentCount, statement: statement.index });
  },
});

function verdictOfUnattached(boundaryUsageCount: number | null): Verdict {
  if (boundaryUsageCount === null) {
    const action = "iam:GetAccountAuthorizationDetails";
    return unknown({ code: "value-unreadable", action, detail: "PermissionsBoundaryUsageCount" });
  }
  return boundaryUsageCount === 0 ? notApplicable("unattached") : pass();
}

function allowsEverything(statement: PolicyStatement): boolean {
  const { effect, actions, notActions, resources, conditions } = statement;
  if (effect !== "Allow" || conditions.length > 0 || resources?.some(isEveryResource) !== true) return false;
  if (actions !== null) return actions.some(isEveryAction);
  // All but a few actions is everything; all but a whole service is at least a decision.
  return notActions?.some((pattern) => isEveryAction(pattern) || /^[^:]*:\*+$/.test(pattern)) === false;
}
