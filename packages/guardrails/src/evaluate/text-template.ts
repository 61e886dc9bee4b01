import { matchesMarked } from "../match-pattern.ts";
import { splitVariables, type TextPart } from "../values/variables.ts";

/** Values of a request by key in lower case; a key that is not there is absent. A Map is one. */
export type RequestContext = { get(lowerKey: string): readonly string[] | undefined };

export type PolicyVersion = "2008-10-17" | "2012-10-17";

/** A text whose variables are replaced. `marks` says which characters stand for themselves; null where all wildcards are wild. */
export type ExpandedPattern = { readonly text: string; readonly marks: readonly boolean[] | null };

/**
 * What is made of a policy's list of texts: once where none holds a variable, else for each request. A text with a
 * variable that has no value matches nothing and is left out; a key with several values is no value of a variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function templateOf<T>(
  texts: readonly string[],
  version: PolicyVersion,
  make: (patterns: readonly ExpandedPattern[]) => T,
): (context: RequestContext) => T {
  const all = texts.map((text) => splitVariables(text, version));
  const expandAll = (context: RequestContext) => make(all.flatMap((parts) => expand(parts, context) ?? []));
  if (all.some((parts) => parts.some(({ kind }) => kind === "variable"))) return expandAll;
  const made = expandAll(new Map());
  return () => made;
}

function expand(parts: readonly TextPart[], context: RequestContext): ExpandedPattern | null {
  let text = "";
  let marks: boolean[] | null = null;
  for (const part of parts) {
    const value = part.kind === "text" ? part.text : valueOf(part, context);
    if (value === null) return null;
    const isLiteral = part.kind === "variable" || part.isLiteral;
    if (isLiteral && /[*?]/.test(value)) marks ??= Array<boolean>(text.length).fill(false);
    if (marks !== null) for (let at = 0; at < value.length; at += 1) marks.push(isLiteral);
    text += value;
  }
  return { text, marks };
}

function valueOf(
  { key, fallback }: { readonly key: string; readonly fallback: string | null },
  context: RequestContext,
) {
  const given = context.get(key);
  return given?.length === 1 ? (given[0] ?? fallback) : fallback;
}

/** Whether one of the tests holds. */
export function anyTest(tests: readonly ((value: string) => boolean)[]): (value: string) => boolean {
  const [first, second] = tests;
  if (first === undefined) return () => false;
  return second === undefined ? first : (value) => tests.some((test) => test(value));
}

/** Matches wildcards; the common forms without a walk. */
export function globTest({ text, marks }: ExpandedPattern): (value: string) => boolean {
  if (marks !== null) return (value) => matchesMarked(text, marks, value);
  const wild = text.search(/[*?]/);
  if (wild === -1) return (value) => value === text;
  if (/^\*+$/.test(text)) return () => true;
  if (wild === text.length - 1 && text.endsWith("*")) {
    const prefix = text.slice(0, -1);
    return (value) => value.startsWith(prefix);
  }
  return (value) => matchesMarked(text, null, value);
}

/** A part of an expanded pattern, its marks with it. */
export function slicePattern({ text, marks }: ExpandedPattern, from: number, to: number): ExpandedPattern {
  return { text: text.slice(from, to), marks: marks === null ? null : marks.slice(from, to) };
}
