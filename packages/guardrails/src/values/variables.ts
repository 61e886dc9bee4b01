/** A policy text taken apart. `isLiteral`: wildcards in it are characters like others. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string; readonly isLiteral: boolean }
  /** `name` is the key as written, `key` the same in lower case. */
  | { readonly kind: "variable"; readonly name: string; readonly key: string; readonly fallback: string | null };

/**
 * Finds policy variables, in one pass. They live under Version 2012-10-17 only; elsewhere they are literal text. `${*}`,
 * `${?}` and `${$}` are the characters themselves; `${key, 'x'}` has a default.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function splitVariables(text: string, version: "2008-10-17" | "2012-10-17"): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  while (version === "2012-10-17") {
    const start = text.indexOf("${", from);
    const end = start === -1 ? -1 : text.indexOf("}", start);
    if (end === -1) break;
    if (start > from) parts.push({ kind: "text", text: text.slice(from, start), isLiteral: false });
    parts.push(partOf(text.slice(start + 2, end).trim()));
    from = end + 1;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: "text", text: text.slice(from), isLiteral: false });
  return parts;
}

function partOf(inside: string): TextPart {
  if (inside === "*" || inside === "?" || inside === "$") return { kind: "text", text: inside, isLiteral: true };
  const comma = inside.indexOf(",");
  const quoted = comma === -1 ? "" : inside.slice(comma + 1).trim();
  const hasDefault = quoted.length >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
  const name = hasDefault ? inside.slice(0, comma).trim() : inside;
  return { kind: "variable", name, key: name.toLowerCase(), fallback: hasDefault ? quoted.slice(1, -1) : null };
}
