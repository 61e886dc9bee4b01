import {
  type CompiledOrganization,
  compileOrganization,
  evaluateOrganizationRequest,
  loadUniverse,
} from "@sekinin/guardrails";
import { median, report } from "./harness.ts";

/** How many calls a second the organisation's policies are asked about, on one core, against five policies of 5 kB. */
const evaluations = 200_000;
const services = [
  "s3",
  "ec2",
  "iam",
  "kms",
  "rds",
  "lambda",
  "logs",
  "sns",
  "sqs",
  "cloudtrail",
  "config",
  "guardduty",
];
const verbs = ["Delete", "Put", "Create", "Update", "Stop", "Disable", "Modify", "Detach"];
const account = "222222222222";

/** Denies as organisations write them: a few actions, a list of exempted roles, regions, tags. */
function policyText(seed: number): string {
  const statements: unknown[] = [];
  while (JSON.stringify(statements).length < 5_000) {
    const at = seed * 31 + statements.length;
    const service = services[at % services.length] ?? "s3";
    statements.push({
      Sid: `Deny${at}`,
      Effect: "Deny",
      Action: verbs.map((verb, index) => `${service}:${verb}${index % 2 === 0 ? "*" : `Thing${at}`}`),
      Resource: at % 3 === 0 ? [`arn:aws:${service}:*:*:thing/protected-*`] : "*",
      Condition: {
        ArnNotLike: {
          "aws:PrincipalArn": [`arn:aws:iam::*:role/platform-${at % 5}-*`, "arn:aws:iam::*:role/break-glass"],
        },
        ...(at % 2 === 0 ? { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } : {}),
        ...(at % 4 === 0 ? { StringNotEqualsIfExists: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } : {}),
      },
    });
  }
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function organization(): CompiledOrganization {
  const full = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  const nodes = ["r-ab12", "ou-ab12-11111111", account];
  const scp = (id: string, text: string, targetIds: readonly string[]) => ({
    id,
    name: id,
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    content: { status: "read" as const, value: text },
    targetIds: { status: "read" as const, value: targetIds },
  });
  return compileOrganization(
    {
      format: "sekinin.organization/1",
      organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
      root: { id: "r-ab12", policyTypes: [{ type: "SERVICE_CONTROL_POLICY", status: "ENABLED" }] },
      organizationalUnits: [{ id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12" }],
      accounts: [{ id: account, name: "payments", parentId: "ou-ab12-11111111", state: "ACTIVE", joinedAt: null }],
      policies: [
        scp("p-FullAWSAccess", full, nodes),
        ...[0, 1, 2, 3, 4].map((seed) => scp(`p-${seed}`, policyText(seed), [nodes[seed % nodes.length] ?? ""])),
      ],
      delegatedAdministrators: [],
      unread: [],
    },
    { universe: loadUniverse() },
  );
}

function requests() {
  return Array.from({ length: 1_000 }, (_, at) => {
    const service = services[at % services.length] ?? "s3";
    return {
      account,
      principal: `arn:aws:iam::${account}:role/${at % 3 === 0 ? "platform-1-deploy" : `developer-${at}`}`,
      action: `${service}:${verbs[at % verbs.length]}Thing${at % 97}`,
      resources: [`arn:aws:${service}:eu-west-1:${account}:thing/${at % 2 === 0 ? "protected-" : ""}${at}`],
      context: { "aws:RequestedRegion": [at % 5 === 0 ? "us-east-1" : "eu-west-1"], "aws:PrincipalTag/team": ["a"] },
    };
  });
}

const compiled = organization();
const asked = requests();
const now = new Date().toISOString();
const decisions = { allowed: 0, denied: 0, unknown: 0 };
let bare = 0;

/** Nanoseconds of this process's own time for one turn of a loop that asks `work` about every request in turn. */
function nanoseconds(work: (request: (typeof asked)[number]) => void): number {
  const start = process.cpuUsage();
  for (let at = 0; at < evaluations; at += 1) {
    const request = asked[at % asked.length];
    if (request !== undefined) work(request);
  }
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1_000) / evaluations;
}

const ask = (request: (typeof asked)[number]) => {
  decisions[evaluateOrganizationRequest(compiled, request, now).decision] += 1;
};
/** The least that any evaluation does: reads the request once. */
const look = (request: (typeof asked)[number]) => {
  for (const character of request.action + request.principal) bare += character === ":" ? 1 : 0;
};
nanoseconds(ask);
const evaluating = median([1, 2, 3, 4, 5].map(() => nanoseconds(ask)));
const looping = median([1, 2, 3, 4, 5].map(() => nanoseconds(look)));
const perSecond = Math.round(1e9 / evaluating);
report({
  name: "evaluations a second against five policies of 5 kB, of 100,000",
  ratio: perSecond / 100_000,
  goal: ">= 1",
  ok: perSecond >= 100_000,
  detail: {
    perSecond,
    microseconds: Number((evaluating / 1_000).toFixed(2)),
    timesABareLoop: Number((evaluating / looping).toFixed(1)),
    decisions,
    colons: bare,
  },
});
