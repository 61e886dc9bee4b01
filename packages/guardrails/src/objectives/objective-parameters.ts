import type { LocalizedText } from "./objective.ts";

/** What the values look like, for the form that takes them. Patterns with `*` and `?` are allowed in names and ARNs. */
export type ObjectiveParameterKind = "regions" | "services" | "arns" | "names" | "owners" | "networks";

export type ObjectiveParameter = {
  /** As in files, without braces. */
  readonly name: string;
  readonly kind: ObjectiveParameterKind;
  readonly label: LocalizedText;
  readonly hint: LocalizedText;
  /** Taken where the organisation gives none; null leaves its objectives unknown. */
  readonly default: readonly string[] | null;
};

/** Everything that an organisation may tell about itself, in the order in which a reader is asked. */
export const objectiveParameters: readonly ObjectiveParameter[] = [
  {
    name: "approvedRegions",
    kind: "regions",
    label: { en: "Approved Regions", ja: "承認済みリージョン" },
    hint: {
      en: "Regions in which work is allowed, such as ap-northeast-1.",
      ja: "作業を許可するリージョン（例：ap-northeast-1）。",
    },
    default: null,
  },
  {
    name: "protectedRoles",
    kind: "names",
    label: { en: "Protected roles", ja: "保護対象のロール" },
    hint: {
      en: "Names or patterns of roles that nobody may alter, such as security-audit-*.",
      ja: "誰にも変更させないロールの名前またはパターン（例：security-audit-*）。",
    },
    default: null,
  },
  {
    name: "unapprovedServices",
    kind: "services",
    label: { en: "Services not approved", ja: "未承認のサービス" },
    hint: {
      en: "Service prefixes as in policies, such as gamelift or lightsail.",
      ja: "ポリシーで使うサービスプレフィックス（例：gamelift、lightsail）。",
    },
    default: null,
  },
  {
    name: "approvedModels",
    kind: "arns",
    label: { en: "Approved foundation models", ja: "承認済みの基盤モデル" },
    hint: { en: "ARN patterns of models and inference profiles.", ja: "モデルと推論プロファイルの ARN パターン。" },
    default: null,
  },
  {
    name: "boundaryArns",
    kind: "arns",
    label: { en: "Permissions boundaries", ja: "アクセス許可境界" },
    hint: { en: "ARNs of the policies that count as boundary.", ja: "境界として認めるポリシーの ARN。" },
    default: null,
  },
  {
    name: "boundaryPolicies",
    kind: "names",
    label: { en: "Names of boundary policies", ja: "境界ポリシーの名前" },
    hint: {
      en: "Names or patterns of the boundary policies themselves.",
      ja: "境界ポリシー自体の名前またはパターン。",
    },
    default: null,
  },
  {
    name: "protectedLogGroups",
    kind: "names",
    label: { en: "Protected log groups", ja: "保護対象のロググループ" },
    hint: { en: "Names or patterns, such as /aws/cloudtrail/*.", ja: "名前またはパターン（例：/aws/cloudtrail/*）。" },
    default: null,
  },
  {
    name: "protectedAlarms",
    kind: "names",
    label: { en: "Protected alarms", ja: "保護対象のアラーム" },
    hint: { en: "Names or patterns of CloudWatch alarms.", ja: "CloudWatch アラームの名前またはパターン。" },
    default: null,
  },
  {
    name: "protectedRules",
    kind: "names",
    label: { en: "Protected event rules", ja: "保護対象のイベントルール" },
    hint: { en: "Names or patterns of EventBridge rules.", ja: "EventBridge ルールの名前またはパターン。" },
    default: null,
  },
  {
    name: "protectedTopics",
    kind: "names",
    label: { en: "Protected topics", ja: "保護対象のトピック" },
    hint: { en: "Names or patterns of SNS topics.", ja: "SNS トピックの名前またはパターン。" },
    default: null,
  },
  {
    name: "logArchiveBuckets",
    kind: "names",
    label: { en: "Log archive buckets", ja: "ログアーカイブバケット" },
    hint: {
      en: "Names or patterns of the buckets that hold logs.",
      ja: "ログを保管するバケットの名前またはパターン。",
    },
    default: null,
  },
  {
    name: "protectedBuckets",
    kind: "names",
    label: { en: "Protected buckets", ja: "保護対象のバケット" },
    hint: {
      en: "Names or patterns of buckets whose data must stay.",
      ja: "データを消してはならないバケットの名前またはパターン。",
    },
    default: null,
  },
  {
    name: "approvedOwners",
    kind: "owners",
    label: { en: "Approved owners of images", ja: "承認済みのイメージ所有者" },
    hint: { en: "Account ids, or amazon and aws-marketplace.", ja: "アカウント ID、または amazon、aws-marketplace。" },
    default: null,
  },
  {
    name: "approvedTypes",
    kind: "names",
    label: { en: "Approved instance types", ja: "承認済みのインスタンスタイプ" },
    hint: { en: "Types such as t3.micro.", ja: "タイプ名（例：t3.micro）。" },
    default: null,
  },
  {
    name: "approvedVersions",
    kind: "names",
    label: { en: "Approved Kubernetes versions", ja: "承認済みの Kubernetes バージョン" },
    hint: { en: "Versions such as 1.33.", ja: "バージョン（例：1.33）。" },
    default: null,
  },
  {
    name: "approvedPolicies",
    kind: "names",
    label: { en: "Approved TLS policies of load balancers", ja: "ロードバランサーの承認済み TLS ポリシー" },
    hint: { en: "Names or patterns of security policies.", ja: "セキュリティポリシーの名前またはパターン。" },
    default: ["ELBSecurityPolicy-TLS13-1-2-*", "ELBSecurityPolicy-TLS13-1-3-*"],
  },
  {
    name: "cidrs",
    kind: "networks",
    label: { en: "Known networks", ja: "既知のネットワーク" },
    hint: {
      en: "Public address ranges of your own, such as 203.0.113.0/24.",
      ja: "自組織のパブリックアドレス範囲（例：203.0.113.0/24）。",
    },
    default: null,
  },
  {
    name: "vpcs",
    kind: "names",
    label: { en: "Approved VPCs", ja: "承認済みの VPC" },
    hint: { en: "VPC ids.", ja: "VPC の ID。" },
    default: null,
  },
  {
    name: "protectedStacks",
    kind: "names",
    label: { en: "Protected stacks", ja: "保護対象のスタック" },
    hint: {
      en: "Names or patterns of CloudFormation stacks and stack sets.",
      ja: "CloudFormation のスタックとスタックセットの名前またはパターン。",
    },
    default: null,
  },
  {
    name: "protectedFunctions",
    kind: "names",
    label: { en: "Protected functions", ja: "保護対象の関数" },
    hint: { en: "Names or patterns of Lambda functions.", ja: "Lambda 関数の名前またはパターン。" },
    default: null,
  },
];
