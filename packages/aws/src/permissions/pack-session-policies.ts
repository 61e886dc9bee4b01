import { patternsMeet } from "./action-pattern.ts";
import { deniedReads } from "./denied-reads.ts";

/** AWS's limit for an inline session policy, in characters. */
export const sessionPolicyCharacters = 2_048;

/** One inline session policy and the actions that are called under it. */
export type SessionPack = { readonly policy: string; readonly actions: readonly string[] };

/**
 * Session policies that allow `actions` and nothing else, in as few as hold them. Exact names where one policy holds
 * all; else a wildcard may stand for several of them where it saves a policy, and only where every action that it
 * matches reads settings: a prefix of Get, List or Describe that meets no denied read.
 * Throws RangeError for an action that alone is too long.
 */
export function packSessionPolicies(actions: readonly string[]): readonly SessionPack[] {
  const wanted = [...new Set(actions)].toSorted();
  const exact = fill(wanted.map((action) => ({ pattern: action, actions: [action] })));
  if (exact.length <= 1) return exact;
  const short = fill(shortened(wanted));
  return short.length < exact.length ? short : exact;
}

type Entry = { readonly pattern: string; readonly actions: readonly string[] };

function fill(entries: readonly Entry[]): readonly SessionPack[] {
  const packs: Entry[][] = [];
  for (const entry of entries) {
    const last = packs.at(-1);
    if (last !== undefined && policyOf([...last, entry]).length <= sessionPolicyCharacters) last.push(entry);
    else if (policyOf([entry]).length <= sessionPolicyCharacters) packs.push([entry]);
    else throw new RangeError(`the action \`${entry.pattern.slice(0, 64)}\` fits no session policy`);
  }
  return packs.map((pack) => ({ policy: policyOf(pack), actions: pack.flatMap((entry) => entry.actions) }));
}

function policyOf(entries: readonly Entry[]): string {
  const Action = entries.map(({ pattern }) => pattern);
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

const readingVerb = /^[a-z0-9-]+:(?:Get|List|Describe)(?=[A-Z*]|$)/;

/** Actions of one service and verb become one pattern: the verb alone where that is safe, else by the word after it. */
function shortened(actions: readonly string[]): readonly Entry[] {
  return groups(actions, (action) => readingVerb.exec(action)?.[0] ?? action).flatMap(([prefix, group]) => {
    if (group.length < 2) return exactly(group);
    if (isSafeWildcard(`${prefix}*`)) return [{ pattern: `${prefix}*`, actions: group }];
    const word = (action: string) => /^[A-Z][a-z0-9]*/.exec(action.slice(prefix.length))?.[0] ?? "";
    return groups(group, (action) => prefix + word(action)).flatMap(([longer, members]) =>
      members.length > 1 && isSafeWildcard(`${longer}*`)
        ? [{ pattern: `${longer}*`, actions: members }]
        : exactly(members),
    );
  });
}

function groups(
  actions: readonly string[],
  keyOf: (action: string) => string,
): readonly (readonly [string, string[]])[] {
  const found = new Map<string, string[]>();
  for (const action of actions) {
    const key = keyOf(action);
    const group = found.get(key);
    if (group === undefined) found.set(key, [action]);
    else group.push(action);
  }
  return [...found];
}

function exactly(actions: readonly string[]): readonly Entry[] {
  return actions.map((action) => ({ pattern: action, actions: [action] }));
}

/** Whether a wildcard matches nothing but reads of settings. */
export function isSafeWildcard(pattern: string): boolean {
  return (
    pattern.endsWith("*") && readingVerb.test(pattern) && !deniedReads.some((denied) => patternsMeet(pattern, denied))
  );
}
