import type { Mend } from "../../mend.ts";

/**
 * Root's own device can be registered in the console only; for members the credentials can be removed instead.
 * AssumeRoot answers on Regional endpoints only, and its session may leave out the user's name:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
 */
export const rootMfaMend: Mend = {
  console: [
    {
      en: "Sign in as the root user and choose Security credentials from the account menu.",
      ja: "ルートユーザーでサインインし、アカウントメニューから「セキュリティ認証情報」を選ぶ。",
    },
    {
      en: "Under Multi-factor authentication choose Assign MFA device and register a passkey or security key, and a second one that is kept elsewhere.",
      ja: "「多要素認証（MFA）」の「MFA デバイスの割り当て」でパスキーまたはセキュリティキーを登録し、別の場所に保管する予備も登録する。",
    },
    {
      en: "For member accounts instead: in the management account open IAM, Root access management, and turn it on.",
      ja: "メンバーアカウントでは、代わりに管理アカウントの IAM で「ルートアクセス管理」を開き、有効にする。",
    },
    {
      en: "Choose the member account there and delete its root user credentials.",
      ja: "そこで対象のメンバーアカウントを選び、ルートユーザーの認証情報を削除する。",
    },
  ],
  cli: `# a member account, from the management account: no root password, nothing to steal
aws organizations enable-aws-service-access --service-principal iam.amazonaws.com
aws iam enable-organizations-root-credentials-management
aws iam enable-organizations-root-sessions
aws sts assume-root --region <REGION> --target-principal <ACCOUNT_ID> \\
  --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials
# with the credentials of that session
aws iam delete-login-profile`,
  terraform: `# in the management account; Organizations must trust iam.amazonaws.com
resource "aws_iam_organizations_features" "root" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
}`,
  caution: {
    en: "Central root access does not cover the management account: its root needs a device. Without a spare device, a lost one means recovery through AWS Support.",
    ja: "ルートアクセスの一元管理は管理アカウントには及ばないため、管理アカウントのルートにはデバイスが必要である。予備がないままデバイスを失うと、AWS サポートによる復旧が必要になる。",
  },
};
