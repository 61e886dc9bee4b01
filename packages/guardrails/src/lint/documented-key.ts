import type { ActionFacts, ActionUniverse, ConditionKeyType } from "../universe/action-universe.ts";

export type DocumentedKey =
  | { readonly known: "yes"; readonly type: ConditionKeyType; readonly isGlobal: boolean; readonly entry: string }
  /** A claim of an identity provider, which no table lists. */
  | { readonly known: "provider" }
  | { readonly known: "no" };

/** What AWS documents of a condition key; names are compared without case. */
export function documentedKey(universe: ActionUniverse, written: string): DocumentedKey {
  const key = written.toLowerCase();
  const global = entryIn(universe.globalKeys, key);
  if (global !== null) return { known: "yes", isGlobal: true, ...global };
  const prefix = key.slice(0, Math.max(0, key.indexOf(":")));
  const own = entryIn(universe.keysOf(prefix), key) ?? entryIn(allKeys(universe), key);
  if (own !== null) return { known: "yes", isGlobal: false, ...own };
  return { known: prefix.includes(".") || prefix === "saml" ? "provider" : "no" };
}

function entryIn(keys: ReadonlyMap<string, ConditionKeyType>, key: string) {
  for (const entry of entriesFor(key)) {
    const type = keys.get(entry);
    if (type !== undefined) return { type, entry };
  }
  return null;
}

/** The names under which a table may hold a key: itself, or with a variable part left off. */
export function entriesFor(key: string): readonly string[] {
  const slash = key.indexOf("/");
  const second = key.indexOf(":", key.indexOf(":") + 1);
  return [
    key,
    ...(slash === -1 ? [] : [key.slice(0, slash + 1)]),
    ...(second === -1 ? [] : [key.slice(0, second + 1)]),
  ];
}

const everyKey = new WeakMap<ActionUniverse, ReadonlyMap<string, ConditionKeyType>>();

/** Keys of all services: some belong to another service than their prefix says. */
function allKeys(universe: ActionUniverse): ReadonlyMap<string, ConditionKeyType> {
  const known = everyKey.get(universe);
  if (known !== undefined) return known;
  const all = new Map(universe.services.flatMap((service) => [...universe.keysOf(service)]));
  everyKey.set(universe, all);
  return all;
}

/** Global keys that only some actions carry: those for which the Service Authorization Reference lists them. */
const listedGlobals = new Set(["aws:resourcetag/", "aws:requesttag/", "aws:tagkeys"]);

/**
 * Whether a request of the action can carry the key: the action or one of its resource types lists it. Other global
 * keys belong to every request, or to its surroundings.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function canCarry(action: ActionFacts, key: string, facts: DocumentedKey): boolean {
  if (facts.known !== "yes") return true;
  if (facts.isGlobal && !listedGlobals.has(facts.entry)) return true;
  const entries = entriesFor(key.toLowerCase());
  const lists = (keys: readonly string[]) => entries.some((entry) => keys.includes(entry));
  return lists(action.keys) || action.resourceTypes.some(({ keys }) => lists(keys));
}
