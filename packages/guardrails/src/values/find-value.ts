import { type Clause, passesTest, type ValueTest } from "./clause.ts";
import { findText, type TextTest } from "./find-text.ts";
import { edgesOf, formatAddress } from "./ip-network.ts";

/** What a request may hold of a key. */
export type KeyDomain = {
  readonly presence: "always" | "optional" | "never";
  readonly hasSeveralValues: boolean;
};

/** Values of one key in a request; null where it is absent. */
export type KeyValues = readonly string[] | null;

export type FoundValues =
  | { readonly kind: "found"; readonly values: KeyValues }
  | { readonly kind: "none" }
  | { readonly kind: "over-budget" };

const absent: FoundValues = { kind: "found", values: null };

/**
 * Values of one key with which all clauses hold, if there are any. Exact for texts; for numbers, dates and addresses
 * the edges of what is asked tell all answers apart.
 */
export function findValues(domain: KeyDomain, clauses: readonly Clause[]): FoundValues {
  const mayBeAbsent = domain.presence !== "always" && clauses.every((clause) => clause.absent);
  if (mayBeAbsent) return absent;
  if (domain.presence === "never" || clauses.some(({ present }) => present === false)) return { kind: "none" };
  const asked = clauses.flatMap(({ present }) => (typeof present === "boolean" ? [] : [present]));
  const everywhere = asked.filter(({ quantifier }) => quantifier !== "some");
  const somewhere = asked.filter(({ quantifier }) => quantifier === "some");
  // Each "some" may have a value of its own, which all the others must let pass too.
  const wanted = domain.hasSeveralValues && somewhere.length > 0 ? somewhere.map((one) => [one]) : [somewhere];
  const values: string[] = [];
  for (const own of wanted) {
    const found = findOne([...everywhere, ...own]);
    if (found.kind !== "found") return found;
    if (!values.includes(found.text)) values.push(found.text);
  }
  return { kind: "found", values };
}

type Asked = { readonly test: ValueTest; readonly isNegated: boolean };

function findOne(asked: readonly Asked[]) {
  const texts = asked.flatMap(({ test, isNegated }): TextTest[] =>
    test.kind === "text" ? [{ patterns: test.patterns, isNegated }] : [],
  );
  if (texts.length === asked.length) return findText(texts);
  const candidate = candidatesOf(asked).find((value) =>
    asked.every(({ test, isNegated }) => passesTest(test, value) !== isNegated),
  );
  return candidate === undefined ? ({ kind: "none" } as const) : ({ kind: "found", text: candidate } as const);
}

/** Enough values to tell all answers of these tests apart. */
function candidatesOf(asked: readonly Asked[]): readonly string[] {
  return asked.flatMap(({ test }) => {
    if (test.kind === "text") return test.patterns.map(({ source }) => source);
    if (test.kind === "address") return edgesOf(test.networks).map(formatAddress);
    const bounds = asked.flatMap((other) => (other.test.kind === test.kind ? other.test.bounds : []));
    return around(bounds).map((value) => (test.kind === "number" ? String(value) : new Date(value).toISOString()));
  });
}

function around(bounds: readonly number[]): readonly number[] {
  const sorted = [...new Set(bounds)].sort((left, right) => left - right);
  return sorted.flatMap((bound, at) => {
    const next = sorted[at + 1];
    return [...(at === 0 ? [bound - 1] : []), bound, next === undefined ? bound + 1 : (bound + next) / 2];
  });
}
