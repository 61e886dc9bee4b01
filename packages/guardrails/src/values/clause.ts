import { instantOf } from "./instant.ts";
import { type IpNetwork, inNetwork, parseAddress } from "./ip-network.ts";
import { matches, type Pattern } from "./pattern.ts";

/** What one value of a key may be asked. Several patterns, bounds or networks are alternatives. */
export type ValueTest =
  | { readonly kind: "text"; readonly patterns: readonly Pattern[] }
  | { readonly kind: "number" | "date"; readonly comparison: Comparison; readonly bounds: readonly number[] }
  | { readonly kind: "address"; readonly networks: readonly IpNetwork[] };

export type Comparison = "equal" | "below" | "at-most" | "above" | "at-least";

/**
 * What is asked of one key of a request. `all` and `some` speak of keys with several values; a key that is absent has
 * none. `present: true` takes any value, `false` none.
 */
export type Clause = {
  /** Lower case: AWS compares names of keys without case. */
  readonly key: string;
  readonly absent: boolean;
  readonly present: boolean | PresentTest;
};

export type PresentTest = {
  readonly quantifier: "one" | "all" | "some";
  readonly test: ValueTest;
  readonly isNegated: boolean;
};

const opposites = new WeakMap<Clause, Clause>();

/** The clause that holds exactly where the other does not; the same object for the same clause. */
export function negated(clause: Clause): Clause {
  const known = opposites.get(clause);
  if (known !== undefined) return known;
  const { key, absent, present } = clause;
  const made = { key, absent: !absent, present: typeof present === "boolean" ? !present : negatedTest(present) };
  opposites.set(clause, made);
  opposites.set(made, clause);
  return made;
}

const opposite = { one: "one", all: "some", some: "all" } as const;

function negatedTest({ quantifier, test, isNegated }: PresentTest): PresentTest {
  return { quantifier: opposite[quantifier], test, isNegated: !isNegated };
}

/** Whether one value passes a test that is not negated. */
export function passesTest(test: ValueTest, value: string): boolean {
  switch (test.kind) {
    case "text":
      return test.patterns.some((pattern) => matches(pattern, value));
    case "address": {
      const address = parseAddress(value);
      return address !== null && test.networks.some((network) => inNetwork(network, address));
    }
    case "number":
    case "date": {
      const number = test.kind === "number" ? Number(value) : instantOf(value);
      return test.bounds.some((bound) => compare(number, test.comparison, bound));
    }
    default:
      return assertNever(test);
  }
}

function compare(value: number, comparison: Comparison, bound: number): boolean {
  if (comparison === "equal") return value === bound;
  if (comparison === "below") return value < bound;
  if (comparison === "at-most") return value <= bound;
  return comparison === "above" ? value > bound : value >= bound;
}

function assertNever(value: never): never {
  throw new Error(`no such test: ${JSON.stringify(value)}`);
}
