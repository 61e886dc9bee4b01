import type { PatternPiece } from "./pattern.ts";
import { splitVariables } from "./variables.ts";

/** Stands for values that differ from request to request. */
export const varies: unique symbol = Symbol("varies");

/** Values that stand for variables: fixed ones of the account and organisation; null is a key without value. */
export type VariableValues = (key: string) => string | null | typeof varies;

export type ExpandedText =
  | { readonly kind: "pieces"; readonly pieces: readonly PatternPiece[] }
  /** A variable without value: the text matches nothing. */
  | { readonly kind: "nothing" }
  /** A variable whose value differs from request to request. */
  | { readonly kind: "varies"; readonly key: string };

/** Replaces policy variables, see `splitVariables`. */
export function expandText(text: string, version: "2008-10-17" | "2012-10-17", valueOf: VariableValues): ExpandedText {
  const pieces: PatternPiece[] = [];
  for (const part of splitVariables(text, version)) {
    if (part.kind === "text") {
      pieces.push(part);
      continue;
    }
    const value = valueOf(part.key);
    if (value === varies) return { kind: "varies", key: part.key };
    const used = value ?? part.fallback;
    if (used === null) return { kind: "nothing" };
    pieces.push({ text: used, isLiteral: true });
  }
  return { kind: "pieces", pieces };
}
