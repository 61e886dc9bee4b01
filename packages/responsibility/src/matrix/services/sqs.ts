import type { MatrixService } from "../matrix-types.ts";

export const sqs: MatrixService = {
  id: "sqs",
  name: "Amazon SQS",
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
        en: "Amazon SQS runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon SQS が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon SQS without action of the customer.",
        ja: "Amazon SQS の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
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
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Use of VPC endpoints and limits by network are set by you.",
        ja: "VPC エンドポイントの利用とネットワークによる制限は利用者の責任。",
      },
      controls: ["vpc-endpoint-policy-scoped", "sqs-queue-not-public"],
      reports: [],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Programs that use the queues and messages, and the content of messages, are yours. No API decides it.",
        ja: "キューを利用するアプリケーションとメッセージの内容は利用者の責任。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: { en: "Access policies of queues are yours.", ja: "キューのアクセスポリシーは利用者の責任。" },
      controls: ["sqs-queue-not-public", "accessanalyzer-external-access-enabled"],
      reports: [],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS encrypts new queues with its own keys by default; keeping it on, choosing a key, and TLS are yours.",
        ja: "新規キューは既定で AWS が暗号化し、設定の維持と鍵の選択は利用者の責任。",
      },
      controls: ["sqs-queue-encrypted"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
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
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security.html",
    },
  ],
};
