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
  const invokers = plantInvokers(plot, target);
  const url = plantUrl(plot, target, invokers.open);
  const statements = [...invokers.statements, ...url.statements];
  return {
    policy:
      statements.length === 0 ? null : JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements }),
    urls: url.urls,
  };
}

function plantUrl(
  plot: Plot,
  target: Function,
  openPolicy: boolean,
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
  // Open by its type, but without a statement that lets anybody in, the URL answers 403. An open policy might let them in.
  return { urls: [url(draws.chance(0.2) && !openPolicy ? "NONE" : "AWS_IAM")], statements: [] };
}

const anyoneCallsUrl = (target: Function) => ({
  Sid: "FunctionURLAllowPublicAccess",
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Resource: target.arn,
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
});

function plantInvokers(
  plot: Plot,
  target: Function,
): { readonly open: boolean; readonly statements: readonly object[] } {
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
  const statements = open
    ? draws.pick([
        [allow("*")],
        [allow({ AWS: "*" })],
        [allow("*", { Action: "lambda:*" })],
        [allow({ Service: "s3.amazonaws.com" })],
      ])
    : draws.pick<readonly object[]>([[], [], ...closedWays(plot, target).map((way) => [allow(...way)])]);
  return { open, statements };
}

/** Principals that name somebody, and conditions that narrow everybody down. */
function closedWays(plot: Plot, target: Function): readonly (readonly [unknown, object?])[] {
  const { company, managementAccountId, organizationId } = plot.settings;
  const api = `arn:aws:execute-api:${target.region}:${plot.accountId}:a1b2c3/*`;
  const bucket = { ArnLike: { "AWS:SourceArn": `arn:aws:s3:::${company}-uploads` } };
  const ownAccount = { StringEquals: { "AWS:SourceAccount": plot.accountId } };
  return [
    [{ Service: "apigateway.amazonaws.com" }, { Condition: { ArnLike: { "AWS:SourceArn": api } } }],
    [{ Service: "s3.amazonaws.com" }, { Condition: { ...ownAccount, ...bucket } }],
    [{ AWS: `arn:aws:iam::${managementAccountId}:root` }],
    ["*", { Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } } }],
  ];
}
