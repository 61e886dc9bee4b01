import { core, defineObjective, hardening, when } from "../define-objective.ts";
import type { Objective } from "../objective.ts";

const functions = ["arn:*:lambda:*:*:function:*"];
const inClearText = [when("StringEquals", "elasticloadbalancing:ListenerProtocol", "HTTP", "TCP", "UDP")];

export const applicationObjectives: readonly Objective[] = [
  defineObjective({
    id: "bedrock-models",
    domain: "application",
    title: { en: "Only approved foundation models can be called", ja: "承認した基盤モデルしか呼び出せない" },
    requests: [
      core(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], {
        on: ["arn:*:bedrock:*::foundation-model/*", "arn:*:bedrock:*:*:inference-profile/*"],
        except: ["{approvedModels}"],
      }),
      hardening(["bedrock-mantle:CreateInference"]),
    ],
    exemptions: [
      { en: "approved models, left out by NotResource", ja: "NotResource で除外した承認済みモデル" },
      { en: "the AI platform's role", ja: "AI 基盤担当のロール" },
    ],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "lambda-public-url",
    domain: "application",
    title: { en: "Function URLs need IAM authentication", ja: "Lambda の関数 URL を無認証で公開できない" },
    requests: [
      core(["lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig"], {
        on: functions,
        when: [when("StringEquals", "lambda:FunctionUrlAuthType", "NONE")],
      }),
    ],
    exemptions: [
      { en: "the role of applications that face the internet", ja: "インターネットに公開するアプリケーションのロール" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ct-lambda-pv-1.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "CT.LAMBDA.PV.1",
    ],
  }),
  defineObjective({
    id: "lambda-public-permission",
    domain: "application",
    title: { en: "Functions cannot be opened to everyone", ja: "Lambda 関数を誰でも呼べるようにできない" },
    requests: [
      core(["lambda:AddPermission"], { on: functions, when: [when("StringEquals", "lambda:Principal", "*")] }),
      core(["lambda:AddPermission"], {
        on: functions,
        when: [when("StringEquals", "lambda:FunctionUrlAuthType", "NONE")],
      }),
      hardening(["lambda:AddPermission"], {
        on: functions,
        when: [
          when("StringLike", "lambda:Principal", "?*"),
          when("StringNotLike", "lambda:Principal", "*.amazonaws.com", "{account}", "arn:*:iam::{account}:*"),
        ],
      }),
      hardening(["lambda:AddLayerVersionPermission"]),
    ],
    exemptions: [
      { en: "AWS services as principals (*.amazonaws.com)", ja: "AWS サービスのプリンシパル（*.amazonaws.com）" },
      { en: "a platform role", ja: "プラットフォーム担当のロール" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ct-lambda-pv-2.html",
      "https://github.com/primeharbor/aws-service-control-policies",
      "CT.LAMBDA.PV.2",
    ],
  }),
  defineObjective({
    id: "lambda-vpc",
    domain: "application",
    title: { en: "Functions run inside a VPC", ja: "VPC の外で Lambda 関数を作成できない" },
    requests: [
      core(["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"], {
        on: functions,
        when: [when("Null", "lambda:VpcIds", "true")],
      }),
      hardening(["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"], {
        on: functions,
        when: [when("StringNotEquals", "lambda:VpcIds", "{vpcs}"), when("Null", "lambda:VpcIds", "false")],
      }),
    ],
    exemptions: [
      { en: "edge functions (Lambda@Edge)", ja: "エッジ関数（Lambda@Edge）" },
      { en: "custom resources of stack sets' roles", ja: "スタックセットのロールによるカスタムリソース" },
    ],
    limit: {
      text: {
        en: "lambda:UpdateFunctionConfiguration carries the key only where the call sends the VPC setting, so that a Deny on its absence also stops other updates.",
        ja: "lambda:UpdateFunctionConfiguration では VPC 設定を送る場合にだけ条件キーが付くため、キーがないことを条件に拒否すると他の更新もできなくなる。",
      },
      better: [],
    },
    references: [
      "https://github.com/ScaleSec/terraform_aws_scp",
      "https://github.com/aws-samples/data-perimeter-policy-examples",
    ],
  }),
  defineObjective({
    id: "appsync-private",
    domain: "application",
    title: { en: "GraphQL APIs are private", ja: "AppSync API を公開できない" },
    requests: [
      core(["appsync:CreateGraphqlApi"], { when: [when("StringEqualsIfExists", "appsync:Visibility", "GLOBAL")] }),
    ],
    exemptions: [
      { en: "the role of applications that face the internet", ja: "インターネットに公開するアプリケーションのロール" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ct-appsync-pv-1.html",
      "CT.APPSYNC.PV.1",
    ],
  }),
  defineObjective({
    id: "http-listener",
    domain: "application",
    title: { en: "Load balancers do not listen in clear text", ja: "平文のリスナーを作成できない" },
    requests: [
      core(["elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"], { when: inClearText }),
      hardening(["elasticloadbalancing:CreateLoadBalancer"], { when: inClearText }),
      hardening(["elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"], {
        when: [
          when("StringLike", "elasticloadbalancing:SecurityPolicy", "?*"),
          when("StringNotLike", "elasticloadbalancing:SecurityPolicy", "{approvedPolicies}"),
        ],
      }),
    ],
    exemptions: [
      {
        en: "listeners that only redirect, which no key tells apart",
        ja: "条件キーでは区別できない、リダイレクト専用のリスナー",
      },
    ],
    limit: {
      text: {
        en: "No key tells a listener that redirects to HTTPS from one that serves in clear text.",
        ja: "HTTPS へのリダイレクト専用リスナーと平文で応答するリスナーを区別できる条件キーはない。",
      },
      better: [],
    },
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "sagemaker-internet",
    domain: "application",
    title: {
      en: "Notebooks and Studio stay off the internet",
      ja: "ノートブックと Studio をインターネットに接続できない",
    },
    requests: [
      core(["sagemaker:CreateNotebookInstance"], {
        when: [when("StringEqualsIfExists", "sagemaker:DirectInternetAccess", "Enabled")],
      }),
      core(["sagemaker:CreateDomain"], {
        when: [when("StringEqualsIfExists", "sagemaker:AppNetworkAccessType", "PublicInternetOnly")],
      }),
      hardening(["sagemaker:CreateNotebookInstance"], {
        when: [when("StringEqualsIfExists", "sagemaker:RootAccess", "Enabled")],
      }),
      hardening(["sagemaker:UpdateNotebookInstance"], {
        when: [when("StringEquals", "sagemaker:RootAccess", "Enabled")],
      }),
      hardening(["sagemaker:UpdateDomain"], {
        when: [when("StringEquals", "sagemaker:AppNetworkAccessType", "PublicInternetOnly")],
      }),
    ],
    exemptions: [{ en: "an OU for data science experiments", ja: "データサイエンスの検証用 OU" }],
    references: ["https://github.com/ScaleSec/terraform_aws_scp"],
  }),
];
