import type { MatrixService } from "../matrix-types.ts";

export const cognito: MatrixService = {
  id: "cognito",
  name: "Amazon Cognito",
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
        en: "Amazon Cognito runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "Amazon Cognito が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under Amazon Cognito without action of the customer.",
        ja: "Amazon Cognito の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the user directory, token service and hosted sign-in.",
        ja: "ユーザーディレクトリ、トークンサービス、ホストされたサインイン画面の運用は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Web ACL on the user pool, allowed callback addresses and custom domain are set by you. Only in part decided by a control.",
        ja: "ユーザープールの WAF、コールバック URL、カスタムドメインの設定は利用者の責任。",
      },
      controls: ["wafv2-web-acl-has-rules", "wafv2-web-acl-logging"],
      reports: [],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "The app that uses tokens, app client settings and triggers are yours.",
        ja: "トークンを利用するアプリ、アプリクライアントの設定、トリガーは利用者の責任。",
      },
      controls: ["lambda-function-env-no-secrets"],
      reports: [],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "MFA, password rules, guest access and roles given to users are set by you.",
        ja: "MFA、パスワードポリシー、ゲストアクセス、ユーザーに付与するロールの設定は利用者の責任。",
      },
      controls: ["cognito-user-pool-mfa", "cognito-user-pool-password-policy", "cognito-identity-pool-no-guests"],
      reports: [],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS encrypts the directory at rest and in transit; what personal data you store in attributes is yours. Not decided by a control.",
        ja: "ディレクトリの暗号化は AWS、属性に保存する個人データの取り扱いは利用者の責任。判定するコントロールはない。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS keeps the directory available; user export and protection against deletion of pools are yours. Not decided by a control.",
        ja: "ディレクトリの可用性は AWS、ユーザーのエクスポートやプールの削除保護は利用者の責任。判定するコントロールはない。",
      },
      controls: [],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/cognito/latest/developerguide/security.html",
    },
  ],
};
