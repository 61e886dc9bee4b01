import type { MatrixService } from "../matrix-types.ts";

export const eks: MatrixService = {
  id: "eks",
  name: "Amazon EKS",
  model: "container",
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
      responsible: "shared",
      reason: {
        en: "AWS builds node images and runs the control plane; nodes run in your account and their settings are yours (all AWS on Fargate and Auto Mode hosts).",
        ja: "コントロールプレーンとノード用 AMI は AWS、利用者アカウント内のノードの設定は利用者の責任。",
      },
      controls: ["eks-nodegroup-current", "ec2-instance-imdsv2-required", "ec2-instance-managed-by-ssm"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "os-patching",
      responsible: "shared",
      reason: {
        en: "AWS publishes patched node images; rolling nodes to them is yours unless Auto Mode or Fargate does it.",
        ja: "修正済み AMI の提供は AWS、ノードの更新は利用者の責任（Auto Mode と Fargate を除く）。",
      },
      controls: ["eks-nodegroup-current", "ssm-instance-patch-compliant", "inspector-no-open-critical-findings"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "platform",
      responsible: "shared",
      reason: {
        en: "AWS runs and patches the control plane and etcd across zones; upgrading the Kubernetes version and add-ons in time is yours.",
        ja: "コントロールプレーンと etcd の運用とパッチは AWS、Kubernetes バージョンとアドオンの更新は利用者の責任。",
      },
      controls: ["eks-version-supported"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Who reaches the API endpoint, and the network of nodes and pods, is set by you.",
        ja: "API エンドポイントの公開範囲、ノードと Pod のネットワーク設定は利用者の責任。",
      },
      controls: [
        "eks-endpoint-not-public",
        "ec2-security-group-all-ports-not-open",
        "ec2-security-group-ssh-not-open",
        "vpc-subnet-no-auto-public-ip",
        "vpc-flow-logs-enabled",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "Workloads, images and their manifests are yours.",
        ja: "ワークロード、イメージ、マニフェストは利用者の責任。",
      },
      controls: [
        "ecr-image-scanning",
        "ecr-image-no-critical-vulnerabilities",
        "guardduty-runtime-monitoring",
        "guardduty-eks-audit-logs",
        "wafv2-alb-protected",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "IAM access to the cluster, Kubernetes RBAC and pod roles are yours.",
        ja: "クラスターへの IAM アクセス、Kubernetes RBAC、Pod のロールは利用者の責任。",
      },
      controls: [
        "eks-control-plane-logging",
        "iam-role-oidc-trust-scoped",
        "iam-policy-no-full-admin",
        "ecr-repository-not-public",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS encrypts etcd at rest; envelope encryption of secrets with your key, and volumes, are yours.",
        ja: "etcd の保管時暗号化は AWS、シークレットのエンベロープ暗号化とボリュームの暗号化は利用者の責任。",
      },
      controls: ["eks-secrets-encrypted", "ec2-ebs-default-encryption", "ec2-ebs-volume-encrypted"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
    {
      layer: "backup",
      responsible: "shared",
      reason: {
        en: "AWS restores the control plane; persistent volumes and manifests are yours.",
        ja: "コントロールプレーンの復旧は AWS、永続ボリュームとマニフェストの保全は利用者の責任。",
      },
      controls: ["ec2-ebs-volume-in-backup-plan", "efs-backup", "backup-plan-exists"],
      reports: ["SOC 2 Type 2 (Availability)", "ISO 22301"],
      source: "https://docs.aws.amazon.com/eks/latest/userguide/security.html",
    },
  ],
};
