import { defineControl } from "../../control.ts";
import { lambdaRuntimes } from "../../lambda/runtimes.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { functionRuntimeSupportedMend } from "./function-runtime-supported.mend.ts";

/** Security Hub Lambda.2. The operating system of a container image is the customer's and has its own controls. */
export const functionRuntimeSupported = defineControl({
  id: "lambda-function-runtime-supported",
  service: "lambda",
  domain: "os-patching",
  layer: "application",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::Lambda::Function",
  title: {
    en: "Lambda functions run on a supported runtime",
    ja: "Lambda 関数がサポート対象のランタイムを使用している",
  },
  rationale: {
    en: "A deprecated runtime gets no more security fixes, and later the function can no longer be updated.",
    ja: "非推奨のランタイムにはセキュリティ修正が提供されず、やがて関数の更新もできなくなる。",
  },
  remediation: {
    en: "Test the function on a supported version of its language and change the runtime.",
    ja: "サポート対象のバージョンで関数をテストし、ランタイムを変更する。",
  },
  mend: functionRuntimeSupportedMend,
  reasons: {
    deprecated: { en: "The runtime is deprecated.", ja: "ランタイムが非推奨になっている。" },
    "container-image": {
      en: "The function is a container image, which has no managed runtime.",
      ja: "コンテナイメージの関数であり、マネージドランタイムを使用していない。",
    },
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  reads: ["lambda:ListFunctions"],
  guardrail: null,
  objectives: [],
  mappings: {
    securityHub: "Lambda.2",
    pci401: "12.3.4",
    nist80053: "CA-9(1); CM-2; SI-2; SI-2(2); SI-2(4); SI-2(5)",
    prowler: "awslambda_function_using_supported_runtimes",
  },
  decide({ packageType, runtime }, { now }) {
    if (packageType === "Image") return notApplicable("container-image");
    if (runtime === null)
      return unknown({ code: "value-unreadable", action: "lambda:ListFunctions", detail: "Runtime" });
    const known = lambdaRuntimes.get(runtime);
    if (known === undefined) return unknown({ code: "not-in-table", detail: runtime.slice(0, 64) });
    const { deprecated, updatesBlocked } = known;
    const isPast = deprecated !== null && now.slice(0, 10) > deprecated;
    return isPast ? fail("deprecated", { runtime, deprecated, updatesBlocked }) : pass({ runtime, deprecated });
  },
});
