import type { MatrixService } from "../matrix-types.ts";

export const lambda: MatrixService = {
  id: "lambda",
  name: "AWS Lambda",
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
        en: "AWS Lambda runs on systems that customers cannot log in to; AWS chooses and hardens them.",
        ja: "AWS Lambda が動作する OS は利用者から見えず、AWS が選定と堅牢化を担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "os-patching",
      responsible: "aws",
      reason: {
        en: "AWS patches the systems under AWS Lambda without action of the customer.",
        ja: "AWS Lambda の基盤となる OS のパッチは、利用者の操作なしに AWS が適用する。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS provides, patches and scales the managed runtime and keeps it available. Moving off a deprecated runtime is a choice of your code and stands under application.",
        ja: "マネージドランタイムの提供、保護、自動スケーリング、可用性の確保は AWS が担う（非推奨ランタイムからの移行はアプリケーション層で利用者が担う）。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Whether a function has a public URL or runs inside your VPC is set by you.",
        ja: "関数 URL の公開や VPC 接続の設定は利用者の責任。",
      },
      controls: ["lambda-function-url-authenticated", "lambda-function-in-vpc"],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Your code, its libraries and the runtime version it is built for are yours.",
        ja: "関数のコード、ライブラリ、使用するランタイムバージョンの選択は利用者の責任。",
      },
      controls: [
        "lambda-function-runtime-supported",
        "lambda-function-env-no-secrets",
        "inspector-scans-enabled",
        "inspector-no-open-critical-findings",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "IAM policies decide who may invoke the function and what the function may do.",
        ja: "関数の呼び出し権限と実行ロールの権限を IAM ポリシーで制御するのは利用者の責任。",
      },
      controls: [
        "lambda-function-policy-not-public",
        "lambda-function-role-least-privilege",
        "lambda-function-url-authenticated",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "data-encryption",
      responsible: "customer",
      reason: {
        en: "Secrets in environment variables are yours to encrypt or to keep elsewhere.",
        ja: "環境変数に機密情報を保存する場合の暗号化は利用者の責任。",
      },
      controls: [
        "lambda-function-env-kms-encrypted",
        "lambda-function-env-no-secrets",
        "secretsmanager-rotation-enabled",
      ],
      reports: [],
      source: "https://aws.amazon.com/compliance/shared-responsibility-model/",
    },
    {
      layer: "backup",
      responsible: "customer",
      reason: {
        en: "AWS keeps the service available across zones; source code and function versions are yours to keep. No API decides it.",
        ja: "関数のソースコードとバージョンの保管は利用者の責任（サービスの可用性は AWS が担う）。API では判定できない。",
      },
      controls: [],
      reports: [],
      source: "https://docs.aws.amazon.com/lambda/latest/dg/runtime-management-shared.html",
    },
  ],
};
