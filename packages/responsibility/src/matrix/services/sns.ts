import type { MatrixService } from "../matrix-types.ts";

export const sns: MatrixService = {
  id: "sns",
  name: "Amazon SNS",
  model: "serverless",
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
        en: "Amazon SNS runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon SNS が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon SNS without action of the customer.",
        ja: "Amazon SNS の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the messaging service and stores messages in several zones.",
        ja: "メッセージングサービスの運用と複数 AZ への保存は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Use of VPC endpoints and limits by network are set by you.",
        ja: "VPC エンドポイントの利用とネットワークによる制限は利用者の責任。",
      },
      controls: ["vpc-endpoint-policy-scoped", "sns-topic-not-public"],
      reports: [],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Programs that use the topics and deliveries, and the content of messages, are yours. No API decides it.",
        ja: "トピックを利用するアプリケーションとメッセージの内容は利用者の責任。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: { en: "Access policies of topics are yours.", ja: "トピックのアクセスポリシーは利用者の責任。" },
      controls: ["sns-topic-not-public", "accessanalyzer-external-access-enabled"],
      reports: [],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "Encryption at rest with KMS is switched on by you; so is the choice of HTTPS endpoints.",
        ja: "KMS による保管時の暗号化の有効化と HTTPS エンドポイントの選択は利用者の責任。",
      },
      controls: ["sns-topic-encrypted"],
      reports: [],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS stores messages redundantly for as long as it holds them; retention, dead-letter queues and replay are yours. Not decided by a control.",
        ja: "保持期間中の冗長化は AWS、保持期間やデッドレターキュー、再送の設計は利用者の責任。判定するコントロールはない。",
      },
      controls: [],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security.html",
    },
  ],
};
