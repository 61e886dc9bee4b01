import { accepts, expected, type Pattern, type Positions, startOf, step } from "./pattern.ts";

/** A text must match one of the patterns, or none of them. */
export type TextTest = { readonly patterns: readonly Pattern[]; readonly isNegated: boolean };

export type FoundText =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "none" }
  /** Too many states for the budget: nobody may conclude anything. */
  | { readonly kind: "over-budget" };

const mostStates = 4_096;

type State = { readonly positions: readonly (readonly Positions[])[]; readonly text: string };

/**
 * A shortest text that passes all tests, by a breadth-first walk over the product of the patterns' automata. Exact:
 * `none` means that no text whatever passes. Characters that no pattern names are all alike, so that one stands for
 * them.
 */
export function findText(tests: readonly TextTest[]): FoundText {
  const other = otherCharacters(tests);
  const start: State = { positions: tests.map(({ patterns }) => patterns.map(startOf)), text: "" };
  if (isDead(tests, start)) return { kind: "none" };
  const seen = new Set([keyOf(start)]);
  let level: State[] = [start];
  while (level.length > 0) {
    const passing = level.find((state) => passes(tests, state));
    if (passing !== undefined) return { kind: "found", text: passing.text };
    const next: State[] = [];
    for (const state of level) {
      for (const character of charactersFrom(tests, state, other)) {
        const reached = advance(tests, state, character);
        if (isDead(tests, reached)) continue;
        const key = keyOf(reached);
        if (seen.has(key)) continue;
        if (seen.size >= mostStates) return { kind: "over-budget" };
        seen.add(key);
        next.push(reached);
      }
    }
    level = next;
  }
  return { kind: "none" };
}

/** A letter and a colon stand for all that no pattern names: the colon is what wildcards of ARN parts stop at. */
function otherCharacters(tests: readonly TextTest[]): readonly string[] {
  const named = new Set(
    tests.flatMap(({ patterns }) =>
      patterns.flatMap(({ tokens }) =>
        tokens.flatMap((token) =>
          token.kind === "character" ? [token.character.toLowerCase(), token.character.toUpperCase()] : [],
        ),
      ),
    ),
  );
  const letter = [..."xyzwvutsrqponmlkjihgfedcba0123456789-_./@=+,~"].find((character) => !named.has(character));
  return [letter ?? "\u00a4", ":"];
}

function charactersFrom(tests: readonly TextTest[], state: State, other: readonly string[]): Iterable<string> {
  const characters = new Set(other);
  tests.forEach(({ patterns }, test) => {
    patterns.forEach((pattern, at) => {
      for (const character of expected(pattern, state.positions[test]?.[at] ?? [])) characters.add(character);
    });
  });
  return characters;
}

function advance(tests: readonly TextTest[], { positions, text }: State, character: string): State {
  return {
    positions: tests.map(({ patterns }, test) =>
      patterns.map((pattern, at) => step(pattern, positions[test]?.[at] ?? [], character)),
    ),
    text: text + character,
  };
}

/** A test that must match one of its patterns, and of which none can match any more. */
function isDead(tests: readonly TextTest[], { positions }: State): boolean {
  return tests.some(
    ({ isNegated }, test) => !isNegated && (positions[test] ?? []).every((reached) => reached.length === 0),
  );
}

function passes(tests: readonly TextTest[], { positions }: State): boolean {
  return tests.every(
    ({ patterns, isNegated }, test) =>
      patterns.some((pattern, at) => accepts(pattern, positions[test]?.[at] ?? [])) !== isNegated,
  );
}

function keyOf({ positions }: State): string {
  return positions.map((test) => test.map((reached) => reached.join(",")).join(";")).join("|");
}
