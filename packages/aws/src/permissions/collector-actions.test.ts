import { controls } from "@sekinin/responsibility";
import { expect, test } from "vitest";
import { patternsMeet } from "./action-pattern.ts";
import { collectorActions, identityAction, organizationActions, requiredActions } from "./collector-actions.ts";
import { deniedReads } from "./denied-reads.ts";

const management = requiredActions("management");
const member = requiredActions("member");

test.each(controls.map(({ id, scope, reads }) => ({ id, scope, reads })))(
  "the role allows what $id reads",
  ({ scope, reads }) => {
    expect(reads.length).toBeGreaterThan(0);
    const allowed = scope === "organization" ? management : [...member, ...organizationActions];
    expect(reads.filter((action) => !allowed.includes(action))).toEqual([]);
  },
);

test("a role has no action that no control and no list needs twice", () => {
  for (const actions of [management, member]) {
    expect(actions).toEqual([...new Set(actions)].toSorted());
  }
});

test("the member role is the collectors' actions, the management role has the organisation's besides", () => {
  expect(member).toEqual(Object.values(collectorActions).flat().toSorted());
  expect(management).toEqual([...member, ...organizationActions].toSorted());
  expect(member.filter((action) => action.startsWith("organizations:"))).toEqual([]);
});

test("a collector names only its own service", () => {
  for (const [name, actions] of Object.entries(collectorActions)) {
    expect(actions.filter((action) => !action.startsWith(`${name}:`))).toEqual([]);
  }
});

test("no role may read data, change anything or enter another", () => {
  const denied = management.filter((action) => deniedReads.some((pattern) => patternsMeet(action, pattern)));
  expect(denied).toEqual([]);
  // The one verb besides: AWS makes the credential report when asked.
  const notReads = management.filter((action) => !/:(Get|List|Describe)[A-Z]/.test(action));
  expect(notReads).toEqual(["iam:GenerateCredentialReport"]);
  expect(management.filter((action) => /[*?]/.test(action))).toEqual([]);
});

test("GetCallerIdentity needs no permission, so that no role has it", () => {
  expect(identityAction).toBe("sts:GetCallerIdentity");
  expect(management.filter((action) => action.startsWith("sts:"))).toEqual([]);
});

test.each([
  "s3:GetObject",
  "s3:GetObjectVersion",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParametersByPath",
  "kms:Decrypt",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "lambda:GetFunction",
  "ecr:GetDownloadUrlForLayer",
  "rds:DownloadDBLogFilePortion",
  "sts:AssumeRole",
  "sts:AssumeRoleWithWebIdentity",
])("%s is denied whatever else allows it", (action) => {
  expect(deniedReads.some((pattern) => patternsMeet(action, pattern))).toBe(true);
});
