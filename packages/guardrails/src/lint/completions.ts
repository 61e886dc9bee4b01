import type { PolicyType } from "../organization.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { canCarry, documentedKey } from "./documented-key.ts";

/** What an editor offers at a place. `insert` replaces the text of the word from its first character. */
export type Completion = {
  readonly label: string;
  readonly kind: "service" | "action" | "key" | "operator" | "element" | "value";
  /** A short fact beside it: the kind of a key's values, how many actions a pattern names. */
  readonly detail: string;
};

/** Where the caret stands, as the editor's syntax tree tells it. */
export type CompletionPlace =
  | { readonly at: "action"; readonly text: string }
  | { readonly at: "key"; readonly text: string; readonly actions: readonly string[]; readonly operator: string }
  | { readonly at: "operator"; readonly text: string }
  | { readonly at: "element"; readonly text: string; readonly present: readonly string[] }
  | { readonly at: "resource"; readonly text: string; readonly actions: readonly string[] };

const mostOffered = 100;

/** What fits at a place, those that begin as typed before those that contain it. At most 100. */
export function completionsAt(
  place: CompletionPlace,
  type: PolicyType,
  universe: ActionUniverse,
): readonly Completion[] {
  switch (place.at) {
    case "action":
      return actionsAt(place.text, type, universe);
    case "key":
      return fitting(place.text, keysAt(place.actions, place.operator, universe));
    case "operator":
      return fitting(
        place.text,
        operators.map((label) => ({ label, kind: "operator", detail: "" })),
      );
    case "element":
      return fitting(
        place.text,
        elementsOf(type)
          .filter((label) => !place.present.includes(label))
          .map((label) => ({ label, kind: "element", detail: "" })),
      );
    case "resource":
      return fitting(place.text, resourcesAt(place.actions, universe));
    default:
      return assertNever(place);
  }
}

function actionsAt(text: string, type: PolicyType, universe: ActionUniverse): readonly Completion[] {
  const colon = text.indexOf(":");
  const isRcp = type === "RESOURCE_CONTROL_POLICY";
  const { services: controlled } = universe.resourceControlled;
  if (colon === -1) {
    const services = universe.services.filter((service) => !isRcp || controlled.has(service));
    return fitting(
      text,
      services.map((service) => ({ label: `${service}:`, kind: "service", detail: "" })),
    );
  }
  const service = text.slice(0, colon).toLowerCase();
  if (isRcp && !controlled.has(service)) return [];
  const actions = universe.actionsOf(service);
  const all: Completion[] = actions.length === 0 ? [] : [wildcard(`${service}:*`, actions.length)];
  return fitting(text, [
    ...all,
    ...actions.map(({ name }): Completion => ({ label: name, kind: "action", detail: "" })),
  ]);
}

function wildcard(label: string, count: number): Completion {
  return { label, kind: "action", detail: String(count) };
}

const mostLookedAt = 200;

/** Global keys, and those that one of the actions can carry; all of the statement's services where none is named. */
function keysAt(patterns: readonly string[], operator: string, universe: ActionUniverse): readonly Completion[] {
  const actions = patterns.slice(0, 20).flatMap((pattern) => universe.matching(pattern).slice(0, mostLookedAt));
  const services = new Set(actions.map(({ name }) => name.slice(0, name.indexOf(":"))));
  const types = [...universe.globalKeys, ...[...services].flatMap((service) => [...universe.keysOf(service)])];
  const wanted = kindsOf(operator.toLowerCase());
  const offered = new Map<string, Completion>();
  for (const [key, { name, kind }] of types) {
    const facts = documentedKey(universe, key);
    const isCarried = actions.length === 0 || actions.some((action) => canCarry(action, key, facts));
    if (isCarried && (wanted === null || wanted.has(kind)))
      offered.set(name, { label: name, kind: "key", detail: kind });
  }
  return [...offered.values()];
}

const texts = ["text", "arn", "boolean", "number", "date", "binary"];
/** Kinds of keys that an operator is for; null where it takes all. Every value may be compared as text. */
function kindsOf(operator: string): ReadonlySet<string> | null {
  if (operator.includes("ipaddress")) return new Set(["address"]);
  if (operator.includes("numeric")) return new Set(["number"]);
  if (operator.includes("date")) return new Set(["date"]);
  if (operator.includes("bool")) return new Set(["boolean"]);
  if (operator.includes("arn")) return new Set(["arn"]);
  return operator.includes("string") ? new Set(texts) : null;
}

function resourcesAt(patterns: readonly string[], universe: ActionUniverse): readonly Completion[] {
  const arns = new Set(["*"]);
  for (const pattern of patterns.slice(0, 20))
    for (const { resourceTypes } of universe.matching(pattern).slice(0, mostLookedAt))
      for (const type of resourceTypes) for (const arn of type.arns) arns.add(arn);
  return [...arns].map((label) => ({ label, kind: "value", detail: "" }));
}

const operators = [
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike"],
  ...["StringNotLike", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Bool", "Null", "IpAddress"],
  ...["NotIpAddress", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"],
  ...["NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan"],
  ...["DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "BinaryEquals"],
  ...["BoolIfExists", "StringEqualsIfExists", "StringNotEqualsIfExists", "StringLikeIfExists"],
  ...["StringNotLikeIfExists", "ArnLikeIfExists", "ArnNotLikeIfExists", "NotIpAddressIfExists"],
  ...["ForAnyValue:StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringEquals", "ForAllValues:StringLike"],
];

function elementsOf(type: PolicyType): readonly string[] {
  const shared = ["Sid", "Effect", "Action", "Resource", "NotResource", "Condition"];
  return type === "RESOURCE_CONTROL_POLICY" ? [...shared, "Principal"] : [...shared, "NotAction"];
}

function fitting(text: string, offers: readonly Completion[]): readonly Completion[] {
  const typed = text.toLowerCase();
  const starts = offers.filter(({ label }) => label.toLowerCase().startsWith(typed));
  if (starts.length >= mostOffered) return starts.slice(0, mostOffered);
  const contains = offers.filter(
    ({ label }) => label.toLowerCase().includes(typed, 1) && !starts.some((one) => one.label === label),
  );
  return [...starts, ...contains].slice(0, mostOffered);
}

function assertNever(value: never): never {
  throw new Error(`no such place: ${JSON.stringify(value)}`);
}
