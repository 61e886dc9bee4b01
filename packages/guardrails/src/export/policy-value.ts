import { parsePolicyDocument } from "../parse-policy.ts";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * A policy's text as a value that a template can hold, or null where it must stay text: what is no JSON, is nested too
 * deep, or holds a key twice would not come back as it was. Policies of other types have their own languages, so that
 * only these reasons count.
 */
export function policyValue(text: string): { readonly [name: string]: JsonValue } | null {
  const parsed = parsePolicyDocument(text);
  const breaking = new Set<string>(["too-large", "too-deep", "not-json", "not-an-object", "duplicate-key"]);
  if (parsed.status === "problem" && breaking.has(parsed.problem.code)) return null;
  const value: unknown = JSON.parse(text);
  return value as { readonly [name: string]: JsonValue }; // the parser has seen an object
}

/**
 * JSON that every reader of UTF-8 takes: half a surrogate pair, which `JSON.stringify` writes as an escape, becomes the
 * replacement character.
 */
export function jsonText(value: JsonValue, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g, (escape, half) =>
    half === undefined ? escape : "\ufffd",
  );
}

/**
 * A name for a resource in a template: letters and digits, unique among `taken` (which it joins). Names of policies may
 * hold any character.
 */
export function resourceName(name: string, taken: Set<string>, style: "camel" | "snake"): string {
  const words = name.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
  const joined =
    style === "camel"
      ? words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("")
      : words.map((word) => word.toLowerCase()).join("_");
  const base = `${/^[A-Za-z]/.test(joined) ? "" : style === "camel" ? "Policy" : "policy_"}${joined}`.slice(0, 60);
  let unique = base;
  for (let count = 2; taken.has(unique); count += 1) unique = `${base}${style === "camel" ? "" : "_"}${count}`;
  taken.add(unique);
  return unique;
}
