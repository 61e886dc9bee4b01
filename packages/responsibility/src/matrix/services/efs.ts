import type { MatrixService } from "../matrix-types.ts";

export const efs: MatrixService = {
  id: "efs",
  name: "Amazon EFS",
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
        en: "Amazon EFS runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon EFS が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon EFS without action of the customer.",
        ja: "Amazon EFS の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the file service and stores data across zones (one zone for One Zone classes).",
        ja: "ファイルサービスの運用と AZ をまたぐ保存は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Mount targets, their subnets and security groups are set by you.",
        ja: "マウントターゲット、サブネット、セキュリティグループの設定は利用者の責任。",
      },
      controls: [
        "ec2-security-group-high-risk-ports-not-open",
        "ec2-security-group-unlisted-ports-not-open",
        "efs-policy-restricted",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Clients, POSIX rights and file contents are yours.",
        ja: "クライアント、POSIX 権限、ファイルの内容は利用者の責任。",
      },
      controls: ["efs-policy-restricted"],
      reports: [],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "File system policy, access points and IAM are yours.",
        ja: "ファイルシステムポリシー、アクセスポイント、IAM の設定は利用者の責任。",
      },
      controls: ["efs-policy-restricted", "accessanalyzer-external-access-enabled"],
      reports: [],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "Encryption at rest is chosen at creation, encryption in transit at mounting; both by you.",
        ja: "保管時の暗号化は作成時、転送時の暗号化はマウント時に利用者が選択する。",
      },
      controls: ["efs-encrypted", "efs-policy-restricted"],
      reports: [],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS keeps data durable; backups against deletion and ransomware are switched on by you.",
        ja: "データの耐久性は AWS、削除やランサムウェアに備えるバックアップの有効化は利用者の責任。",
      },
      controls: ["efs-backup", "backup-databases-covered", "backup-vault-locked"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/efs/latest/ug/security-considerations.html",
    },
  ],
};
