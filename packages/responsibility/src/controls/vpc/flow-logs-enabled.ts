import { defineControl } from "../../control.ts";
import type { FlowLog } from "../../facts/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { flowLogsEnabledMend } from "./flow-logs-enabled.mend.ts";

/** Security Hub EC2.6. Logs of subnets count only where no subnet is left out; a shared VPC is its owner's duty. */
export const flowLogsEnabled = defineControl({
  id: "vpc-flow-logs-enabled",
  service: "vpc",
  domain: "logging-detection",
  layer: "network-configuration",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::EC2::VPC",
  title: { en: "VPC flow logs are on for every VPC", ja: "すべての VPC でフローログが有効になっている" },
  rationale: {
    en: "Without flow logs nobody can tell later which hosts an intruder reached.",
    ja: "フローログがなければ、侵入者がどのホストに到達したかを後から調べられない。",
  },
  remediation: {
    en: "Create a flow log on the VPC with traffic type ALL or REJECT, and check that delivery succeeds.",
    ja: "トラフィックタイプ ALL または REJECT のフローログを VPC に作成し、配信が成功していることを確認する。",
  },
  mend: flowLogsEnabledMend,
  reasons: {
    "no-flow-log": { en: "The VPC has no flow log.", ja: "VPC にフローログがない。" },
    "not-active": { en: "The VPC's flow log is not active.", ja: "VPC のフローログが有効ではない。" },
    "accept-only": {
      en: "The flow log records accepted traffic only.",
      ja: "フローログが許可されたトラフィックだけを記録している。",
    },
    "delivery-failed": { en: "The flow log's delivery fails.", ja: "フローログの配信に失敗している。" },
    "subnets-left-out": {
      en: "Some subnets have flow logs and others have none.",
      ja: "フローログのないサブネットがある。",
    },
    "shared-vpc": {
      en: "The VPC is shared by another account, which is judged.",
      ja: "VPC は他のアカウントから共有されており、所有者のアカウントで判定する。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
  reads: ["ec2:DescribeVpcs", "ec2:DescribeFlowLogs", "ec2:DescribeSubnets"],
  guardrail: { en: "Deny ec2:DeleteFlowLogs.", ja: "ec2:DeleteFlowLogs を拒否する。" },
  objectives: ["flow-logs"],
  mappings: {
    securityHub: "EC2.6",
    cis5: "3.7",
    cis3: "3.7",
    pci401:
      "5.3.4; 10.2.1; 10.2.1.1; 10.2.1.2; 10.2.1.3; 10.2.1.4; 10.2.1.5; 10.2.1.6; 10.2.1.7; 10.2.2; 10.3.1; 10.6.3; A1.2.1",
    iso27001: "A.8.15; A.8.16; A.8.20; A.8.21; A.8.22; A.8.23",
    soc2: "CC7.2; CC7.3",
    nist80053: "AC-4(26); AU-2; AU-3; AU-6(3); AU-6(4); AU-12; CA-7; SI-7(8)",
    prowler: "vpc_flow_logs_enabled",
  },
  decide({ vpcId, ownerId, isDefault, flowLogs, subnetIds }, { accountId }) {
    if (ownerId !== accountId) return notApplicable("shared-vpc");
    if (flowLogs.status === "unread") return unknown(flowLogs.reason);
    const own = flowLogs.value.filter(({ resourceId }) => resourceId === vpcId);
    if (own.some((log) => weaknessOf(log) === null)) return pass();
    const logged = new Set(
      flowLogs.value.filter((log) => weaknessOf(log) === null).map(({ resourceId }) => resourceId),
    );
    if (logged.size > 0) {
      if (subnetIds.status === "unread") return unknown(subnetIds.reason);
      const missing = subnetIds.value.filter((id) => !logged.has(id));
      if (subnetIds.value.length > 0 && missing.length === 0) return pass({ flowLogsOn: "subnets" });
      if (missing.length > 0) return fail("subnets-left-out", { isDefault, subnetsWithout: missing.length });
    }
    const weaknesses = new Set(own.map(weaknessOf));
    return fail(worstFirst.find((weakness) => weaknesses.has(weakness)) ?? "no-flow-log", { isDefault });
  },
});

type Weakness = "not-active" | "accept-only" | "delivery-failed";
/** The one that is nearest to good is named, since it is the one to mend. */
const worstFirst: readonly Weakness[] = ["delivery-failed", "accept-only", "not-active"];

function weaknessOf(log: FlowLog): Weakness | null {
  if (log.status !== "ACTIVE") return "not-active";
  if (log.trafficType !== "ALL" && log.trafficType !== "REJECT") return "accept-only";
  if (log.deliverLogsStatus !== null && log.deliverLogsStatus !== "SUCCESS") return "delivery-failed";
  return null;
}
