import type { MatrixService } from "../matrix-types.ts";

export const apigateway: MatrixService = {
  id: "apigateway",
  name: "Amazon API Gateway",
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
        en: "Amazon API Gateway runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon API Gateway が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon API Gateway without action of the customer.",
        ja: "Amazon API Gateway の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs, patches and scales the gateway.",
        ja: "ゲートウェイの運用、パッチ、スケーリングは AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Endpoint type, custom domain, resource policy and web ACL are set by you.",
        ja: "エンドポイントタイプ、カスタムドメイン、リソースポリシー、WAF の設定は利用者の責任。",
      },
      controls: ["wafv2-apigateway-protected", "apigateway-domain-tls12"],
      reports: [],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "API definitions, validation and integrations behind them are yours.",
        ja: "API 定義、入力検証、統合先のバックエンドは利用者の責任。",
      },
      controls: ["apigateway-stage-logging", "wafv2-apigateway-protected", "wafv2-web-acl-has-rules"],
      reports: [],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Authorisers and resource policies decide who may call, and are yours.",
        ja: "オーソライザーとリソースポリシーによる認可の設定は利用者の責任。",
      },
      controls: ["apigateway-route-authorised"],
      reports: [],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS offers HTTPS only; the TLS version of custom domains is chosen by you.",
        ja: "API は常に HTTPS で提供され、カスタムドメインの TLS バージョンの選択は利用者の責任。",
      },
      controls: ["apigateway-domain-tls12", "acm-certificate-not-expiring"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
    {
      layer: "backup",
      responsible: "customer",
      reason: {
        en: "API definitions are configuration to keep as code. No API decides it.",
        ja: "API 定義をコードとして保管するのは利用者の責任。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/security.html",
    },
  ],
};
