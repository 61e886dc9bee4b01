import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";

const databases = ["arn:*:rds:*:*:db:*"];
const networkInterfaces = ["arn:*:ec2:*:*:network-interface/*"];
const publiclyAccessible = [when("Bool", "rds:PubliclyAccessible", "true")];

export const networkObjectives: readonly Objective[] = [
  defineObjective({
    id: "rds-public",
    domain: "network",
    title: { en: "No publicly reachable database", ja: "データベースをインターネットに公開できない" },
    requests: [
      core(["rds:CreateDBInstance"], { on: databases, when: publiclyAccessible }),
      core(["rds:ModifyDBInstance"], { on: databases }),
      hardening(
        [
          "rds:RestoreDBInstanceFromDBSnapshot",
          "rds:RestoreDBInstanceToPointInTime",
          "rds:RestoreDBInstanceFromS3",
          "rds:CreateDBInstanceReadReplica",
        ],
        { on: databases, when: publiclyAccessible },
      ),
    ],
    exemptions: [
      {
        en: "none; subnet groups without a route to the internet",
        ja: "不要（インターネットへの経路がないサブネットグループを使う）",
      },
    ],
    limit: {
      text: {
        en: "rds:ModifyDBInstance carries no key for it: it stays open unless it is denied altogether.",
        ja: "rds:ModifyDBInstance には対応する条件キーがなく、全面的に拒否しない限り防げない。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "A declarative policy for EC2: VPC block public access.",
            ja: "EC2 の宣言型ポリシー：VPC のパブリックアクセスブロック。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "iam-network",
    domain: "network",
    title: { en: "Credentials work only from known networks", ja: "既知のネットワーク以外では認証情報を使えない" },
    requests: [
      core(["*"], {
        exceptActions: ["sts:GetCallerIdentity"],
        when: [
          when("NotIpAddress", "aws:SourceIp", "{cidrs}"),
          when("StringNotEquals", "aws:VpceOrgID", "{orgId}"),
          when("Bool", "aws:ViaAWSService", "false"),
        ],
        by: ["human"],
      }),
    ],
    exemptions: [
      { en: "calls through AWS services (aws:ViaAWSService)", ja: "AWS サービス経由の呼び出し（aws:ViaAWSService）" },
      { en: "principals with the tag dp:exclude:network", ja: "タグ dp:exclude:network が付いたプリンシパル" },
      { en: "the roles of EC2 infrastructure and of services", ja: "EC2 基盤およびサービスのロール" },
    ],
    references: [
      "https://github.com/aws-samples/service-control-policy-examples",
      "https://github.com/aws-samples/data-perimeter-policy-examples",
    ],
  }),
  defineObjective({
    id: "igw-attach",
    domain: "network",
    title: { en: "No internet gateway or public path from a VPC", ja: "VPC にインターネットへの経路を作成できない" },
    requests: [
      core(["ec2:CreateInternetGateway", "ec2:AttachInternetGateway", "ec2:CreateEgressOnlyInternetGateway"]),
      hardening([
        "ec2:CreateCarrierGateway",
        "ec2:CreateNatGateway",
        "ec2:ModifyVpcBlockPublicAccessOptions",
        "ec2:CreateVpcBlockPublicAccessExclusion",
        "ec2:ModifyVpcBlockPublicAccessExclusion",
        "globalaccelerator:CreateAccelerator",
        "globalaccelerator:UpdateAccelerator",
      ]),
    ],
    exemptions: [
      { en: "the network account and its role", ja: "ネットワーク担当のアカウントとロール" },
      exemptions.landingZone,
    ],
    metBy: [
      {
        type: "DECLARATIVE_POLICY_EC2",
        path: "ec2_attributes.vpc_block_public_access.internet_gateway_block.mode",
        values: ["block_bidirectional"],
        and: [
          {
            path: "ec2_attributes.vpc_block_public_access.internet_gateway_block.exclusions_allowed",
            values: ["disabled"],
          },
        ],
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/elective-preventive-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "AWS-GR_DISALLOW_VPC_INTERNET_ACCESS",
      "CT.EC2.PV.8",
    ],
  }),
  defineObjective({
    id: "vpc-peering",
    domain: "network",
    title: {
      en: "No peering, transit or VPN outside the network team",
      ja: "ネットワーク担当以外はピアリング・Transit Gateway・VPN を作成できない",
    },
    requests: [
      core(["ec2:CreateVpcPeeringConnection", "ec2:AcceptVpcPeeringConnection"]),
      hardening([
        "ec2:CreateTransitGateway",
        "ec2:CreateTransitGatewayVpcAttachment",
        "ec2:AcceptTransitGatewayVpcAttachment",
        "ec2:CreateTransitGatewayPeeringAttachment",
        "ec2:AcceptTransitGatewayPeeringAttachment",
        "ec2:CreateVpnConnection",
        "ec2:CreateVpnGateway",
        "ec2:AttachVpnGateway",
        "ec2:CreateCustomerGateway",
        "ec2:CreateClientVpnEndpoint",
        "directconnect:CreateConnection",
        "directconnect:CreatePrivateVirtualInterface",
        "directconnect:CreatePublicVirtualInterface",
      ]),
    ],
    exemptions: [
      { en: "the network account's role", ja: "ネットワーク担当アカウントのロール" },
      exemptions.landingZone,
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/elective-preventive-controls.html",
      "AWS-GR_DISALLOW_CROSS_REGION_NETWORKING",
      "AWS-GR_DISALLOW_VPN_CONNECTIONS",
    ],
  }),
  defineObjective({
    id: "public-ip",
    domain: "network",
    title: { en: "No public address on an instance", ja: "インスタンスにパブリック IP アドレスを割り当てられない" },
    requests: [
      core(["ec2:RunInstances"], {
        on: networkInterfaces,
        when: [when("BoolIfExists", "ec2:AssociatePublicIpAddress", "true")],
      }),
      core(["ec2:AllocateAddress", "ec2:AssociateAddress"]),
      hardening(["ec2:ModifySubnetAttribute"], {
        when: [when("StringEquals", "ec2:Attribute", "MapPublicIpOnLaunch")],
      }),
      hardening(["ec2:AssignIpv6Addresses"], { on: networkInterfaces }),
    ],
    exemptions: [
      { en: "the network account's role", ja: "ネットワーク担当アカウントのロール" },
      { en: "the role that builds NAT gateways", ja: "NAT ゲートウェイを構築するロール" },
    ],
    limit: {
      text: {
        en: "Where the subnet decides on the address, the request carries no key: it counts.",
        ja: "アドレスの付与をサブネットの設定に任せた要求には条件キーが付かないため、対象に含めている。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "A declarative policy for EC2: VPC block public access.",
            ja: "EC2 の宣言型ポリシー：VPC のパブリックアクセスブロック。",
          },
        },
      ],
    },
    references: ["https://github.com/ScaleSec/terraform_aws_scp"],
  }),
  defineObjective({
    id: "default-vpc",
    domain: "network",
    title: { en: "No default VPC is created again", ja: "デフォルト VPC を再作成できない" },
    requests: [core(["ec2:CreateDefaultVpc", "ec2:CreateDefaultSubnet"])],
    exemptions: [],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "public-lb",
    domain: "network",
    title: { en: "No internet-facing load balancer", ja: "インターネット向けロードバランサーを作成できない" },
    requests: [
      core(["elasticloadbalancing:CreateLoadBalancer"], {
        when: [when("StringEqualsIfExists", "elasticloadbalancing:Scheme", "internet-facing")],
      }),
      hardening(["elasticloadbalancing:SetSubnets"]),
    ],
    exemptions: [
      { en: "the role of applications that face the internet", ja: "インターネットに公開するアプリケーションのロール" },
      {
        en: "controllers of Elastic Beanstalk and EKS, by their own roles",
        ja: "Elastic Beanstalk と EKS のコントローラー（専用ロール）",
      },
    ],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "dns-firewall",
    domain: "network",
    title: {
      en: "DNS, WAF, Shield and firewall protection stays",
      ja: "DNS・WAF・Shield・ファイアウォールの保護を外せない",
    },
    requests: [
      core([
        "route53:DeleteHostedZone",
        "wafv2:DeleteWebACL",
        "wafv2:DisassociateWebACL",
        "shield:DeleteProtection",
        "network-firewall:DeleteFirewall",
        "fms:DeletePolicy",
      ]),
      hardening([
        "route53:DisableHostedZoneDNSSEC",
        "route53resolver:DisassociateFirewallRuleGroup",
        "route53resolver:DeleteFirewallRuleGroup",
        "wafv2:DeleteLoggingConfiguration",
        "shield:DeleteSubscription",
        "shield:DisableProactiveEngagement",
        "fms:DisassociateAdminAccount",
        "network-firewall:DeleteFirewallPolicy",
        "network-firewall:DisassociateSubnets",
        "network-firewall:UpdateFirewallDeleteProtection",
      ]),
    ],
    exemptions: [
      { en: "the network's or security's role", ja: "ネットワーク担当・セキュリティ担当のロール" },
      {
        en: "Firewall Manager's service-linked role, which no SCP binds",
        ja: "SCP の対象外である Firewall Manager のサービスリンクロール",
      },
    ],
    references: [
      "https://github.com/aws-samples/service-control-policy-examples",
      "https://github.com/ScaleSec/terraform_aws_scp",
    ],
  }),
  defineObjective({
    id: "eks-public",
    domain: "network",
    title: { en: "EKS API endpoints are not public", ja: "EKS API エンドポイントを公開できない" },
    requests: [
      core(["eks:CreateCluster"], { when: [when("BoolIfExists", "eks:endpointPublicAccess", "true")] }),
      core(["eks:UpdateClusterConfig"], { when: [when("Bool", "eks:endpointPublicAccess", "true")] }),
    ],
    exemptions: [{ en: "the container platform's role", ja: "コンテナ基盤のロール" }],
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
];
