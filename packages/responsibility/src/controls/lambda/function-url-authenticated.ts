import { matchesAction, type PolicyStatement, splitOperator } from "@sekinin/guardrails";
import { defineControl } from "../../control.ts";
import type { LambdaFunction } from "../../facts/index.ts";
import { allowsEveryone } from "../../policies/public-access.ts";
import { readPolicy } from "../../policies/read-policy.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "../../verdict.ts";
import { functionUrlAuthenticatedMend } from "./function-url-authenticated.mend.ts";

/**
 * A URL with AuthType NONE is open only where the policy also lets everyone call `lambda:InvokeFunctionUrl`.
 * An alias has a policy of its own, which is not read: its open URL is unknown unless the function's policy opens it.
 */
export const functionUrlAuthenticated = defineControl({
  id: "lambda-function-url-authenticated",
  service: "lambda",
  domain: "application",
  layer: "network-configuration",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::Lambda::Function",
  title: { en: "Lambda function URLs require IAM authentication", ja: "Lambda 関数 URL で IAM 認証が必須になっている" },
  rationale: {
    en: "A URL without authentication runs the function for the whole internet, with its role and at your cost.",
    ja: "認証のない URL では、インターネット上の誰もが関数のロールと利用者の費用で関数を実行できる。",
  },
  remediation: {
    en: "Set the URL's AuthType to AWS_IAM, or put CloudFront or API Gateway with authentication before it.",
    ja: "URL の AuthType を AWS_IAM にするか、認証付きの CloudFront または API Gateway を前段に置く。",
  },
  mend: functionUrlAuthenticatedMend,
  reasons: {
    "open-url": {
      en: "A URL has AuthType NONE and the policy lets everyone call it.",
      ja: "AuthType が NONE の URL があり、ポリシーが全員に呼び出しを許可している。",
    },
    "no-url": { en: "The function has no URL.", ja: "関数に URL がない。" },
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  reads: ["lambda:ListFunctions", "lambda:ListFunctionUrlConfigs", "lambda:GetPolicy"],
  guardrail: {
    en: "Deny lambda:CreateFunctionUrlConfig and lambda:UpdateFunctionUrlConfig unless lambda:FunctionUrlAuthType is AWS_IAM.",
    ja: "lambda:FunctionUrlAuthType が AWS_IAM でない lambda:CreateFunctionUrlConfig と lambda:UpdateFunctionUrlConfig を拒否する。",
  },
  objectives: ["lambda-public-url"],
  mappings: {
    iso27001: "A.8.1",
    nist80053:
      "AC-2(6); AC-3; AC-3(7); AC-4(21); AC-6; AC-17; AC-17(1); AC-17(4); AC-17(9); AC-17(10); MP-2; SC-7; SC-7(2); SC-7(3); SC-7(7); SC-7(9); SC-7(11); SC-7(12); SC-7(16); SC-7(20); SC-7(21); SC-7(24); SC-7(25); SC-7(26); SC-7(27); SC-7(28); SC-25",
    prowler: "awslambda_function_url_public",
  },
  decide({ urls, policy }) {
    if (urls.status === "unread") return unknown(urls.reason);
    if (urls.value.length === 0) return notApplicable("no-url");
    const unauthenticated = urls.value.filter(({ authType }) => authType === "NONE");
    if (unauthenticated.length > 0)
      return decideOpenUrls(
        unauthenticated.map(({ qualifier }) => qualifier),
        policy,
      );
    if (urls.value.every(({ authType }) => authType === "AWS_IAM")) return pass();
    return unknown({ code: "value-unreadable", action: "lambda:ListFunctionUrlConfigs", detail: "AuthType" });
  },
});

function decideOpenUrls(qualifiers: readonly (string | null)[], policy: LambdaFunction["policy"]): Verdict {
  const document = readPolicy(policy);
  if (document.status === "unread") return unknown(document.reason);
  const open = (document.value?.statements ?? []).find(opensUrl);
  if (open !== undefined) return fail("open-url", { statement: open.index, sid: open.sid, urls: qualifiers.length });
  if (qualifiers.some((qualifier) => qualifier !== null))
    return unknown({ code: "not-collected", action: "lambda:GetPolicy", detail: "alias" });
  return pass({ answers: "403" });
}

function opensUrl(statement: PolicyStatement): boolean {
  const { actions, notActions, conditions } = statement;
  const invoke = (pattern: string) => matchesAction(pattern, "lambda:InvokeFunctionUrl");
  const covers = actions !== null ? actions.some(invoke) : !(notActions ?? []).some(invoke);
  return covers && allowsEveryone(statement) && !conditions.some(isForSignedRequests);
}

/** A statement for AuthType AWS_IAM only does not open a URL with NONE. */
function isForSignedRequests({ operator, key, values }: PolicyStatement["conditions"][number]): boolean {
  return (
    key.toLowerCase() === "lambda:functionurlauthtype" &&
    splitOperator(operator).name === "stringequals" &&
    !values.includes("NONE")
  );
}
