import type { MatrixService } from "../matrix-types.ts";

export const elb: MatrixService = {
  id: "elb",
  name: "Elastic Load Balancing",
  model: "PaaS",
  cells: [
    {
      layer: "physical",
      responsible: "aws",
      reason: {
        en: "AWS runs and guards the data centres: access, power, fire, natural disaster, round-the-clock watch.",
        ja: "データセンターの入退室管理、災害対策、24 時間監視は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 9)"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "hardware",
      responsible: "aws",
      reason: {
        en: "AWS buys, maintains and replaces the servers, disks and network devices underneath.",
        ja: "サーバー、ストレージ、ネットワーク機器の保守と交換は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "network-infrastructure",
      responsible: "aws",
      reason: {
        en: "AWS runs the global network of Regions and zones, and shields it against common DDoS attacks.",
        ja: "リージョンや AZ を結ぶネットワーク基盤の運用と一般的な DDoS 攻撃への防御は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "virtualisation",
      responsible: "aws",
      reason: {
        en: "AWS operates the hypervisor or isolation layer and keeps customers apart.",
        ja: "ハイパーバイザーなどの仮想化レイヤーの管理と顧客間の分離は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "operating-system",
      responsible: "aws",
      reason: {
        en: "Elastic Load Balancing runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Elastic Load Balancing が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Elastic Load Balancing without action of the customer.",
        ja: "Elastic Load Balancing の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs, patches, scales and replaces load balancer nodes.",
        ja: "ロードバランサーノードの運用、パッチ、スケーリング、交換は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Scheme, subnets, security groups, listeners and web ACL are set by you.",
        ja: "スキーム、サブネット、セキュリティグループ、リスナー、WAF の設定は利用者の責任。",
      },
      controls: [
        "elb-listener-https-only",
        "elb-multi-az",
        "ec2-security-group-unlisted-ports-not-open",
        "wafv2-alb-protected",
        "shield-advanced-resources-protected",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "The targets behind, header handling and web protection are yours.",
        ja: "背後のターゲット、ヘッダー処理、Web 攻撃対策は利用者の責任。",
      },
      controls: ["wafv2-alb-protected", "wafv2-web-acl-has-rules", "elb-access-logs"],
      reports: [],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Who may change listeners and rules, and authentication at the listener, are yours.",
        ja: "リスナーやルールを変更できる権限とリスナー認証の設定は利用者の責任。",
      },
      controls: ["iam-policy-no-full-admin", "iam-policy-no-privilege-escalation"],
      reports: [],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "TLS listeners, security policies and certificates are chosen by you.",
        ja: "TLS リスナー、セキュリティポリシー、証明書の選択は利用者の責任。",
      },
      controls: ["elb-listener-https-only", "elb-listener-tls-policy", "acm-certificate-not-expiring"],
      reports: [],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS replaces failed nodes; spreading over zones is yours.",
        ja: "障害ノードの置き換えは AWS、複数 AZ への配置は利用者の責任。",
      },
      controls: ["elb-multi-az"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security.html",
    },
  ],
};
