import { matchesAction, type PolicyStatement, splitOperator } from "@sekinin/guardrails";
import { defineControl } from "../../control.ts";
import { allowsEveryone, pinsCaller } from "../../policies/public-access.ts";
import { readPolicy } from "../../policies/read-policy.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { functionPolicyNotPublicMend } from "./function-policy-not-public.mend.ts";

/** Security Hub Lambda.1. Calls through a function URL are `lambda-function-url-authenticated`'s affair. */
export const functionPolicyNotPublic = defineControl({
  id: "lambda-function-policy-not-public",
  service: "lambda",
  domain: "identity-access",
  layer: "identity-access",
  severity: "critical",
  scope: "resource",
  resourceType: "AWS::Lambda::Function",
  title: {
    en: "Lambda resource policies do not let everyone invoke the function",
    ja: "Lambda 関数のリソースベースポリシーでパブリックアクセスが許可されていない",
  },
  rationale: {
    en: "Anyone with any AWS account could run the function, at your cost and with its role.",
    ja: "AWS アカウントを持つ誰もが、利用者の費用とロールで関数を実行できてしまう。",
  },
  remediation: {
    en: "Remove the statement, or add aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn to it. For S3, add aws:SourceAccount.",
    ja: "ステートメントを削除するか、aws:PrincipalOrgID、aws:SourceAccount、aws:SourceArn のいずれかの条件を加える。S3 からの呼び出しには aws:SourceAccount を加える。",
  },
  mend: functionPolicyNotPublicMend,
  reasons: {
    public: {
      en: "The resource policy lets everyone invoke the function.",
      ja: "リソースベースポリシーが全員に関数の呼び出しを許可している。",
    },
    "s3-without-account": {
      en: "S3 may invoke the function for a bucket of any account: a condition on aws:SourceAccount is missing.",
      ja: "任意のアカウントのバケットから S3 経由で呼び出せる。aws:SourceAccount の条件がない。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
  reads: ["lambda:ListFunctions", "lambda:GetPolicy"],
  guardrail: {
    en: "Deny lambda:AddPermission when lambda:Principal is *.",
    ja: "lambda:Principal が * の lambda:AddPermission を拒否する。",
  },
  objectives: ["lambda-public-permission"],
  mappings: {
    securityHub: "Lambda.1",
    pci401: "7.2.1",
    iso27001: "A.8.1",
    nist80053:
      "AC-3; AC-3(7); AC-4; AC-4(21); AC-6; AC-21; SC-7; SC-7(3); SC-7(4); SC-7(9); SC-7(11); SC-7(16); SC-7(20); SC-7(21)",
    prowler: "awslambda_function_not_publicly_accessible",
  },
  decide({ policy }) {
    const document = readPolicy(policy);
    if (document.status === "unread") return unknown(document.reason);
    const invoking = (document.value?.statements ?? []).filter(allowsInvoking);
    const open = invoking.find((statement) => allowsEveryone(statement) && !isForUrls(statement));
    if (open !== undefined) return fail("public", evidenceOf(open));
    const fromS3 = invoking.find(trustsS3OfAnyAccount);
    return fromS3 === undefined ? pass() : fail("s3-without-account", evidenceOf(fromS3));
  },
});

function evidenceOf({ index, sid }: PolicyStatement): { statement: number; sid: string | null } {
  return { statement: index, sid };
}

function allowsInvoking({ effect, actions, notActions }: PolicyStatement): boolean {
  if (effect !== "Allow") return false;
  const invoke = (pattern: string) => matchesAction(pattern, "lambda:InvokeFunction");
  return actions !== null ? actions.some(invoke) : !(notActions ?? []).some(invoke);
}

/** Both keys exist only in requests that come through a function URL, so a plain Invoke never meets them. */
function isForUrls({ conditions }: PolicyStatement): boolean {
  return conditions.some(({ operator, key, values }) => {
    const { name, ifExists } = splitOperator(operator);
    if (ifExists) return false;
    if (key.toLowerCase() === "lambda:functionurlauthtype")
      return name.startsWith("stringequals") || name === "stringlike";
    return (
      key.toLowerCase() === "lambda:invokedviafunctionurl" &&
      name === "bool" &&
      values.every((value) => value.toLowerCase() === "true")
    );
  });
}

/** A bucket's ARN names no account, and a deleted bucket's name can be taken by anybody. */
function trustsS3OfAnyAccount({ principals, conditions }: PolicyStatement): boolean {
  const trustsS3 = principals?.some(({ kind, value }) => kind === "Service" && value === "s3.amazonaws.com") ?? false;
  const accountKeys = ["aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];
  return (
    trustsS3 &&
    !conditions.some((condition) => accountKeys.includes(condition.key.toLowerCase()) && pinsCaller(condition))
  );
}
