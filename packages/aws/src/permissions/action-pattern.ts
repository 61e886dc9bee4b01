/** An IAM action pattern that is exact or ends in its only `*`, as ours all are. */
function partsOf(pattern: string): { readonly prefix: string; readonly isOpen: boolean } {
  const lower = pattern.toLowerCase();
  return lower.endsWith("*") ? { prefix: lower.slice(0, -1), isOpen: true } : { prefix: lower, isOpen: false };
}

/** Whether some action matches both patterns. Case does not count, as in IAM. */
export function patternsMeet(one: string, other: string): boolean {
  const [first, second] = [partsOf(one), partsOf(other)];
  if (first.isOpen && second.isOpen) {
    return first.prefix.startsWith(second.prefix) || second.prefix.startsWith(first.prefix);
  }
  if (first.isOpen) return second.prefix.startsWith(first.prefix);
  if (second.isOpen) return first.prefix.startsWith(second.prefix);
  return first.prefix === second.prefix;
}
