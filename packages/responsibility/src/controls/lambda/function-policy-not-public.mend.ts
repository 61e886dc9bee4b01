import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
export const functionPolicyNotPublicMend: Mend = {
  console: [
    {
      en: "In Lambda open the function, then Configuration, Permissions, Resource-based policy statements.",
      ja: "Lambda で関数を開き、「設定」の「アクセス権限」から「リソースベースのポリシーステートメント」を表示する。",
    },
    {
      en: "Find the statement that the finding names, and ask its owner who calls the function.",
      ja: "検出結果に示されたステートメントを探し、関数の呼び出し元を担当者に確認する。",
    },
    {
      en: "Add a statement for that caller alone: its account as principal, or the service with its source account and source ARN.",
      ja: "その呼び出し元だけを許可するステートメントを追加する。アカウントをプリンシパルにするか、サービスに送信元アカウントとソース ARN を指定する。",
    },
    { en: "Delete the open statement.", ja: "全員に許可しているステートメントを削除する。" },
  ],
  cli: `aws lambda get-policy --region <REGION> --function-name <FUNCTION_NAME>
# the caller that is meant, here S3 for one bucket of one account
aws lambda add-permission --region <REGION> --function-name <FUNCTION_NAME> --statement-id from-own-bucket \\
  --action lambda:InvokeFunction --principal s3.amazonaws.com \\
  --source-account <ACCOUNT_ID> --source-arn arn:aws:s3:::<BUCKET_NAME>
aws lambda remove-permission --region <REGION> --function-name <FUNCTION_NAME> --statement-id <STATEMENT_ID>`,
  terraform: `resource "aws_lambda_permission" "from_own_bucket" {
  statement_id   = "from-own-bucket"
  action         = "lambda:InvokeFunction"
  function_name  = "<FUNCTION_NAME>"
  principal      = "s3.amazonaws.com"
  source_account = "<ACCOUNT_ID>"
  source_arn     = "arn:aws:s3:::<BUCKET_NAME>"
}`,
  cloudformation: `FromOwnBucket:
  Type: AWS::Lambda::Permission
  Properties:
    Action: lambda:InvokeFunction
    FunctionName: <FUNCTION_NAME>
    Principal: s3.amazonaws.com
    SourceAccount: <ACCOUNT_ID>
    SourceArn: arn:aws:s3:::<BUCKET_NAME>`,
  caution: {
    en: "Callers who relied on the open statement are refused at once. A statement of a version or alias is removed with --qualifier.",
    ja: "全員に許可するステートメントに頼っていた呼び出し元は、直ちに拒否される。バージョンやエイリアスのステートメントは --qualifier を付けて削除する。",
  },
};
