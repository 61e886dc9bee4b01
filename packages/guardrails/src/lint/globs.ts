import { isEveryResource, matchesPattern } from "../match-pattern.ts";
import { findText } from "../values/find-text.ts";
import { globPattern, written } from "../values/pattern.ts";

/** Beyond this a pattern is hostile, and nothing is concluded from it. */
const longest = 512;

/** Whether some text matches both patterns. True where that is too dear to find out. */
export function globsMeet(left: string, right: string): boolean {
  if (isEveryResource(left) || isEveryResource(right)) return true;
  if (!headsMeet(left, right)) return false;
  if (!/[*?]/.test(right)) return matchesPattern(left, right);
  if (!/[*?]/.test(left)) return matchesPattern(right, left);
  if (left.length > longest || right.length > longest) return true;
  // Most patterns that meet do so at the first text that comes to mind.
  if (matchesPattern(left, right.replaceAll("*", "")) || matchesPattern(right, left.replaceAll("*", ""))) return true;
  return findText([wanted([left], false), wanted([right], false)]).kind !== "none";
}

/** What stands before the first wildcard must agree as far as both go. */
function headsMeet(left: string, right: string): boolean {
  const one = headOf(left);
  const other = headOf(right);
  return one.startsWith(other) || other.startsWith(one);
}

function headOf(pattern: string): string {
  const at = pattern.search(/[*?]/);
  return at === -1 ? pattern : pattern.slice(0, at);
}

/** Whether every text of one pattern matches one of the others. False where that is too dear to find out. */
export function globWithin(inner: string, outer: readonly string[]): boolean {
  if (outer.some((pattern) => pattern === inner || isEveryResource(pattern))) return true;
  const near = outer.filter((pattern) => pattern.length <= longest && headsMeet(inner, pattern));
  if (!/[*?]/.test(inner)) return near.some((pattern) => matchesPattern(pattern, inner));
  if (near.length === 0 || near.length > 50 || inner.length > longest) return false;
  return findText([wanted([inner], false), wanted(near, true)]).kind === "none";
}

function wanted(patterns: readonly string[], isNegated: boolean) {
  return { patterns: patterns.map((pattern) => globPattern(written(pattern))), isNegated };
}
