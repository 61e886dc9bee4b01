import type { MatrixService } from "../matrix-types.ts";

export const dynamodb: MatrixService = {
  id: "dynamodb",
  name: "Amazon DynamoDB",
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
        en: "Amazon DynamoDB runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon DynamoDB が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon DynamoDB without action of the customer.",
        ja: "Amazon DynamoDB の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs, patches, scales and replicates the database across zones.",
        ja: "データベースの運用、パッチ、スケーリング、AZ 間のレプリケーションは AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Using VPC endpoints and limiting them by policy is yours; the public endpoint is always there.",
        ja: "VPC エンドポイントの利用とポリシーによる制限は利用者の責任。",
      },
      controls: ["vpc-endpoint-policy-scoped", "dynamodb-resource-policy-restricted"],
      reports: [],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Key design, queries and what items hold are yours. No API decides it.",
        ja: "キー設計、クエリ、保存する項目の内容は利用者の責任。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "IAM and resource policies for tables, indexes and items are yours.",
        ja: "テーブルや項目に対する IAM ポリシーとリソースベースポリシーは利用者の責任。",
      },
      controls: [
        "dynamodb-resource-policy-restricted",
        "iam-policy-no-full-admin",
        "accessanalyzer-external-access-enabled",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS always encrypts at rest and in transit; choosing a key you control is yours.",
        ja: "保管時と転送時の暗号化は常に AWS が行い、鍵の選択と管理は利用者の責任。",
      },
      controls: ["dynamodb-table-kms-encrypted", "kms-key-rotation"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS keeps copies in several zones and offers recovery; switching it on, keeping and protecting tables is yours.",
        ja: "複数 AZ への複製と復旧機能は AWS、有効化と保持、削除保護は利用者の責任。",
      },
      controls: ["dynamodb-point-in-time-recovery", "backup-databases-covered"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/security.html",
    },
  ],
};
