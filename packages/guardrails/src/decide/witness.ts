import type { WitnessRequest } from "../coverage/coverage.ts";
import type { LevelEntry } from "../evaluate/compile-organization.ts";
import { evaluateLevels, type Outcome } from "../evaluate/evaluate-levels.ts";
import { fullAccess } from "../evaluate/full-access.ts";
import type { PolicyStatement } from "../policy-document.ts";
import { allows } from "../values/find-value.ts";
import { firstInstant } from "../values/instant.ts";
import { isPossible } from "./correlations.ts";
import type { DecisionPlace, ReadStatement } from "./decision-input.ts";
import { type KeySpace, keyOfInstance, resourceKey } from "./key-space.ts";
import type { KeyState } from "./key-state.ts";
import { keyFacts, keyFamily } from "./keys.ts";
import type { RelevantStatements } from "./relevant-statements.ts";

type Context = ReadonlyMap<string, readonly string[]>;

/** A request in full. Keys of state belong to one resource, so that each resource has a context of its own. */
export type FoundRequest = {
  readonly action: string;
  readonly resources: readonly { readonly arn: string; readonly context: Context }[];
};

const usualRegion = "us-east-1";

type States = ReadonlyMap<string, KeyState>;

/** Builds a request of what a search left possible; what it did not ask for is as usual. */
export function requestOf(
  action: string,
  states: States,
  space: KeySpace,
  place: DecisionPlace,
  resourceCount: number,
): FoundRequest {
  const shared = new Map<string, readonly string[]>();
  for (const [instance, state] of states) {
    if (!instance.includes("\n")) set(shared, instance, state);
  }
  const region = shared.get("aws:requestedregion")?.[0] ?? usualRegion;
  const resources = Array.from({ length: resourceCount }, (_, at) => {
    const instance = `${resourceKey}\n${at}`;
    return believable(states.get(instance) ?? space.rootOf(instance), region, place);
  });
  fillUsual(shared, states, space, resources);
  return {
    action,
    resources: resources.map((arn, at) => {
      const own = new Map<string, readonly string[]>();
      for (const [instance, state] of states) {
        const key = keyOfInstance(instance);
        if (instance === `${key}\n${at}` && key !== resourceKey) set(own, key, state);
      }
      return { arn, context: new Map([...shared, ...own]) };
    }),
  };
}

function set(context: Map<string, readonly string[]>, key: string, state: KeyState): void {
  const found = state.find();
  if (found.kind !== "found" || found.values === null) return;
  context.set(
    key,
    found.values.map((value) => {
      const better = withDigits(key, value);
      return better !== value && allows(state.clauses, better) ? better : value;
    }),
  );
}

const someStranger = "999999999999";

/** Accounts of strangers are any twelve characters for a search; AWS's are digits. */
function withDigits(key: string, value: string): string {
  if (key === "aws:principalarn") return value.replace(/(?<=::)(?!\d{12}:)[^:]*(?=:)/, someStranger);
  return key === "aws:principalaccount" && value !== "anonymous"
    ? value.replace(/^(?!\d{12}$).*$/, someStranger)
    : value;
}

/** A shortest ARN has empty parts; fills them where what was asked allows it. */
function believable(state: KeyState, region: string, { account }: DecisionPlace): string {
  const found = state.find();
  let arn = (found.kind === "found" ? found.values?.[0] : undefined) ?? "*";
  const part = (at: number, value: string) => (text: string) => {
    const parts = text.split(":");
    return parts.length < arnParts || parts[at] !== "" ? text : parts.with(at, value).join(":");
  };
  const edits = [
    // What is authorised against no resource has this one.
    (text: string) => (text === "" ? "*" : text),
    part(1, account.partition),
    part(3, region),
    part(4, account.id),
    (text: string) => (/[/:]$/.test(text) ? `${text}example` : text),
    (text: string) => text.replace(/\/(?=\/)/g, "/example"),
    (text: string) => text.replace(/:(?=\/)/, ":example"),
  ];
  for (const edit of edits) {
    const better = edit(arn);
    if (better !== arn && allows(state.clauses, better)) arn = better;
  }
  return arn;
}

const arnParts = 6;

const identityKeys = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:username",
  "aws:userid",
];

