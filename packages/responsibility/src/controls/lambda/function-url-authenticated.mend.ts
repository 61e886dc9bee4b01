import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
export const functionUrlAuthenticatedMend: Mend = {
  console: [
    {
      en: "In Lambda open the function, then Configuration, Function URL, and choose Edit.",
      ja: "Lambda で関数を開き、「設定」の「関数 URL」で「編集」を選ぶ。",
    },
    { en: "Set Auth type to AWS_IAM and save.", ja: "認証タイプを「AWS_IAM」にして保存する。" },
    {
      en: "Under Permissions delete the statement that lets everyone invoke the URL.",
      ja: "「アクセス権限」で、全員に URL の呼び出しを許可するステートメントを削除する。",
    },
    {
      en: "Let the callers sign their requests, or put CloudFront or API Gateway with authentication before the function.",
      ja: "呼び出し元でリクエストに署名するか、認証付きの CloudFront または API Gateway を前段に置く。",
    },
  ],
  cli: `aws lambda update-function-url-config --region <REGION> --function-name <FUNCTION_NAME> --auth-type AWS_IAM
# the statement with Principal *; the console calls it FunctionURLAllowPublicAccess
aws lambda get-policy --region <REGION> --function-name <FUNCTION_NAME>
aws lambda remove-permission --region <REGION> --function-name <FUNCTION_NAME> --statement-id <STATEMENT_ID>`,
  terraform: `resource "aws_lambda_function_url" "function" {
  function_name      = "<FUNCTION_NAME>"
  authorization_type = "AWS_IAM"
}`,
  cloudformation: `FunctionUrl:
  Type: AWS::Lambda::Url
  Properties:
    TargetFunctionArn: <FUNCTION_ARN>
    AuthType: AWS_IAM`,
  caution: {
    en: "Browsers and webhooks that do not sign get 403 at once. A webhook that checks a signature of its own is better moved behind API Gateway.",
    ja: "署名しないブラウザや Webhook は、直ちに 403 になる。独自の署名を検証する Webhook は、API Gateway の後ろに移すとよい。",
  },
};
