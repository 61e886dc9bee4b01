import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { functionEnvNoSecretsMend } from "./function-env-no-secrets.mend.ts";

/**
 * Variables are shown to everyone who may read the function's configuration. The collector runs `findSecrets` and
 * keeps names only: no value ever becomes a fact.
 */
export const functionEnvNoSecrets = defineControl({
  id: "lambda-function-env-no-secrets",
  service: "lambda",
  domain: "application",
  layer: "application",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::Lambda::Function",
  title: {
    en: "Lambda environment variables hold no plain secrets",
    ja: "Lambda 関数の環境変数に平文のシークレットが含まれていない",
  },
  rationale: {
    en: "Environment variables are readable for everyone who may look at the function, and land in templates and logs.",
    ja: "環境変数は関数を閲覧できる全員に読まれ、テンプレートやログにも残る。",
  },
  remediation: {
    en: "Move the value to Secrets Manager or a SecureString parameter, keep its name in the variable, and rotate the secret.",
    ja: "値を Secrets Manager または SecureString パラメータに移し、環境変数には名前だけを残して、シークレットをローテーションする。",
  },
  mend: functionEnvNoSecretsMend,
  reasons: {
    "secret-found": {
      en: "At least one variable looks like a plain secret.",
      ja: "平文のシークレットとみられる環境変数がある。",
    },
    "no-variables": { en: "The function has no environment variables.", ja: "関数に環境変数がない。" },
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  reads: ["lambda:ListFunctions"],
  guardrail: null,
  objectives: [],
  mappings: { prowler: "awslambda_function_no_secrets_in_variables" },
  decide({ environment }) {
    if (environment.status === "unread") return unknown(environment.reason);
    const { variableCount, secrets } = environment.value;
    if (secrets.length > 0)
      return fail("secret-found", {
        variables: secrets.map(({ variable }) => variable),
        detectors: [...new Set(secrets.map(({ detector }) => detector))].sort(),
      });
    return variableCount === 0 ? notApplicable("no-variables") : pass({ variables: variableCount });
  },
});
