import type { MatrixService } from "../matrix-types.ts";

export const ecsFargate: MatrixService = {
  id: "ecs-fargate",
  name: "Amazon ECS on Fargate",
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
        en: "AWS runs the host of each task in its own isolation; the system inside the container image is yours.",
        ja: "タスクを実行するホストは AWS、コンテナイメージ内の OS は利用者の責任。",
      },
      controls: ["ecr-image-scanning", "ecr-image-no-critical-vulnerabilities", "ecs-task-not-privileged"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "os-patching",
      responsible: "shared",
      reason: {
        en: "AWS patches the Fargate platform and retires old tasks; rebuilding images and not pinning an old platform version is yours.",
        ja: "Fargate プラットフォームのパッチは AWS、イメージの再構築と古いプラットフォームバージョンの固定解除は利用者の責任。",
      },
      controls: ["ecs-fargate-platform-current", "inspector-scans-enabled", "inspector-no-open-critical-findings"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27001", "PCI DSS AOC and Responsibility Summary (Requirement 6)"],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "platform",
      responsible: "aws",
      reason: {
        en: "AWS runs the orchestrator and the container runtime of Fargate.",
        ja: "オーケストレーターとコンテナランタイムの運用は AWS が担う。",
      },
      controls: [],
      reports: ["SOC 2 Type 2", "ISO/IEC 27017", "PCI DSS AOC and Responsibility Summary"],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "network-configuration",
      responsible: "customer",
      reason: {
        en: "Subnets, security groups and public addresses of tasks are set by you.",
        ja: "タスクのサブネット、セキュリティグループ、パブリック IP の設定は利用者の責任。",
      },
      controls: [
        "ecs-service-no-public-ip",
        "ec2-security-group-all-ports-not-open",
        "ec2-security-group-high-risk-ports-not-open",
        "ec2-security-group-unlisted-ports-not-open",
        "vpc-subnet-no-auto-public-ip",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "application",
      responsible: "customer",
      reason: {
        en: "The code in the containers and the task definition are yours.",
        ja: "コンテナ内のコードとタスク定義は利用者の責任。",
      },
      controls: [
        "ecs-task-no-environment-secrets",
        "ecs-task-not-privileged",
        "wafv2-alb-protected",
        "guardduty-runtime-monitoring",
      ],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "identity-access",
      responsible: "customer",
      reason: {
        en: "Task roles, execution roles and who may pull images are yours.",
        ja: "タスクロール、実行ロール、イメージ取得権限の管理は利用者の責任。",
      },
      controls: ["ecr-repository-not-public", "iam-policy-no-full-admin", "iam-policy-no-privilege-escalation"],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "data-encryption",
      responsible: "shared",
      reason: {
        en: "AWS encrypts the ephemeral storage; secrets, attached volumes and connections are yours.",
        ja: "エフェメラルストレージの暗号化は AWS、シークレットやボリューム、通信の暗号化は利用者の責任。",
      },
      controls: ["ecs-task-no-environment-secrets", "secretsmanager-rotation-enabled", "efs-encrypted"],
      reports: ["SOC 2 Type 2", "ISO/IEC 27018", "PCI DSS AOC and Responsibility Summary (Requirements 3 and 4)"],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
    {
      layer: "backup",
      responsible: "customer",
      reason: {
        en: "Tasks are short-lived; definitions, images and the data they write elsewhere are yours to keep.",
        ja: "タスクは一時的なものであり、定義、イメージ、外部に保存するデータの保全は利用者の責任。",
      },
      controls: ["backup-plan-exists", "efs-backup"],
      reports: [],
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    },
  ],
};
