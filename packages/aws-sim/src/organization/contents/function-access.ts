import type { FunctionUrlAuthType } from "@aws-sdk/client-lambda";
import type { Plot } from "./plot.ts";

export type FunctionAccess = {
  /** null: GetPolicy answers ResourceNotFoundException. */
  readonly policy: string | null;
  readonly urls: readonly { readonly FunctionArn: string; readonly AuthType: FunctionUrlAuthType }[];
};

type Function = { readonly region: string; readonly name: string; readonly arn: string };

/** Who may call a function: resource policy and URLs, with the verdicts of both controls. */
export function plantFunctionAccess(plot: Plot, region: string, name: string, arn: string): FunctionAccess {
  const target = { region, name, arn };
  const url = plantUrl(plot, target);
  const statements = [...plantInvokers(plot, target), ...url.statements];
  return {
    policy:
      statements.length === 0 ? null : JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements }),
    urls: url.urls,
  };
}

function plantUrl(
  plot: Plot,
  target: Function,
): { readonly urls: FunctionAccess["urls"]; readonly statements: readonly object[] } {
  const plant = (verdict: "pass" | "fail" | "not-applicable") =>
    plot.plant("lambda-function-url-authenticated", target.region, target.arn, verdict);
  const draws = plot.random("function-url", target.arn);
  if (!draws.chance(0.3)) {
    plant("not-applicable");
    return { urls: [], statements: [] };
  }
  const url = (AuthType: FunctionUrlAuthType, qualifier = "") => ({
    FunctionArn: `${target.arn}${qualifier}`,
    AuthType,
  });
  if (plot.mistake(`function-url ${target.arn}`, 0.25)) {
    plant("fail");
    const urls = draws.pick([[url("NONE")], [url("NONE"), url("AWS_IAM", ":live")]]);
    return { urls, statements: [anyoneCallsUrl(target)] };
  }
  plant("pass");
  // Open by its type, but without a statement that lets anybody in, the URL answers 403.
  return { urls: [url(draws.chance(0.2) ? "NONE" : "AWS_IAM")], statements: [] };
}

const anyoneCallsUrl = (target: Function) => ({
  Sid: "FunctionURLAllowPublicAccess",
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Resource: target.arn,
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
});

function plantInvokers(plot: Plot, target: Function): readonly object[] {
  const open = plot.mistake(`function-policy ${target.arn}`, 0.12);
  plot.plant("lambda-function-policy-not-public", target.region, target.arn, open ? "fail" : "pass");
  const draws = plot.random("function-policy", target.arn);
  const allow = (Principal: unknown, more: object = {}) => ({
    Sid: `allow-${draws.text(8)}`,
    Effect: "Allow",
    Principal,
    Action: "lambda:InvokeFunction",
    Resource: target.arn,
    ...more,
  });
  const bucket = { ArnLike: { "AWS:SourceArn": `arn:aws:s3:::${plot.settings.company}-uploads` } };
  if (open) {
    return draws.pick([
      [allow("*")],
      [allow({ AWS: "*" })],
      [allow("*", { Action: "lambda:*" })],
      [allow({ Service: "s3.amazonaws.com" })],
    ]);
  }
  return draws.pick([
    [],
    [],
    [
      allow(
        { Service: "apigateway.amazonaws.com" },
        {
          Condition: {
            ArnLike: { "AWS:SourceArn": `arn:aws:execute-api:${target.region}:${plot.accountId}:a1b2c3/*` },
          },
        },
      ),
    ],
    [
      allow(
        { Service: "s3.amazonaws.com" },
        { Condition: { StringEquals: { "AWS:SourceAccount": plot.accountId }, ...bucket } },
      ),
    ],
    [allow({ AWS: `arn:aws:iam::${plot.settings.managementAccountId}:root` })],
    [allow("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": plot.settings.organizationId } } })],
  ]);
}
