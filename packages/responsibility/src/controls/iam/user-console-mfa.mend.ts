import type { Mend } from "../../mend.ts";

/**
 * Neither Terraform nor CloudFormation can register a person's device, so the policy that presses for it is shown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html
 */
export const userConsoleMfaMend: Mend = {
  console: [
    {
      en: "Does the user need the console? If not: IAM, Users, the user, Security credentials, Manage console access, and disable it.",
      ja: "コンソールが不要なユーザーであれば、IAM の「ユーザー」から対象を選び、「セキュリティ認証情報」の「コンソールアクセスを管理」で無効にする。",
    },
    {
      en: "Otherwise let the user sign in and choose Security credentials from the account menu.",
      ja: "必要な場合は、本人にサインインしてもらい、アカウントメニューから「セキュリティ認証情報」を選んでもらう。",
    },
    {
      en: "Choose Assign MFA device, preferably a passkey or security key, and follow the page.",
      ja: "「MFA デバイスの割り当て」を選び、できればパスキーまたはセキュリティキーを、画面に従って登録する。",
    },
  ],
  cli: `aws iam create-virtual-mfa-device --virtual-mfa-device-name <USER_NAME> \\
  --outfile qr-code.png --bootstrap-method QRCodePNG
# two codes in a row from the user's app
aws iam enable-mfa-device --user-name <USER_NAME> \\
  --serial-number arn:aws:iam::<ACCOUNT_ID>:mfa/<USER_NAME> \\
  --authentication-code1 <FIRST_CODE> --authentication-code2 <SECOND_CODE>
# or, where the console is not needed: take the password away
aws iam delete-login-profile --user-name <USER_NAME>`,
  terraform: `# registering a device is the user's; this lets them do nothing else before
resource "aws_iam_group_policy" "mfa_first" {
  name  = "mfa-first"
  group = "<GROUP_NAME>"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny"
      NotAction = [
        "iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetUser",
        "iam:ListMFADevices", "iam:ListVirtualMFADevices", "iam:ResyncMFADevice",
        "iam:ChangePassword", "sts:GetSessionToken",
      ]
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
    }]
  })
}`,
  caution: {
    en: "The policy in the template also stops the access keys of the group's users, which know no MFA: try it on a group without programs first.",
    ja: "テンプレートのポリシーは、MFA を伴わないアクセスキーの利用も拒否する。まず、プログラムが使っていないグループで試す。",
  },
};
