import { matchesAction } from "../match-pattern.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

/**
 * A short list of Action patterns that matches all wanted actions and, of the universe, none that is not allowed.
 * A wildcard stands for two actions or more and ends where a word ends, so that a reader knows what it means.
 */
export function safeWildcards(
  wanted: Iterable<string>,
  isAllowed: (action: string) => boolean,
  universe: ActionUniverse,
): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const action of wanted) {
    const service = action.slice(0, action.indexOf(":"));
    const known = byService.get(service);
    if (known === undefined) byService.set(service, [action]);
    else known.push(action);
  }
  return [...byService].sort(byFirst).flatMap(([service, actions]) => {
    const all = universe.actionsOf(service).map(({ name }) => name);
    const patterns = cover(`${service}:`, [...new Set(actions)].sort(), all, isAllowed);
    // A word may begin with another word's pattern: `Re*` takes `Replicate*` in.
    return patterns.filter((one) => !patterns.some((other) => other !== one && matchesAction(other, one)));
  });
}

function byFirst([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** `wanted` and `all` begin with the prefix, which ends where a word does. */
function cover(
  prefix: string,
  wanted: readonly string[],
  all: readonly string[],
  isAllowed: (action: string) => boolean,
): readonly string[] {
  if (wanted.length < 2) return wanted;
  if (all.length > 0 && all.every(isAllowed)) return [`${prefix}*`];
  const groups = new Map<string, string[]>();
  const whole: string[] = [];
  for (const action of wanted) {
    const next = nextWord(action, prefix);
    if (next === null) whole.push(action);
    else groups.set(next, [...(groups.get(next) ?? []), action]);
  }
  const covered = [...groups].flatMap(([word, actions]) =>
    cover(
      word,
      actions,
      // As the wildcard matches, without case: `Re*` is more than the words that begin with it.
      all.filter((action) => action.toLowerCase().startsWith(word.toLowerCase())),
      isAllowed,
    ),
  );
  return [...whole, ...covered].sort();
}

/** The prefix and one more word of a name in camel case; null where nothing follows. */
function nextWord(action: string, prefix: string): string | null {
  const rest = action.slice(prefix.length);
  const [word = ""] = /^([A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|.)/.exec(rest) ?? [];
  return word === "" ? null : prefix + word;
}
