import { defineControl } from "../../control.ts";
import type { IngressRule, SecurityGroup } from "../../facts/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { securityGroupSshNotOpenMend } from "./security-group-ssh-not-open.mend.ts";

/**
 * Security Hub EC2.13, EC2.53 and EC2.54. Ranges are not united: two halves of the internet are another control's
 * affair. A rule that names another group never fails.
 */
export const securityGroupSshNotOpen = defineControl({
  id: "ec2-security-group-ssh-not-open",
  service: "ec2",
  domain: "network",
  layer: "network-configuration",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::EC2::SecurityGroup",
  title: {
    en: "Security groups do not open SSH (22) to the whole internet",
    ja: "セキュリティグループで SSH (ポート 22) がインターネット全体に公開されていない",
  },
  rationale: {
    en: "Open SSH ports are scanned within minutes and attacked with stolen or guessed keys and with new weaknesses of the server.",
    ja: "公開された SSH ポートは数分でスキャンされ、盗まれた鍵や推測された鍵、サーバーの新しい脆弱性で攻撃される。",
  },
  remediation: {
    en: "Remove the rule and reach instances through Session Manager or EC2 Instance Connect, or narrow the source to your own networks.",
    ja: "ルールを削除し、Session Manager または EC2 Instance Connect で接続するか、送信元を自社のネットワークに限定する。",
  },
  mend: securityGroupSshNotOpenMend,
  reasons: {
    "open-to-world": {
      en: "A rule opens port 22 to every address.",
      ja: "ポート 22 をすべてのアドレスに開放するルールがある。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13",
  reads: ["ec2:DescribeSecurityGroups", "ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries"],
  guardrail: {
    en: "No SCP sees a rule's content; restrict ec2:AuthorizeSecurityGroupIngress to network roles.",
    ja: "SCP はルールの内容を判定できないため、ec2:AuthorizeSecurityGroupIngress をネットワーク用ロールに限定する。",
  },
  objectives: [],
  mappings: {
    securityHub: "EC2.13; EC2.53; EC2.54",
    cis5: "5.3; 5.4",
    cis3: "5.2; 5.3",
    pci401: "1.3.1",
    iso27001: "A.8.20; A.8.21; A.8.22",
    soc2: "CC6.6; CC7.2",
    nist80053: "AC-4; AC-4(21); CM-7; SC-7; SC-7(4); SC-7(5); SC-7(11); SC-7(16); SC-7(21)",
    prowler: "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22",
  },
  decide(group) {
    const rules = group.ingress.filter(reachesSsh);
    const open = rules.flatMap((rule) => [...rule.ipv4Ranges, ...rule.ipv6Ranges]).filter(isWholeInternet);
    const lists = new Set(rules.flatMap(({ prefixListIds }) => prefixListIds));
    if (open.length === 0 && lists.size > 0 && group.prefixLists.status === "unread")
      return unknown(group.prefixLists.reason);
    const openLists = [...lists].filter((id) => listHoldsInternet(group, id));
    if (open.length === 0 && openLists.length === 0) return pass();
    return fail("open-to-world", {
      group: group.groupId,
      name: group.name,
      sources: [...new Set([...open, ...openLists])],
    });
  },
});

/** TCP by name or number; `-1` is every protocol and port. */
function reachesSsh({ protocol, fromPort, toPort }: IngressRule): boolean {
  if (protocol === "-1") return true;
  if (protocol !== "tcp" && protocol !== "6") return false;
  return (fromPort ?? 0) <= 22 && (toPort ?? 65_535) >= 22;
}

function isWholeInternet(cidr: string): boolean {
  return /^0\.0\.0\.0\/0+$/.test(cidr) || /^[0:]*::?[0:]*\/0+$/.test(cidr);
}

function listHoldsInternet(group: SecurityGroup, id: string): boolean {
  if (group.prefixLists.status === "unread") return false;
  return group.prefixLists.value[id]?.some(isWholeInternet) ?? false;
}
