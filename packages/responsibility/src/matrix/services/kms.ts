import type { MatrixService } from "../matrix-types.ts";

export const kms: MatrixService = {
  id: "kms",
  name: "AWS KMS",
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
        en: "AWS KMS runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "AWS KMS が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under AWS KMS without action of the customer.",
        ja: "AWS KMS の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs validated hardware security modules; plain keys never leave them.",
        ja: "検証済み HSM の運用は AWS が担い、平文の鍵が HSM の外に出ることはない。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Use of VPC endpoints and their policies is yours.",
        ja: "VPC エンドポイントの利用とポリシーの設定は利用者の責任。",
      },
      controls: ["vpc-endpoint-policy-scoped"],
      reports: [],
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Which data is encrypted with which key, and encryption context, is decided by your programs. No API decides it.",
        ja: "どのデータをどの鍵で暗号化するかはアプリケーション側で利用者が決める。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Key policies, grants and IAM decide who may use and manage keys.",
        ja: "キーポリシー、グラント、IAM による鍵の使用者と管理者の指定は利用者の責任。",
      },
      controls: ["kms-key-policy-not-public", "iam-policy-no-full-admin"],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS protects key material; choosing customer managed keys and rotating them is yours.",
        ja: "鍵マテリアルの保護は AWS、カスタマーマネージドキーの選択とローテーションは利用者の責任。",
      },
      controls: ["kms-key-rotation"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS keeps keys durable; not deleting a key that data depends on is yours (imported material also needs your own copy).",
        ja: "鍵の耐久性は AWS、必要な鍵を削除しないことは利用者の責任（インポートした鍵は利用者が保管する）。",
      },
      controls: ["kms-key-not-pending-deletion", "cloudwatch-alarm-kms-key-deletion"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-security.html",
    },
  ],
};
