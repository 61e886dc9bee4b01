import type { MatrixService } from "../matrix-types.ts";

export const cloudfront: MatrixService = {
  id: "cloudfront",
  name: "Amazon CloudFront",
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
        en: "Amazon CloudFront runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon CloudFront が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon CloudFront without action of the customer.",
        ja: "Amazon CloudFront の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the edge locations and the content delivery software.",
        ja: "エッジロケーションと配信ソフトウェアの運用は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Origins, web ACL, geographic limits and how viewers connect are set by you.",
        ja: "オリジン、WAF、地域制限、ビューワー接続の設定は利用者の責任。",
      },
      controls: [
        "wafv2-cloudfront-protected",
        "cloudfront-viewer-https",
        "cloudfront-origin-tls",
        "shield-advanced-resources-protected",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "What is served, cached and computed at the edge is yours.",
        ja: "配信、キャッシュ、エッジでの処理内容は利用者の責任。",
      },
      controls: ["wafv2-cloudfront-protected", "wafv2-web-acl-has-rules", "cloudfront-access-logging"],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Origin access control and signed requests keep others from going around, and are yours.",
        ja: "オリジンアクセスコントロールや署名付き URL による直接アクセスの防止は利用者の責任。",
      },
      controls: ["cloudfront-s3-origin-access-control"],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS supports TLS to viewers and origins; requiring it and choosing versions and certificates is yours.",
        ja: "TLS の提供は AWS、HTTPS の強制、バージョンと証明書の選択は利用者の責任。",
      },
      controls: [
        "cloudfront-viewer-https",
        "cloudfront-viewer-tls-version",
        "cloudfront-origin-tls",
        "acm-certificate-not-expiring",
      ],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
    {
      layer: "backup",
      responsible: "customer",
      reason: {
        en: "Distributions hold no data of record; keep their configuration as code. No API decides it.",
        ja: "ディストリビューション設定をコードとして保管するのは利用者の責任。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security.html",
    },
  ],
};
