import type { ActionUniverse } from "../universe/action-universe.ts";

const longest = 128;

/** Edits between two texts (insert, delete, replace, swap of neighbours), or `most + 1` where there are more. */
export function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap && row > 1 && column > 1) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = next;
  }
  return last[right.length] ?? most + 1;
}

/**
 * The same by words, for names that somebody shortened: `PutConfigRecorder` is one step from `PutConfigurationRecorder`.
 */
function wordDistance(left: string, right: string, most: number): number {
  const [ours, theirs] = [wordsOf(left), wordsOf(right)];
  if (ours.length !== theirs.length) return most + 1;
  let sum = 0;
  for (const [at, word] of ours.entries()) {
    const other = theirs[at] ?? "";
    const isShort = Math.min(word.length, other.length) >= 3 && (word.startsWith(other) || other.startsWith(word));
    if (word !== other) sum += isShort ? 1 : editDistance(word, other, most);
    if (sum > most) return most + 1;
  }
  return sum;
}

function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[^A-Za-z0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

/** The candidates that differ least from a text, nearest first; none that differs in more than a quarter of it. */
export function nearest(text: string, candidates: Iterable<string>, limit: number): readonly string[] {
  if (text.length > longest) return [];
  const wanted = text.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 4));
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = Math.min(editDistance(wanted, candidate.toLowerCase(), most), wordDistance(text, candidate, most));
    if (distance <= most) near.push({ candidate, distance });
  }
  near.sort((left, right) => left.distance - right.distance || (left.candidate < right.candidate ? -1 : 1));
  return near.slice(0, limit).map(({ candidate }) => candidate);
}

/** Services that the prefix may stand for: `guarduty` gives `guardduty`. */
export function nearestServices(universe: ActionUniverse, prefix: string, limit = 3): readonly string[] {
  return nearest(prefix, universe.services, limit);
}

/** Actions that a name may stand for, in its own service or in those with a similar prefix. Patterns give none. */
export function nearestActions(universe: ActionUniverse, name: string, limit = 3): readonly string[] {
  const colon = name.indexOf(":");
  if (colon === -1 || name.length > longest || /[*?]/.test(name)) return [];
  const prefix = name.slice(0, colon).toLowerCase();
  const own = universe.actionsOf(prefix);
  const services = own.length > 0 ? [prefix] : nearestServices(universe, prefix);
  const found = services.flatMap((service) =>
    nearest(
      `${service}${name.slice(colon)}`,
      universe.actionsOf(service).map((action) => action.name),
      limit,
    ),
  );
  return found.slice(0, limit);
}

/** Condition keys that a name may stand for, global ones and those of the services named. */
export function nearestKeys(
  universe: ActionUniverse,
  key: string,
  services: readonly string[],
  limit = 3,
): readonly string[] {
  const prefix = key.slice(0, Math.max(0, key.indexOf(":"))).toLowerCase();
  const candidates = new Set([...universe.globalKeys.values()].map(({ name }) => name));
  for (const service of new Set([prefix, ...services]))
    for (const { name } of universe.keysOf(service).values()) candidates.add(name);
  // A tag's own name is the customer's: what stands before it is compared.
  const slash = key.indexOf("/");
  const head = slash === -1 ? key : key.slice(0, slash + 1);
  return nearest(head, candidates, limit).map((name) => (name.endsWith("/") ? name + key.slice(slash + 1) : name));
}
