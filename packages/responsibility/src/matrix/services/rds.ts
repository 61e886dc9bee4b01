import type { MatrixService } from "../matrix-types.ts";

export const rds: MatrixService = {
  id: "rds",
  name: "Amazon RDS",
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
        en: "RDS runs on systems that customers cannot log in to; AWS chooses and hardens them (RDS Custom is the exception and not covered).",
        ja: "RDS が動作する OS には利用者がログインできず、AWS が選定と堅牢化を担う（RDS Custom を除く）。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS applies operating system and engine patches, in the maintenance window that you choose.",
        ja: "OS とデータベースエンジンへのパッチは、利用者が選んだメンテナンスウィンドウで AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS installs, patches and runs the database engine. Choosing a supported version and letting upgrades in stands under application.",
        ja: "データベースエンジンの導入、パッチ適用、運用は AWS が担う（サポート対象バージョンの選択と自動アップグレードの許可はアプリケーション層で利用者が担う）。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Public access, subnet group and security groups of the database are set by you.",
        ja: "データベースのパブリックアクセス設定、サブネットグループ、セキュリティグループは利用者の責任。",
      },
      controls: [
        "rds-instance-not-public",
        "ec2-security-group-high-risk-ports-not-open",
        "vpc-main-route-table-private",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Safe queries, schema, and the engine version and upgrade setting you choose are yours.",
        ja: "クエリの安全性、スキーマ、エンジンバージョンと自動アップグレードの選択は利用者の責任。",
      },
      controls: [
        "rds-instance-minor-upgrade",
        "rds-instance-engine-supported",
        "wafv2-web-acl-has-rules",
        "guardduty-rds-lambda-protection",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Database users, their rights, passwords and IAM authentication are yours.",
        ja: "データベースユーザーの権限、パスワード、IAM 認証などのアクセス制御は利用者の責任。",
      },
      controls: ["rds-instance-iam-authentication", "rds-instance-master-secret-managed", "rds-snapshot-not-public"],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "Turning on storage encryption and requiring TLS connections is yours.",
        ja: "ストレージの暗号化の有効化と SSL/TLS 接続の強制は利用者の責任。",
      },
      controls: [
        "rds-instance-storage-encrypted",
        "rds-instance-tls-required",
        "rds-snapshot-encrypted",
        "rds-snapshot-not-public",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS provides automatic backup and restore; how long, across zones, and whether it is kept safe from deletion is set by you.",
        ja: "自動バックアップとリストアの機能は AWS が提供し、保持期間、マルチ AZ、削除保護の設定と復旧計画は利用者の責任。",
      },
      controls: [
        "rds-instance-backup-retention",
        "rds-instance-multi-az",
        "rds-instance-deletion-protection",
        "backup-databases-covered",
      ],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
  ],
};
