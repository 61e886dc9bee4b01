import type { Mend } from "../../mend.ts";

/** update-function-configuration replaces all variables: https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html */
export const functionEnvNoSecretsMend: Mend = {
  console: [
    {
      en: "Make a new value at the system that the secret opens, since the old one has been readable, and store it in Secrets Manager.",
      ja: "これまでの値は閲覧可能だったため、接続先のシステムで新しい値を発行し、Secrets Manager に保存する。",
    },
    {
      en: "Let the function's role read that one secret (secretsmanager:GetSecretValue).",
      ja: "関数のロールに、そのシークレットだけの読み取り（secretsmanager:GetSecretValue）を許可する。",
    },
    {
      en: "Change the code to fetch the secret by its name when it starts.",
      ja: "起動時に名前でシークレットを取得するよう、コードを変更する。",
    },
    {
      en: "In Lambda open Configuration, Environment variables, and replace the value by the secret's name.",
      ja: "Lambda の「設定」の「環境変数」で、値をシークレットの名前に置き換える。",
    },
    {
      en: "Revoke the old value.",
      ja: "古い値を無効にする。",
    },
  ],
  cli: `aws secretsmanager create-secret --region <REGION> --name <SECRET_NAME> --secret-string file://new-value.txt
aws iam put-role-policy --role-name <ROLE_NAME> --policy-name read-secret --policy-document file://read-secret.json
# --environment replaces all variables: see which there are, and name those that stay
aws lambda get-function-configuration --region <REGION> --function-name <FUNCTION_NAME> \\
  --query 'keys(Environment.Variables)'
aws lambda update-function-configuration --region <REGION> --function-name <FUNCTION_NAME> \\
  --environment '{"Variables":{"SECRET_NAME":"<SECRET_NAME>"}}'`,
  terraform: `resource "aws_secretsmanager_secret" "function" {
  name = "<SECRET_NAME>"
}

resource "aws_lambda_function" "function" {
  function_name = "<FUNCTION_NAME>"
  role          = "<ROLE_ARN>"
  # the function's other arguments

  environment {
    variables = {
      SECRET_NAME = aws_secretsmanager_secret.function.name
    }
  }
}`,
  cloudformation: `FunctionSecret:
  Type: AWS::SecretsManager::Secret
  Properties:
    Name: <SECRET_NAME>
Function:
  Type: AWS::Lambda::Function
  Properties:
    FunctionName: <FUNCTION_NAME>
    Role: <ROLE_ARN>
    # the function's other properties
    Environment:
      Variables:
        SECRET_NAME: <SECRET_NAME>`,
  caution: {
    en: "Published versions of the function keep the old variables, and so do logs and templates: only a new value of the secret helps.",
    ja: "公開済みの関数のバージョン、ログ、テンプレートには古い値が残る。シークレットの値そのものを新しくしなければならない。",
  },
};
