import { createHash } from "node:crypto";
import { Failure } from "@sekinin/config";

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id that is no UUID belongs to nothing, so a verb answers as for an absent one instead of asking. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}

/** A text that PostgreSQL can hold: NUL and lone surrogates become U+FFFD. AWS's names are a stranger's input. */
export function storableText(text: string): string {
  // Read by code points, only a surrogate without its other half is one.
  return text.replaceAll("\u0000", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** JSON text that jsonb can hold, of any value that `JSON.stringify` takes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) => {
    if (typeof item === "string") return storableText(item);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    const names = Object.keys(item);
    if (names.every((name) => storableText(name) === name)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [storableText(name), inner]));
  });
}

const mostKeyBytes = 1_024;

/**
 * A text short enough for an index row, at most `mostBytes` (64 or more); a longer one keeps its beginning and ends in
 * 128 bits of its own SHA-256.
 */
export function boundedKey(text: string, mostBytes = mostKeyBytes): string {
  const clean = storableText(text);
  if (Buffer.byteLength(clean) <= mostBytes) return clean;
  const digest = createHash("sha256").update(clean).digest("hex").slice(0, 32);
  return `${storableText(clean.slice(0, Math.floor(mostBytes / 8)))}#${digest}`;
}

/** Most bytes of an account's id or a Region's name: four times what AWS gives. */
export const mostIdBytes = 64;

/** A name for pages, at most 256 characters. */
export function boundedName(text: string): string {
  const clean = storableText(text);
  return clean.length <= 256 ? clean : `${storableText(clean.slice(0, 255))}…`;
}

/** A text that a person typed: refused where it is empty, too long, or holds what PostgreSQL cannot. */
export function typedText(field: string, text: string, longest: number): string {
  if (text.length === 0 || text.length > longest || storableText(text) !== text) {
    const problem = `\`${field}\` must have 1 to ${longest} characters and no NUL.`;
    throw new Failure("input.invalid", { detail: { field, problem } });
  }
  return text;
}

/** A JSON value as jsonb will give it back. */
export function storableParsed(value: unknown): unknown {
  return JSON.parse(storableJson(value));
}

/** JSON text with fields in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
