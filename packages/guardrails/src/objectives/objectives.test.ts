import { describe, expect, test } from "vitest";
import { splitOperator } from "../condition-operator.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import { expandObjective, keysOfAction } from "./expand-objective.ts";
import { findObjective, objectives } from "./index.ts";
import type { LocalizedText, Objective } from "./objective.ts";
import { objectiveParameters } from "./objective-parameters.ts";
import { shapesOf } from "./resource-shapes.ts";

/** The product's objectives: id, domain, named actions that decide, and those that harden. Ids never change. */
const catalogue: readonly (readonly [id: string, domain: string, core: number, hardening: number])[] = [
  ["org-leave", "governance", 2, 0],
  ["account-close", "governance", 1, 1],
  ["account-contacts", "governance", 3, 3],
  ["region-optin", "governance", 2, 0],
  ["region-restrict", "governance", 1, 0],
  ["org-admin", "governance", 6, 12],
  ["controltower-tamper", "governance", 3, 7],
  ["controltower-roles", "governance", 6, 5],
  ["ram-external", "data-protection", 2, 2],
  ["marketplace-buy", "governance", 3, 3],
  ["commitments", "governance", 8, 11],
  ["billing-change", "governance", 6, 15],
  ["support-plan", "governance", 1, 3],
  ["service-off", "governance", 7, 0],
  ["bedrock-models", "application", 2, 0],
  ["bedrock-keys", "identity-access", 1, 0],
  ["root-actions", "identity-access", 1, 0],
  ["root-access-keys", "identity-access", 1, 0],
  ["root-recovery", "identity-access", 2, 4],
  ["iam-user-create", "identity-access", 1, 0],
  ["iam-user-keys", "identity-access", 2, 6],
  ["iam-mfa-remove", "identity-access", 2, 1],
  ["password-policy", "identity-access", 2, 0],
  ["mfa-required", "identity-access", 8, 0],
  ["security-roles", "identity-access", 6, 7],
  ["admin-attach", "identity-access", 3, 0],
  ["boundary-remove", "identity-access", 4, 4],
  ["boundary-required", "identity-access", 2, 0],
  ["federation-change", "identity-access", 5, 7],
  ["identity-center", "identity-access", 7, 12],
  ["external-assume", "identity-access", 5, 0],
  ["access-analyzer", "logging-detection", 1, 5],
  ["cloudtrail-off", "logging-detection", 4, 6],
  ["config-off", "logging-detection", 4, 4],
  ["config-rules", "logging-detection", 4, 8],
  ["guardduty-off", "logging-detection", 7, 14],
  ["securityhub-off", "logging-detection", 6, 13],
  ["macie-off", "logging-detection", 4, 6],
  ["detective-off", "logging-detection", 4, 7],
  ["log-groups", "logging-detection", 4, 7],
  ["alarms-rules", "logging-detection", 7, 10],
  ["log-archive-bucket", "logging-detection", 8, 5],
  ["flow-logs", "logging-detection", 1, 3],
  ["inspector-off", "os-patching", 3, 6],
  ["patching-off", "os-patching", 6, 8],
  ["imdsv2", "os-patching", 2, 1],
  ["approved-ami", "os-patching", 1, 3],
  ["instance-types", "os-patching", 1, 1],
  ["serial-console", "os-patching", 1, 1],
  ["eks-version", "os-patching", 2, 0],
  ["s3-account-bpa", "data-protection", 1, 0],
  ["s3-bucket-bpa", "data-protection", 1, 1],
  ["s3-public", "data-protection", 3, 6],
  ["s3-external", "data-protection", 6, 0],
  ["s3-tls", "data-protection", 1, 0],
  ["s3-sse-kms", "data-protection", 1, 2],
  ["s3-delete", "resilience-backup", 3, 5],
  ["ebs-default-off", "data-protection", 1, 2],
  ["ebs-unencrypted", "data-protection", 2, 6],
  ["rds-unencrypted", "data-protection", 2, 3],
  ["efs-unencrypted", "data-protection", 1, 0],
  ["public-ami", "data-protection", 1, 5],
  ["public-snapshot", "data-protection", 1, 1],
  ["ebs-direct", "data-protection", 6, 0],
  ["rds-snapshot-share", "data-protection", 2, 3],
  ["rds-public", "network", 2, 4],
  ["kms-delete", "data-protection", 2, 6],
  ["kms-policy", "data-protection", 2, 1],
  ["kms-external", "data-protection", 12, 0],
  ["confused-deputy", "data-protection", 6, 0],
  ["share-other", "data-protection", 26, 0],
  ["iam-network", "network", 1, 0],
  ["igw-attach", "network", 3, 7],
  ["vpc-peering", "network", 2, 13],
  ["public-ip", "network", 3, 2],
  ["default-vpc", "network", 2, 0],
  ["public-lb", "network", 1, 1],
  ["dns-firewall", "network", 6, 10],
  ["eks-public", "network", 2, 0],
  ["lambda-public-url", "application", 2, 0],
  ["lambda-public-permission", "application", 1, 1],
  ["lambda-vpc", "application", 2, 0],
  ["appsync-private", "application", 1, 0],
  ["http-listener", "application", 2, 1],
  ["sagemaker-internet", "application", 2, 2],
  ["backup-vault", "resilience-backup", 5, 5],
  ["backup-plan", "resilience-backup", 3, 8],
  ["snapshot-delete", "resilience-backup", 3, 13],
  ["db-delete", "resilience-backup", 8, 0],
  ["stack-tamper", "governance", 5, 8],
];

