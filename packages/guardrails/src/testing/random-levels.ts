import fc from "fast-check";
import type { Level, LevelEntry } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { PolicyCondition, PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import { emptyUniverse } from "./universe.ts";

/** A small world in which every request can be tried. */
export const place = {
  account: { id: "111111111111", partition: "aws" },
  organization: { id: "o-1", managementAccountId: "222222222222" },
  path: "o-1/r-1/",
} as const;

const arn = (rest: string) => `arn:aws:iam::${place.account.id}:${rest}`;
export const resources = ["arn:aws:s:::a/x", "arn:aws:s:::a/y", "arn:aws:s:::b/x", "arn:aws:s:::b/yy"];
export const actions = ["s:Get", "s:Put", "t:Get", "t:Tag", "s:List", "t:List"];

/** Keys with all values that are tried; null is absent. */
const axes: Readonly<Record<string, readonly (readonly string[] | null)[]>> = {
  "aws:principalarn": [
    [arn("role/A")],
    [arn("role/Ab")],
    [arn("role/p/A")],
    [arn("user/u")],
    [arn("root")],
    [`arn:aws:sts::${place.account.id}:federated-user/f`],
  ],
  "aws:requestedregion": [["u"], ["uv"], ["w"]],
  "aws:principaltag/t": [null, ["u"], ["uv"]],
  "aws:viaawsservice": [["true"], ["false"]],
  "aws:multifactorauthpresent": [null, ["true"], ["false"]],
  "aws:tagkeys": [null, ["u"], ["w"], ["u", "w"], ["uv", "w"]],
  "s:size": [null, ["1"], ["2"], ["5"]],
  "aws:sourceip": [null, ["10.0.0.1"], ["10.9.0.1"], ["192.0.2.1"], ["2001:db8:0:0:0:0:0:1"]],
  "aws:sourcevpce": [null, ["u"], ["w"]],
  "aws:resourcetag/r": [null, ["u"], ["w"]],
};
export const keyNames = Object.keys(axes);

/** Spelling in other cases, since keys are compared without case. */
const spellings: Readonly<Record<string, string>> = {
  "aws:principalarn": "aws:PrincipalArn",
  "aws:principaltag/t": "aws:PrincipalTag/T",
  "aws:viaawsservice": "aws:ViaAWSService",
};

const texts = fc.constantFrom(
  "u",
  "uv",
  "w",
  "u*",
  "*",
  "?",
  "U",
  "*v",
  "${aws:PrincipalAccount}",
  "${aws:PrincipalServiceName}",
  "${aws:PrincipalServiceName, 'u'}",
);
const arns = fc.constantFrom(
  "arn:aws:iam::*:role/A",
  "arn:aws:iam::*:role/A*",
  "arn:*:iam::${aws:PrincipalAccount}:role/*",
  "arn:aws:iam::*:user/*",
  "arn:aws:iam::*:root",
  "arn:*:*:*:*:*",
  "arn:aws:iam::999999999999:role/A",
  "arn:*:iam::*:role/*A",
  "arn:aws:iam::*:*",
);
/** Only for operators of texts: an ARN has six parts. */
const partsOfArns = fc.constantFrom("*", "*:role/*A");

const stringOperators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
];
const arnOperators = ["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"];
const numberOperators = [
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
];

const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 2 });
const named = (names: readonly string[]) =>
  fc.tuple(fc.constantFrom(...names), fc.constantFrom("", "", "IfExists")).map((parts) => parts.join(""));

