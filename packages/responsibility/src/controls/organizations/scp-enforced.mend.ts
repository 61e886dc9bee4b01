import type { Mend } from "../../mend.ts";

/** SCPs need an organization with all features: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
export const scpEnforcedMend: Mend = {
  console: [
    {
      en: "In the management account open AWS Organizations, Policies, Service control policies, and enable them.",
      ja: "管理アカウントで AWS Organizations の「ポリシー」から「サービスコントロールポリシー」を開き、有効にする。",
    },
    {
      en: "Create a policy that denies what no account ever needs, such as leaving the organization or stopping CloudTrail.",
      ja: "組織からの離脱や CloudTrail の停止など、どのアカウントにも不要な操作を拒否するポリシーを作成する。",
    },
    {
      en: "Attach it to an OU with test accounts and watch for refusals.",
      ja: "テスト用アカウントの OU にアタッチし、拒否された操作を確認する。",
    },
    {
      en: "Then attach it to the OU of the finding, or above it. Leave FullAWSAccess attached.",
      ja: "その後、検出結果の OU またはその上位にアタッチする。FullAWSAccess はアタッチしたままにする。",
    },
  ],
  cli: `aws organizations list-roots
aws organizations enable-policy-type --root-id <ROOT_ID> --policy-type SERVICE_CONTROL_POLICY
aws organizations create-policy --name keep-safeguards --description "Keeps safeguards on" \\
  --type SERVICE_CONTROL_POLICY \\
  --content '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["organizations:LeaveOrganization","cloudtrail:StopLogging","cloudtrail:DeleteTrail"],"Resource":"*"}]}'
aws organizations attach-policy --policy-id <POLICY_ID> --target-id <OU_ID>`,
  terraform: `resource "aws_organizations_policy" "keep_safeguards" {
  name = "keep-safeguards"
  type = "SERVICE_CONTROL_POLICY"

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Deny"
      Action   = ["organizations:LeaveOrganization", "cloudtrail:StopLogging", "cloudtrail:DeleteTrail"]
      Resource = "*"
    }]
  })
}

resource "aws_organizations_policy_attachment" "keep_safeguards" {
  policy_id = aws_organizations_policy.keep_safeguards.id
  target_id = "<OU_ID>"
}`,
  cloudformation: `KeepSafeguards:
  Type: AWS::Organizations::Policy
  Properties:
    Name: keep-safeguards
    Type: SERVICE_CONTROL_POLICY
    TargetIds: [<OU_ID>]
    Content:
      Version: "2012-10-17"
      Statement:
        - Effect: Deny
          Action: [organizations:LeaveOrganization, cloudtrail:StopLogging, cloudtrail:DeleteTrail]
          Resource: "*"`,
  caution: {
    en: "An SCP binds everyone in the accounts under it at once, administrators and root among them. Without FullAWSAccess or another Allow on the path, nothing is allowed any more.",
    ja: "SCP は、管理者とルートを含め、配下のアカウントの全員に直ちに適用される。経路上に FullAWSAccess などの許可がなくなると、すべての操作ができなくなる。",
  },
};
