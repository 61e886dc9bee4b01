import { splitOperator } from "../condition-operator.ts";
import { arnPattern } from "../values/pattern.ts";
import { expandText } from "../values/policy-text.ts";
import { splitVariables, type TextPart } from "../values/variables.ts";
import type { KeySpace } from "./key-space.ts";
import type { LiteralSource } from "./obligations.ts";

/**
 * Texts of a statement's part whose variables stand for what is one account's, as StringLike would write them: the
 * answer is that of many accounts, so that these variables stay. Null where there is no such variable.
 */
export function accountTexts(source: LiteralSource, space: KeySpace): readonly string[] | null {
  if (source === null) return null;
  const { version, statement } = source.placed;
  const condition = source.condition === null ? undefined : statement.conditions[source.condition];
  const texts = condition?.values ?? statement.resources ?? statement.notResources ?? [];
  const split = texts.map((text) => splitVariables(text, version));
  if (!split.flat().some((part) => part.kind === "variable" && space.isOfAccount(part.key))) return null;
  const name = condition === undefined ? "stringlike" : splitOperator(condition.operator).name;
  const hasWildcards = /like|^arn/.test(name);
  return texts.flatMap((text, at) => {
    const expanded = expandText(text, version, (key) => space.valueOf(key));
    if (expanded.kind !== "pieces" || (name.startsWith("arn") && arnPattern(expanded.pieces) === null)) return [];
    return [(split[at] ?? []).map((part) => textOf(part, hasWildcards, space)).join("")];
  });
}

function textOf(part: TextPart, hasWildcards: boolean, space: KeySpace): string {
  if (part.kind === "text") return escaped(part.text, hasWildcards && !part.isLiteral);
  if (space.isOfAccount(part.key)) return `\${${part.name}}`;
  const value = space.valueOf(part.key);
  return escaped((typeof value === "string" ? value : part.fallback) ?? "", false);
}

function escaped(text: string, hasWildcards: boolean): string {
  return text.replace(hasWildcards ? /\$(?=\{)/g : /[*?$]/g, (character) => `\${${character}}`);
}
