import { defineControl } from "../../control.ts";
import type { Trail } from "../../facts/index.ts";
import type { UnreadReason } from "../../reading.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { multiRegionTrailMend } from "./multi-region-trail.mend.ts";

/** Security Hub CloudTrail.1. An organisation's trail counts for its members. */
export const multiRegionTrail = defineControl({
  id: "cloudtrail-multi-region-trail",
  service: "cloudtrail",
  domain: "logging-detection",
  layer: null,
  severity: "high",
  scope: "account",
  resourceType: "AWS::CloudTrail::Trail",
  title: {
    en: "A trail records management events of every Region",
    ja: "すべてのリージョンの管理イベントを記録する証跡が有効になっている",
  },
  rationale: {
    en: "Without it nobody can tell who changed what, and attackers prefer the Regions that nobody watches.",
    ja: "証跡がなければ、誰が何を変更したかを追えない。攻撃者は監視されていないリージョンを好む。",
  },
  remediation: {
    en: "Create an organization trail for all Regions with all management events, in a bucket of the log archive account.",
    ja: "全リージョンのすべての管理イベントを記録する組織の証跡を作成し、ログアーカイブアカウントのバケットに保存する。",
  },
  mend: multiRegionTrailMend,
  reasons: {
    "no-trail": { en: "The account has no trail.", ja: "アカウントに証跡がない。" },
    "no-multi-region": { en: "No trail covers every Region.", ja: "すべてのリージョンを対象とする証跡がない。" },
    "not-logging": {
      en: "The multi-Region trail is not logging.",
      ja: "マルチリージョンの証跡がログを記録していない。",
    },
    "events-left-out": {
      en: "The multi-Region trail leaves out some management events.",
      ja: "マルチリージョンの証跡が一部の管理イベントを記録していない。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
  reads: ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"],
  guardrail: {
    en: "Deny cloudtrail:StopLogging, cloudtrail:DeleteTrail, cloudtrail:UpdateTrail and cloudtrail:PutEventSelectors.",
    ja: "cloudtrail:StopLogging、cloudtrail:DeleteTrail、cloudtrail:UpdateTrail、cloudtrail:PutEventSelectors を拒否する。",
  },
  objectives: ["cloudtrail-off"],
  mappings: {
    securityHub: "CloudTrail.1",
    cis5: "3.1",
    cis3: "3.1",
    pci401:
      "5.3.4; 10.2.1; 10.2.1.1; 10.2.1.2; 10.2.1.3; 10.2.1.4; 10.2.1.5; 10.2.1.6; 10.2.1.7; 10.2.2; 10.3.1; 10.6.3; A1.2.1",
    iso27001: "A.8.15; A.8.16",
    soc2: "A1.2; CC2.1; CC7.2; PI1.3",
    nist80053:
      "AC-2(4); AC-3(1); AC-3(10); AC-4(26); AC-6(9); AU-2; AU-3; AU-3(1); AU-6(3); AU-6(4); AU-6(6); AU-6(9); AU-8; AU-10; AU-12; AU-12(1); AU-12(2); AU-12(3); AU-12(4); AU-14; AU-14(3); CA-7; CM-5(1); CM-6; CM-9; IA-3(3); MA-4(1); PM-14; PM-31; SC-7(9); SI-1(1); SI-3(8); SI-4(2); SI-4(17); SI-4(20); SI-7(8); SI-10(1)",
    prowler: "cloudtrail_multi_region_enabled; cloudtrail_multi_region_enabled_logging_management_events",
  },
  decide({ trails }) {
    if (trails.length === 0) return fail("no-trail");
    const wide = trails.filter(({ isMultiRegion }) => isMultiRegion);
    if (wide.length === 0) return fail("no-multi-region", { trails: trails.length });
    const judged = wide.map(judge);
    const good = judged.findIndex((state) => state === "good");
    if (good !== -1)
      return pass({ trail: wide[good]?.arn ?? null, organization: wide[good]?.isOrganizationTrail ?? false });
    for (const state of judged) if (typeof state === "object") return unknown(state);
    return fail(judged.includes("events-left-out") ? "events-left-out" : "not-logging", {
      trails: wide.map(({ arn }) => arn),
    });
  },
});

/** A trail that is known not to be good stays so, whatever else of it was not read. */
function judge({
  isLogging,
  recordsAllManagementEvents,
}: Trail): "good" | "not-logging" | "events-left-out" | UnreadReason {
  if (isLogging.status === "read" && !isLogging.value) return "not-logging";
  if (recordsAllManagementEvents.status === "read" && !recordsAllManagementEvents.value) return "events-left-out";
  if (isLogging.status === "unread") return isLogging.reason;
  return recordsAllManagementEvents.status === "unread" ? recordsAllManagementEvents.reason : "good";
}
