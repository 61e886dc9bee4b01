import { defineControl } from "../../control.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { scpEnforcedMend } from "./scp-enforced.mend.ts";

/**
 * One resource per OU (or the root) that holds accounts, judged in the management account. The management account is
 * never bound by SCPs, so a root that holds it alone is not listed.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const scpEnforced = defineControl({
  id: "organizations-scp-enforced",
  service: "organizations",
  domain: "governance",
  layer: null,
  severity: "high",
  scope: "organization",
  resourceType: "AWS::Organizations::Policy",
  title: {
    en: "Service control policies are on and restrict something",
    ja: "サービスコントロールポリシー (SCP) が有効で、実質的な制限が適用されている",
  },
  rationale: {
    en: "Without a restricting SCP, the administrator of an account can undo every safeguard in it.",
    ja: "制限する SCP がなければ、アカウントの管理者はその中のあらゆる安全策を解除できる。",
  },
  remediation: {
    en: "Turn on service control policies and attach at least one that denies something to the OU or above it.",
    ja: "サービスコントロールポリシーを有効にし、何らかの操作を拒否する SCP を OU またはその上位にアタッチする。",
  },
  mend: scpEnforcedMend,
  reasons: {
    "scp-off": {
      en: "Service control policies are not enabled in the organization.",
      ja: "組織でサービスコントロールポリシーが有効になっていない。",
    },
    "nothing-restricted": {
      en: "No SCP between the root and this OU denies or narrows anything.",
      ja: "ルートからこの OU までに、何かを拒否または制限する SCP がない。",
    },
  },
  source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
  reads: [
    "organizations:ListRoots",
    "organizations:ListPolicies",
    "organizations:ListTargetsForPolicy",
    "organizations:DescribePolicy",
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListAccountsForParent",
  ],
  guardrail: null,
  objectives: [],
  mappings: {},
  decide({ name, policyTypeEnabled, restrictingPolicies }) {
    if (!policyTypeEnabled) return fail("scp-off", { name });
    if (restrictingPolicies.status === "unread") return unknown(restrictingPolicies.reason);
    const policies = restrictingPolicies.value;
    return policies.length > 0 ? pass({ name, policies: policies.slice(0, 20) }) : fail("nothing-restricted", { name });
  },
});
