import type { Mend } from "../../mend.ts";

/** A policy keeps five versions at most, and its old default stays one of them: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html */
export const policyNoFullAdminMend: Mend = {
  console: [
    {
      en: "In IAM open Policies, choose the policy, and note under Entities attached who uses it.",
      ja: "IAM の「ポリシー」で対象を選び、「アタッチされたエンティティ」で誰が使っているかを控える。",
    },
    {
      en: "For each role or user, let IAM Access Analyzer generate a policy from its CloudTrail events (Permissions tab).",
      ja: "ロールやユーザーごとに、「許可」タブで CloudTrail のイベントから IAM Access Analyzer にポリシーを生成させる。",
    },
    {
      en: "Review it, attach the narrow policy, and then detach the one that allows everything.",
      ja: "内容を確認して範囲を絞ったポリシーをアタッチし、その後に全権限のポリシーをデタッチする。",
    },
    {
      en: "When nothing is missed for a while, delete the old policy.",
      ja: "しばらく問題がなければ、元のポリシーを削除する。",
    },
  ],
  cli: `aws iam list-entities-for-policy --policy-arn <POLICY_ARN>
# either narrow the policy itself: the old text stays as an earlier version
aws iam create-policy-version --policy-arn <POLICY_ARN> --policy-document file://narrow-policy.json --set-as-default
# or take it away from each entity
aws iam detach-role-policy --role-name <ROLE_NAME> --policy-arn <POLICY_ARN>
aws iam detach-user-policy --user-name <USER_NAME> --policy-arn <POLICY_ARN>
aws iam detach-group-policy --group-name <GROUP_NAME> --policy-arn <POLICY_ARN>`,
  terraform: `resource "aws_iam_policy" "narrow" {
  name = "<POLICY_NAME>"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"] # what is used, no more
      Resource = "arn:aws:s3:::<BUCKET_NAME>/*"
    }]
  })
}`,
  cloudformation: `NarrowPolicy:
  Type: AWS::IAM::ManagedPolicy
  Properties:
    ManagedPolicyName: <POLICY_NAME>
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: [s3:GetObject, s3:PutObject] # what is used, no more
          Resource: arn:aws:s3:::<BUCKET_NAME>/*`,
  caution: {
    en: "Who relies on the policy loses what the new one lacks. Make sure that another administrator's way into the account works before.",
    ja: "このポリシーに頼っている利用者は、新しいポリシーにない権限を失う。先に、管理者が別の手段でアカウントに入れることを確認する。",
  },
};
