import type { PatternPiece } from "./pattern.ts";

/** Values that stand for variables: fixed ones of the account and organisation; null is a key without value. */
export type VariableValues = (key: string) => string | null | "varies";

export type ExpandedText =
  | { readonly kind: "pieces"; readonly pieces: readonly PatternPiece[] }
  /** A variable without value: the text matches nothing. */
  | { readonly kind: "nothing" }
  /** A variable whose value differs from request to request. */
  | { readonly kind: "varies"; readonly key: string };

const variable = /\$\{([^}]*)\}/g;

/**
 * Replaces policy variables. They live under Version 2012-10-17 only; elsewhere they are literal text. `${*}`, `${?}`
 * and `${$}` are the characters themselves; `${key, 'x'}` has a default.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandText(text: string, version: "2008-10-17" | "2012-10-17", valueOf: VariableValues): ExpandedText {
  if (version === "2008-10-17" || !text.includes("${")) return { kind: "pieces", pieces: [{ text, isLiteral: false }] };
  const pieces: PatternPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(variable)) {
    const inside = (match[1] ?? "").trim();
    pieces.push({ text: text.slice(from, match.index), isLiteral: false });
    from = match.index + match[0].length;
    if (inside === "*" || inside === "?" || inside === "$") {
      pieces.push({ text: inside, isLiteral: true });
      continue;
    }
    const [, key = inside, fallback] = /^([^,]*?)\s*(?:,\s*'(.*)')?$/.exec(inside) ?? [];
    const value = valueOf(key.toLowerCase());
    if (value === "varies") return { kind: "varies", key: key.toLowerCase() };
    const used = value ?? fallback;
    if (used === undefined) return { kind: "nothing" };
    pieces.push({ text: used, isLiteral: true });
  }
  pieces.push({ text: text.slice(from), isLiteral: false });
  return { kind: "pieces", pieces: pieces.filter((piece) => piece.text !== "") };
}
