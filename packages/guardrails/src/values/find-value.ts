import { type Clause, passesTest, type ValueTest } from "./clause.ts";
import { type Budget, type FoundText, findText, type TextTest } from "./find-text.ts";
import { lastInstant } from "./instant.ts";
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
export function findValues(domain: KeyDomain, clauses: readonly Clause[], budget?: Budget): FoundValues {
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
    const found = findOne([...everywhere, ...own], budget);
    if (found.kind !== "found") return found;
    if (!values.includes(found.text)) values.push(found.text);
  }
  return { kind: "found", values };
}

/** Whether a key may hold exactly this one value. */
export function allows(clauses: readonly Clause[], value: string): boolean {
  return clauses.every(({ present }) => {
    if (typeof present === "boolean") return present;
    return passesTest(present.test, value) !== present.isNegated;
  });
}

type Asked = { readonly test: ValueTest; readonly isNegated: boolean };

function findOne(asked: readonly Asked[], budget: Budget | undefined): FoundText {
  const texts = asked.flatMap(({ test, isNegated }): TextTest[] =>
    test.kind === "text" ? [{ patterns: test.patterns, isNegated }] : [],
  );
  if (texts.length === asked.length) return findText(texts, budget);
  const candidate = candidatesOf(asked).find((value) =>
    asked.every(({ test, isNegated }) => passesTest(test, value) !== isNegated),
  );
  if (candidate !== undefined) return { kind: "found", text: candidate };
  // Candidates tell all answers of one kind of test apart, not those of several kinds together.
  const isMixed = new Set(asked.map(({ test }) => test.kind)).size > 1;
  return { kind: isMixed ? "over-budget" : "none" };
}

/** Enough values to tell all answers of tests of one kind apart. */
function candidatesOf(asked: readonly Asked[]): readonly string[] {
  const bounds = (kind: "number" | "date") =>
    asked.flatMap(({ test }) => (test.kind === kind && "bounds" in test ? test.bounds : []));
  return [
    ...around(bounds("number"), 1e18).map(String),
    ...around(bounds("date"), Date.parse(lastInstant))
      .filter((value) => value >= 0)
      .map((value) => new Date(value).toISOString()),
    ...asked.flatMap(({ test }) => {
      if (test.kind === "text") return test.patterns.map(({ source }) => source);
      return test.kind === "address" ? edgesOf(test.networks).map(formatAddress) : [];
    }),
  ];
}

/** The bounds, what lies between two of them, and what lies beyond; small ones first. */
function around(bounds: readonly number[], most: number): readonly number[] {
  const sorted = [...new Set(bounds)].sort((left, right) => left - right);
  const first = sorted[0];
  if (first === undefined) return [];
  const between = sorted.flatMap((bound, at) => {
    const next = sorted[at + 1];
    return next === undefined ? [bound, bound + 1] : [bound, (bound + next) / 2];
  });
  return [first - 1, ...between, most, -most].filter((value) => Math.abs(value) <= most);
}