function plain(key: string): fc.Arbitrary<Omit<PolicyCondition, "key">> {
  const make = (operator: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
    fc.record({ operator, values: list(value) });
  switch (key) {
    case "aws:principalarn":
      return fc.oneof(
        { weight: 2, arbitrary: make(named(arnOperators), arns) },
        { weight: 1, arbitrary: make(named(["StringLike", "StringNotLike"]), fc.oneof(arns, partsOfArns)) },
      );
    case "aws:viaawsservice":
    case "aws:multifactorauthpresent":
      return make(named(["Bool"]), fc.constantFrom("true", "false", "True"));
    case "s:size":
      return make(named(numberOperators), fc.constantFrom("1", "2", "3", "5"));
    case "aws:sourceip":
      return make(
        named(["IpAddress", "NotIpAddress"]),
        fc.constantFrom("10.0.0.0/16", "10.0.0.0/8", "2001:db8::/32", "192.0.2.1"),
      );
    case "aws:tagkeys":
      return make(
        fc
          .tuple(fc.constantFrom("ForAllValues:", "ForAnyValue:"), named(stringOperators))
          .map((parts) => parts.join("")),
        texts,
      );
    default:
      return make(named(stringOperators), texts);
  }
}

function aCondition(keys: readonly string[]): fc.Arbitrary<PolicyCondition> {
  return fc.constantFrom(...keys).chain((key) =>
    fc
      .oneof(
        { weight: 7, arbitrary: plain(key) },
        {
          weight: 1,
          arbitrary: fc.record({ operator: fc.constant("Null"), values: list(fc.constantFrom("true", "false")) }),
        },
      )
      .map((rest) => ({ key: spellings[key] ?? key, ...rest })),
  );
}

const nullable = <T>(value: T, isOn: boolean) => (isOn ? value : null);

function aStatement(keys: readonly string[]): fc.Arbitrary<Omit<PolicyStatement, "index">> {
  return fc
    .record({
      effect: fc.constantFrom("Allow" as const, "Deny" as const, "Deny" as const),
      action: list(fc.constantFrom("*", "s:*", "s:Get", "t:Get", "*:Get", "s:P?t", "S:GET", "t:T*")),
      notAction: fc.boolean(),
      resource: list(
        fc.constantFrom(
          "*",
          "*",
          "*",
          "arn:aws:s:::a/*",
          "arn:aws:s:::a/x",
          "*/y",
          "arn:aws:s:::b/?",
          "${aws:PrincipalAccount}",
        ),
      ),
      notResource: fc.integer({ min: 0, max: 3 }),
      conditions: fc.array(aCondition(keys), { maxLength: 3 }),
    })
    .map(({ effect, action, notAction, resource, notResource, conditions }) => ({
      sid: null,
      effect,
      actions: nullable(action, !notAction),
      notActions: nullable(action, notAction),
      resources: nullable(resource, notResource > 0),
      notResources: nullable(resource, notResource === 0),
      principals: null,
      notPrincipals: null,
      conditions,
    }));
}

export const allowAll: Omit<PolicyStatement, "index"> = {
  sid: null,
  effect: "Allow",
  actions: ["*"],
  notActions: null,
  resources: ["*"],
  notResources: null,
  principals: null,
  notPrincipals: null,
  conditions: [],
};

export function documentOf(
  statements: readonly Omit<PolicyStatement, "index">[],
  version: PolicyDocument["version"] = "2012-10-17",
): PolicyDocument {
  return { version, id: null, statements: statements.map((statement, index) => ({ ...statement, index })) };
}

export function entryOf(document: PolicyDocument, policyId = "p-1", isCertain = true): LevelEntry {
  return { kind: "policy", policyId, document, isCertain };
}

function aLevel(keys: readonly string[]): fc.Arbitrary<Level> {
  return fc
    .record({
      statements: fc.array(aStatement(keys), { maxLength: 4 }),
      isOpen: fc.integer({ min: 0, max: 3 }),
      version: fc.constantFrom("2012-10-17" as const, "2012-10-17" as const, "2008-10-17" as const),
      nodeId: fc.constantFrom("r-1", "ou-1"),
    })
    .map(({ statements, isOpen, version, nodeId }) => ({
      nodeId,
      entries: [entryOf(documentOf(isOpen > 0 ? [allowAll, ...statements] : statements, version), `p-${nodeId}`)],
    }));
}

/** Levels, the keys that they may speak of, and an action. */
export const aWorld = fc.uniqueArray(fc.constantFrom(...keyNames), { minLength: 2, maxLength: 4 }).chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    levels: fc.array(aLevel(keys), { minLength: 1, maxLength: 3 }),
    action: fc.constantFrom(...actions),
    extra: aStatement(keys),
  }),
);

export type World = { readonly keys: readonly string[]; readonly levels: readonly Level[]; readonly action: string };

export type SmallRequest = {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
};

const known = new Map<string, readonly SmallRequest[]>();

/** Every request over the keys; what a kind of principal or an action cannot carry is left out. */
export function everyRequest({ keys, action }: World): readonly SmallRequest[] {
  const name = [action, ...[...keys].sort()].join(" ");
  const found = known.get(name) ?? makeRequests(keys, action);
  known.set(name, found);
  return found;
}

function makeRequests(keys: readonly string[], action: string): readonly SmallRequest[] {
  const always = ["aws:principalarn", "aws:requestedregion", "aws:viaawsservice"].filter((key) => !keys.includes(key));
  let contexts: Map<string, readonly string[]>[] = [
    new Map([
      ["aws:principalaccount", [place.account.id]],
      ...always.flatMap((key): [string, readonly string[]][] => (axes[key]?.[0] ? [[key, axes[key][0]]] : [])),
    ]),
  ];
  for (const key of keys) {
    contexts = contexts.flatMap((context) =>
      (axes[key] ?? []).map((values) => (values === null ? context : new Map([...context, [key, values]]))),
    );
  }
  return contexts
    .filter((context) => isPossible(context, action))
    .flatMap((context) => resources.map((resource) => ({ action, resource, context })));
}

function isPossible(context: ReadonlyMap<string, readonly string[]>, action: string): boolean {
  const principal = context.get("aws:principalarn")?.[0] ?? "";
  if (principal.endsWith(":root") && context.has("aws:principaltag/t")) return false;
  if (context.has("aws:sourceip") && context.has("aws:sourcevpce")) return false;
  const facts = smallUniverse.action(action);
  const carries = (key: string) => !context.has(key) || facts?.keys.includes(key.replace(/\/.*/, "/")) === true;
  return carries("aws:tagkeys") && carries("s:size") && carries("aws:resourcetag/r");
}

const facts = new Map(
  actions.map((name): [string, ActionFacts] => [
    name.toLowerCase(),
    {
      name,
      resourceTypes: [],
      keys: name === "s:List" ? [] : ["aws:tagkeys", "aws:resourcetag/", ...(name.startsWith("s:") ? ["s:size"] : [])],
    },
  ]),
);

export const smallUniverse: ActionUniverse = {
  ...emptyUniverse,
  services: ["s", "t"],
  action: (name) => facts.get(name.toLowerCase()),
  keysOf: (service) =>
    service === "s" ? new Map([["s:size", { name: "s:Size", kind: "number", hasSeveralValues: false }]]) : new Map(),
};

export function smallAtom(action: string): Atom {
  return {
    id: action,
    objectiveId: "small",
    part: "core",
    principals: "member",
    action,
    resources: [{ type: null, patterns: resources, except: [] }],
    conditions: [],
  };
}
