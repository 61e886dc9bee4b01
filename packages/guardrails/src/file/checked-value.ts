/** What keeps a file from being read. `path` is the place, `expected` what would do: `a list`, `12 digits`. */
export type FileProblem = {
  readonly path: string;
  readonly code:
    | "too-large"
    | "not-json"
    | "missing"
    | "wrong-type"
    | "wrong-value"
    | "duplicate-key"
    | "lone-surrogate";
  readonly expected: string;
};

const mostProblems = 50;

/** Collects problems while a value is read, so that a person mends a file once. */
export type Problems = {
  readonly list: readonly FileProblem[];
  add(path: string, code: FileProblem["code"], expected: string): void;
};

export function collectProblems(): Problems {
  const list: FileProblem[] = [];
  return {
    list,
    add: (path, code, expected) => {
      if (list.length < mostProblems) list.push({ path, code, expected });
    },
  };
}

export type JsonObject = Readonly<Record<string, unknown>>;

const nothing: JsonObject = {};

export function objectAt(value: unknown, path: string, problems: Problems): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject; // the line makes it true: JSON's objects have string keys only
  problems.add(path, value === undefined ? "missing" : "wrong-type", "an object");
  return nothing;
}

/** Empty where it is absent and may be. */
export function listAt(value: unknown, path: string, problems: Problems, isOptional = false): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined || !isOptional) problems.add(path, value === undefined ? "missing" : "wrong-type", "a list");
  return [];
}

export type TextRule = { readonly pattern: RegExp; readonly expected: string };

/** Any text that is not empty; AWS's longest name has 128 characters, its longest ARN 2,048. */
export const anyText: TextRule = { pattern: /^.{1,2048}$/su, expected: "a text of 1 to 2,048 characters" };

export function textAt(value: unknown, path: string, problems: Problems, rule: TextRule = anyText): string {
  if (typeof value !== "string") {
    problems.add(path, value === undefined ? "missing" : "wrong-type", rule.expected);
    return "";
  }
  if (/\p{Surrogate}/u.test(value)) problems.add(path, "lone-surrogate", "whole characters");
  else if (!rule.pattern.test(value)) problems.add(path, "wrong-value", rule.expected);
  return value;
}

/** One of a few texts; `fallback` where it is absent. */
export function choiceAt<T extends string>(
  value: unknown,
  path: string,
  problems: Problems,
  { choices, fallback }: { readonly choices: readonly T[]; readonly fallback?: T },
): T {
  if (value === undefined && fallback !== undefined) return fallback;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const code = value === undefined ? "missing" : typeof value === "string" ? "wrong-value" : "wrong-type";
  problems.add(path, code, choices.map((choice) => `"${choice}"`).join(" or "));
  return choices[0] ?? (fallback as T); // a list of choices is never empty
}

export function textsAt(value: unknown, path: string, problems: Problems, rule: TextRule = anyText): readonly string[] {
  return listAt(value, path, problems).map((entry, at) => textAt(entry, `${path}[${at}]`, problems, rule));
}
