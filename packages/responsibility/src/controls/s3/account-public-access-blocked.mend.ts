import type { Mend } from "../../mend.ts";

/** CloudFormation has no resource for the account's block. https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html */
export const accountPublicAccessBlockedMend: Mend = {
  console: [
    {
      en: "In S3 look for buckets that are public on purpose (IAM Access Analyzer for S3 lists them) and move their content behind CloudFront.",
      ja: "S3 で意図的に公開しているバケットを IAM Access Analyzer for S3 で確認し、コンテンツの配信を CloudFront 経由に移す。",
    },
    {
      en: "Open the Block Public Access settings of the account from S3's navigation and choose Edit.",
      ja: "S3 のナビゲーションから、このアカウントのブロックパブリックアクセス設定を開き、「編集」を選ぶ。",
    },
    {
      en: "Tick Block all public access, save and confirm.",
      ja: "「パブリックアクセスをすべてブロック」にチェックを入れ、保存して確認する。",
    },
  ],
  cli: `aws s3control put-public-access-block --account-id <ACCOUNT_ID> --public-access-block-configuration \\
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3control get-public-access-block --account-id <ACCOUNT_ID>`,
  terraform: `resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}`,
  caution: {
    en: "Everything that is served publicly straight from a bucket of the account stops at once, and cross-account access through public policies too.",
    ja: "アカウント内のバケットから直接公開しているコンテンツは、すべて直ちに見えなくなる。パブリックなポリシーによるアカウント間のアクセスも止まる。",
  },
};
