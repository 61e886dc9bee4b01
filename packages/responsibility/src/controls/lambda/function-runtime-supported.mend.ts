import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html and the table of runtimes in lambda-runtimes.html */
export const functionRuntimeSupportedMend: Mend = {
  console: [
    {
      en: "Test the code and its libraries on a supported version of its language, in a copy of the function.",
      ja: "関数のコピーを使い、サポート対象のバージョンでコードとライブラリをテストする。",
    },
    {
      en: "Publish a version of the function as it is now, so that its alias can go back to it.",
      ja: "エイリアスで元に戻せるよう、現在の関数をバージョンとして公開する。",
    },
    {
      en: "On the function's Code tab edit Runtime settings, choose the new runtime, and save.",
      ja: "関数の「コード」タブで「ランタイム設定」を編集し、新しいランタイムを選んで保存する。",
    },
    {
      en: "Invoke it once and look at its errors in CloudWatch.",
      ja: "一度実行し、CloudWatch でエラーを確認する。",
    },
  ],
  cli: `aws lambda publish-version --region <REGION> --function-name <FUNCTION_NAME>
aws lambda update-function-configuration --region <REGION> --function-name <FUNCTION_NAME> --runtime <RUNTIME>
aws lambda wait function-updated --region <REGION> --function-name <FUNCTION_NAME>
aws lambda invoke --region <REGION> --function-name <FUNCTION_NAME> answer.json`,
  terraform: `resource "aws_lambda_function" "function" {
  function_name = "<FUNCTION_NAME>"
  role          = "<ROLE_ARN>"
  runtime       = "<RUNTIME>"
  # the function's other arguments
}`,
  cloudformation: `Function:
  Type: AWS::Lambda::Function
  Properties:
    FunctionName: <FUNCTION_NAME>
    Role: <ROLE_ARN>
    Runtime: <RUNTIME>
    # the function's other properties`,
  caution: {
    en: "Libraries with compiled parts must be built for the new runtime. Once AWS blocks updates of the old runtime, no function can be set back to it.",
    ja: "コンパイルされた部分を含むライブラリは、新しいランタイム向けにビルドし直す。AWS が古いランタイムの更新を停止した後は、関数を元のランタイムに戻せない。",
  },
};