function fillUsual(
  context: Map<string, readonly string[]>,
  asked: States,
  space: KeySpace,
  resources: readonly string[],
): void {
  const isOpen = (key: string) => !asked.has(key) && space.rootOf(key).domain.presence === "always";
  const fill = (key: string, value: string) => {
    if (isOpen(key)) context.set(key, [value]);
  };
  for (const key of identityKeys) {
    if (isOpen(key)) set(context, key, space.rootOf(key));
  }
  const arn = context.get("aws:principalarn")?.[0] ?? "";
  if (!asked.has("aws:principaltype") && context.has("aws:principaltype") && arn !== "") {
    context.set("aws:principaltype", [typeOf(arn)]);
  }
  const region = resources.map((resource) => resource.split(":")[3] ?? "").find((text) => text !== "");
  fill("aws:requestedregion", region ?? usualRegion);
  fill("aws:securetransport", "true");
  fill("aws:viaawsservice", "false");
  fill("aws:currenttime", firstInstant);
  fill("aws:epochtime", String(Date.parse(firstInstant) / 1_000));
  const tags = [...context.keys()].filter((key) => key.startsWith("aws:requesttag/"));
  if (tags.length > 0 && !asked.has("aws:tagkeys")) {
    context.set(
      "aws:tagkeys",
      tags.map((key) => key.slice(keyFamily(key).length)),
    );
  }
}

function typeOf(arn: string): string {
  if (arn.includes(":role/")) return "AssumedRole";
  if (arn.includes(":federated-user/")) return "FederatedUser";
  return arn.endsWith(":root") ? "Account" : "User";
}

/** What `sekinin evaluate` fills in as we do. */
const filledIn: ReadonlySet<string> = new Set([
  ...identityKeys,
  "aws:securetransport",
  "aws:viaawsservice",
  "aws:currenttime",
]);

/** The same as `sekinin evaluate` takes it: keys that it fills in itself are left out where nothing was asked of them. */
export function witnessRequest({ action, resources }: FoundRequest, asked: States, account: string): WitnessRequest {
  const isAsked = new Set([...asked.keys()].map(keyOfInstance));
  const context: Record<string, readonly string[]> = {};
  const all = new Map(resources.flatMap((resource) => [...resource.context]));
  for (const [key, values] of all) {
    const isUsual = filledIn.has(key) || key === "aws:epochtime";
    if (key !== "aws:principalarn" && (isAsked.has(key) || !isUsual)) context[spelled(key)] = values;
  }
  const service = all.get("aws:principalservicename")?.[0];
  const principal = all.get("aws:principalarn")?.[0] ?? service ?? "*";
  return { account, principal, action, resources: resources.map(({ arn }) => arn), context };
}

function spelled(key: string): string {
  const facts = keyFacts(key);
  if (facts === undefined) return key;
  return facts.name.endsWith("/") ? facts.name + key.slice(facts.name.length) : facts.name;
}

const entries = new WeakMap<PolicyStatement, LevelEntry>();

function entryOf({ statement, version, policyId, isCertain }: ReadStatement): LevelEntry {
  const known = entries.get(statement);
  if (known !== undefined) return known;
  const made: LevelEntry = {
    kind: "policy",
    policyId,
    isCertain,
    document: { version, id: null, statements: [statement] },
  };
  entries.set(statement, made);
  return made;
}

const everything: LevelEntry = { kind: "policy", policyId: "", isCertain: true, document: fullAccess(null) };

/** What the plain evaluator says of the request, resource by resource; policies that cannot be read apart. */
export function evaluateFound({ action, resources }: FoundRequest, relevant: RelevantStatements): Outcome {
  const levels = [[everything, ...relevant.denies.map(entryOf)], ...relevant.allows.map((level) => level.map(entryOf))];
  const outcomes = resources.map(
    ({ arn, context }) => evaluateLevels(levels, { action, resources: [arn], context }).outcome,
  );
  if (outcomes.includes("denied")) return "denied";
  return outcomes.includes("unknown") ? "unknown" : "allowed";
}

export function keepsCorrelations({ resources }: FoundRequest): boolean {
  return resources.every(({ arn, context }) => isPossible(context, [arn]));
}
