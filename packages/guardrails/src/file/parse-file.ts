import { jsonErrorAt } from "../json-error.ts";
import type { Problems } from "./checked-value.ts";

/** The JSON of a file, or undefined and a problem that tells line and column. */
export function parseFile(text: string, mostCharacters: number, problems: Problems): unknown {
  if (text.length > mostCharacters) {
    problems.add("", "too-large", `at most ${mostCharacters} characters`);
    return undefined;
  }
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch {
    const before = json.slice(0, jsonErrorAt(json) ?? 0).split("\n");
    problems.add(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`, "not-json", "JSON");
    return undefined;
  }
}