/** Where our reading of AWS's pages asks about other actions than the catalogue: docs/decisions tells why. */
const differing = new Set(["service-off", "region-restrict", "bedrock-models", "bedrock-keys", "s3-tls"]);

const universe = loadUniverse();
const organization = { id: "o-exampleorg" };
const everyParameter = Object.fromEntries(
  objectiveParameters.map(({ name, kind }) => [name, [kind === "services" ? "gamelift" : "given"]]),
);

test("the objectives are those of the catalogue", () => {
  expect(objectives.map(({ id, domain }) => `${id} ${domain}`).sort()).toEqual(
    catalogue.map(([id, domain]) => `${id} ${domain}`).sort(),
  );
});

test.each(catalogue)("%s asks about every action of the catalogue", (id, _domain, core, hardening) => {
  if (differing.has(id)) return;
  const named = (part: string) =>
    new Set(findObjective(id)?.requests.flatMap((request) => (request.part === part ? request.actions : [])));
  const cores = named("core");
  expect(cores.size).toBe(core);
  expect([...named("hardening")].filter((action) => !cores.has(action)).length).toBe(hardening);
});

describe.each(objectives.map((objective) => ({ id: objective.id, objective })))("$id", ({ objective }) => {
  test("is written in both languages, each in its own punctuation", () => {
    const sentences = [
      objective.usualExemptions,
      objective.limit?.text,
      ...(objective.limit?.better ?? []).map(({ text }) => text),
    ];
    for (const text of sentences) if (text !== undefined) expectSentence(text);
    expect(objective.title.en).toMatch(/^[A-Z].*[^.]$/);
    expect(objective.title.ja).toMatch(/[\u3040-\u30ff\u3400-\u9fff]/);
    expect(objective.title.ja).not.toMatch(/[。.]$|[,;()]| ・|・ /);
  });

  test("names actions that exist and keys that they carry", () => {
    const made = expandObjective(objective, everyParameter, organization, universe);
    expect("missing" in made ? made.missing : []).toEqual([]);
    for (const { actions, exceptActions = [] } of objective.requests)
      for (const pattern of [...actions, ...exceptActions].filter((action) => !action.includes("{")))
        expect(universe.matching(pattern).length, pattern).toBeGreaterThan(0);
    for (const { actions, conditions } of objective.requests)
      for (const name of actions.filter((action) => !/[*{]/.test(action)))
        for (const { key } of conditions) expect(carries(name, key), `${name} ${key}`).toBe(true);
  });

  test("names resources of forms that its actions have", () => {
    for (const { actions, resources } of objective.requests)
      for (const name of actions.filter((action) => !/[*{]/.test(action))) {
        const facts = universe.action(name);
        const fits =
          facts !== undefined && resources.some((form) => shapesOf(facts, form.replace(/\{\w+\}/, "x"), []) !== null);
        // AWS's table has no type for the root user, whose credentials these are.
        expect(fits || resources.includes("arn:*:iam::*:root"), name).toBe(true);
      }
  });

  test("asks for parameters that are described, and is undecided without those that have no default", () => {
    const described = new Map(objectiveParameters.map((one) => [one.name, one]));
    for (const name of objective.parameters) expect(described.has(name), name).toBe(true);
    const made = expandObjective(objective, {}, organization, universe);
    const needed = neededBy(objective).filter((name) => described.get(name)?.default === null);
    expect("missing" in made ? made.missing : []).toEqual(needed);
  });

  test("rests on pages or samples", () => {
    expect(objective.references.some((reference) => reference.startsWith("https://"))).toBe(true);
    for (const reference of objective.references)
      expect(reference).toMatch(/^(https:\/\/\S+|AWS-GR_[A-Z0-9_]+|CT\.[A-Z0-9.]+)$/);
  });
});

test("s3-tls leaves out of its core what RCPs cannot bind, and nothing else", () => {
  const [request] = findObjective("s3-tls")?.requests ?? [];
  const onNoResource = universe.actionsOf("s3").filter(({ resourceTypes }) => resourceTypes.length === 0);
  expect([...(request?.exceptActions ?? [])].sort()).toEqual(onNoResource.map(({ name }) => name).sort());
});

test("every parameter is used, and described in both languages", () => {
  const used = new Set(objectives.flatMap(({ parameters }) => parameters));
  for (const { name, label, hint } of objectiveParameters) {
    expect(used.has(name), name).toBe(true);
    expect(label.ja).toMatch(/[\u3040-\u30ff\u3400-\u9fff]/);
    expectSentence(hint);
  }
});

test.each([
  "s3-public",
  "s3-account-bpa",
  "s3-bucket-bpa",
  "rds-snapshot-share",
  "rds-public",
  "public-ami",
  "log-groups",
  "admin-attach",
  "kms-policy",
  "share-other",
])("%s tells that no SCP can prove it, and what does better", (id) => {
  expect(findObjective(id)?.limit?.better.length).toBeGreaterThan(0);
});

function expectSentence({ en, ja }: LocalizedText): void {
  expect(en).toMatch(/^([A-Z0-9]|[a-z0-9]+:[A-Z]).*\.$/);
  expect(ja).toMatch(/。$/);
  expect(ja).not.toMatch(/[,;]/);
}

/** Global keys aside: requests may carry them whatever the action. */
function carries(name: string, key: string): boolean {
  const facts = universe.action(name);
  const lower = key.toLowerCase();
  const family = lower.replace(/\/.*$/, "/");
  const isGlobal = universe.globalKeys.has(lower) && !["aws:tagkeys"].includes(lower);
  return isGlobal || (facts !== undefined && (keysOfAction(facts).has(lower) || keysOfAction(facts).has(family)));
}

/** Parameters of the requests that decide. */
function neededBy({ requests, parameters }: Objective): readonly string[] {
  const core = JSON.stringify(requests.filter(({ part }) => part === "core"));
  return parameters.filter((name) => core.includes(`{${name}}`));
}

test("conditions use operators that AWS has", () => {
  const known =
    /^(string(not)?(equals|like)(ignorecase)?|arn(not)?(equals|like)|bool|null|(not)?ipaddress|numeric(not)?(equals|lessthan|greaterthan)(equals)?)$/;
  for (const { requests } of objectives)
    for (const { conditions } of requests)
      for (const { operator } of conditions) expect(splitOperator(operator).name).toMatch(known);
});
