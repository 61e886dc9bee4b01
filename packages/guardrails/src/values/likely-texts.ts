import type { Pattern, Token } from "./pattern.ts";

const arnParts = 6;

type Part = { readonly text: string; readonly literals: number; readonly isPlain: boolean };

const known = new WeakMap<Pattern, readonly Part[]>();

/** A pattern by its colons, its wildcards as short as can be: five parts, and the rest. */
function partsOf(pattern: Pattern): readonly Part[] {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const parts: Token[][] = [[]];
  for (const token of pattern.tokens) {
    const isColon = token.kind === "character" && token.character === ":";
    if (isColon && parts.length < arnParts) parts.push([]);
    else parts[parts.length - 1]?.push(token);
  }
  const made = parts.map((tokens) => ({
    text: tokens
      .map((token) => (token.kind === "character" ? token.character : token.kind === "any" ? "x" : ""))
      .join(""),
    literals: tokens.filter(({ kind }) => kind === "character").length,
    isPlain: tokens.every(({ kind }) => kind === "character"),
  }));
  known.set(pattern, made);
  return made;
}

/**
 * Texts that all patterns may match: part by part, that of the pattern which says most. Guesses, to spare a walk; who
 * takes one checks it.
 */
export function candidatesOf(patterns: readonly Pattern[]): readonly string[] {
  const all = patterns.map(partsOf);
  const count = Math.max(...all.map((parts) => parts.length));
  const text: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const here = all.flatMap((parts) => (parts.length === count ? (parts[at] ?? []) : []));
    const best = here.reduce<Part | null>(
      (most, part) => (most === null || weight(part) > weight(most) ? part : most),
      null,
    );
    text.push(best?.text ?? "");
  }
  const whole = text.join(":");
  return whole === "" ? ["x"] : [whole, `${whole}x`];
}

/** A part without wildcards allows nothing else. */
function weight({ literals, isPlain }: Part): number {
  return isPlain && literals > 0 ? 10_000 + literals : literals;
}
