import type { MatrixService } from "../matrix-types.ts";

export const s3: MatrixService = {
  id: "s3",
  name: "Amazon S3",
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
        en: "Amazon S3 runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon S3 が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon S3 without action of the customer.",
        ja: "Amazon S3 の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the storage service and designs it for eleven nines of durability.",
        ja: "ストレージサービスの運用とイレブンナインの耐久性の確保は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Whether buckets can be reached from the internet, and from which networks, is set by you.",
        ja: "バケットの公開設定の確認と管理、接続元ネットワークの制限は利用者の責任。",
      },
      controls: [
        "s3-account-public-access-blocked",
        "s3-bucket-public-access-blocked",
        "s3-bucket-not-public-read",
        "s3-bucket-not-public-write",
        "s3-bucket-tls-required",
        "vpc-endpoint-policy-scoped",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Programs that read and write objects, and what they put there, are yours; Macie and data events show what happens.",
        ja: "オブジェクトを読み書きするアプリケーションと保存内容は利用者の責任。",
      },
      controls: [
        "macie-enabled",
        "macie-automated-discovery",
        "s3-bucket-access-logging",
        "cloudtrail-s3-data-events-write",
        "cloudtrail-s3-data-events-read",
        "guardduty-s3-protection",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Bucket policies, ACLs and IAM policies decide who reaches the data, and are yours.",
        ja: "バケットポリシー、ACL、IAM ポリシーによるアクセス制御は利用者の責任。",
      },
      controls: [
        "s3-bucket-acl-disabled",
        "s3-bucket-policy-cross-account-restricted",
        "s3-bucket-not-public-read",
        "s3-bucket-not-public-write",
        "accessanalyzer-external-access-enabled",
        "accessanalyzer-no-open-findings",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "AWS encrypts new objects with its own keys at least; choosing keys and encrypting sensitive data as required is yours.",
        ja: "オブジェクトデータの暗号化方式と鍵の選択は利用者の責任（新規オブジェクトは既定で SSE-S3 により暗号化される）。",
      },
      controls: ["s3-bucket-kms-encrypted", "s3-bucket-tls-required"],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS keeps objects durable on several devices; undoing deletion or overwriting by you or an attacker needs versioning and locks that you set.",
        ja: "複数デバイスへの冗長化による耐久性は AWS、誤削除や改ざんに備えるバージョニングとロックの設定は利用者の責任。",
      },
      controls: ["s3-bucket-versioning", "s3-bucket-object-lock", "s3-bucket-mfa-delete"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
  ],
};
