import { type Automaton, automatonOf, dead, OverBudget, start } from "./automaton.ts";
import { candidatesOf } from "./likely-texts.ts";
import { covers, matches, type Pattern } from "./pattern.ts";
import { canMeet } from "./pattern-pairs.ts";

/** A text must match one of the patterns, or none of them. */
export type TextTest = { readonly patterns: readonly Pattern[]; readonly isNegated: boolean };

export type FoundText =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "none" }
  /** Too much work for the budget: nobody may conclude anything. */
  | { readonly kind: "over-budget" };

/** Steps of automata that one look at two patterns' writing costs. */
const coverSteps = 4;
const mostStates = 4_096;

/** What questions may cost together, in steps of automata; what was spent is taken away. */
export type Budget = { steps: number };
export const mostSteps = 300_000;

/**
 * A text that passes all tests. Exact: `none` means that no text whatever passes. One pattern of each test is taken at
 * a time, what plainly cannot meet is left out, and the rest is decided by a walk over the product of the automata.
 */
export function findText(tests: readonly TextTest[], budget: Budget = { steps: mostSteps }): FoundText {
  const wanted = tests.filter(({ isNegated }) => !isNegated).map(({ patterns }) => patterns);
  const refused = tests.flatMap(({ patterns, isNegated }) => (isNegated ? patterns : []));
  wanted.sort((left, right) => left.length - right.length);
  try {
    const text = search(wanted, [], refused, budget);
    return text === null ? { kind: "none" } : { kind: "found", text };
  } catch (error) {
    if (error instanceof OverBudget) return { kind: "over-budget" };
    throw error;
  }
}

function search(
  wanted: readonly (readonly Pattern[])[],
  chosen: readonly Pattern[],
  refused: readonly Pattern[],
  budget: Budget,
): string | null {
  const [patterns, ...rest] = wanted;
  if (patterns === undefined) return meet(chosen, refused, budget);
  for (const pattern of patterns) {
    spend(budget, 1 + chosen.length);
    if (chosen.some((other) => !canMeet(pattern, other, budget))) continue;
    // What takes in a pattern chosen already adds nothing.
    const isWider = chosen.some((other) => covers(pattern, other));
    spend(budget, coverSteps * (chosen.length + (isWider ? 0 : refused.length)));
    if (!isWider && refused.some((other) => other === pattern || covers(other, pattern))) continue;
    const text = search(rest, isWider ? chosen : [...chosen, pattern], refused, budget);
    if (text !== null) return text;
    if (isWider) return null;
  }
  return null;
}

function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new OverBudget();
}

/** A text of all the chosen patterns and of none of the refused ones. */
function meet(chosen: readonly Pattern[], refused: readonly Pattern[], budget: Budget): string | null {
  const near = refused.filter((pattern) => chosen.every((other) => canMeet(pattern, other, budget)));
  const only = chosen.find(
    ({ tokens, ignoresCase }) => !ignoresCase && tokens.every(({ kind }) => kind === "character"),
  );
  if (only !== undefined) {
    const text = only.tokens.map((token) => (token.kind === "character" ? token.character : "")).join("");
    const passes = chosen.every((one) => matches(one, text)) && !near.some((one) => matches(one, text));
    return passes ? text : null;
  }
  const likely = candidatesOf(chosen).find(
    (text) => chosen.every((one) => matches(one, text)) && !near.some((one) => matches(one, text)),
  );
  return likely ?? walk(chosen, near, budget);
}

type Reached = { readonly states: readonly number[]; readonly text: string };

/** A shortest text, breadth first. Characters that no pattern names are all alike, so that one stands for them. */
function walk(chosen: readonly Pattern[], refused: readonly Pattern[], budget: Budget): string | null {
  const automata = [...chosen, ...refused].map(automatonOf);
  const other = otherCharacters([...chosen, ...refused]);
  const passes = ({ states }: Reached) =>
    states.every((state, at) => (automata[at]?.accepts(state) ?? false) === at < chosen.length);
  const seen = new Set<string>();
  let level: Reached[] = [{ states: automata.map(() => start), text: "" }];
  while (level.length > 0) {
    const next: Reached[] = [];
    for (const reached of level) {
      if (passes(reached)) return reached.text;
      const characters = new Set(other);
      reached.states.forEach((state, at) => {
        for (const character of automata[at]?.expected(state) ?? []) characters.add(character);
      });
      spend(budget, characters.size * automata.length);
      for (const character of characters) {
        const states = advance(automata, reached.states, character, chosen.length);
        if (states === null) continue;
        const key = states.join(",");
        if (seen.has(key)) continue;
        if (seen.size >= mostStates) throw new OverBudget();
        seen.add(key);
        next.push({ states, text: reached.text + character });
      }
    }
    level = next;
  }
  return null;
}

/** Null where one of the patterns that must match cannot any more. */
function advance(
  automata: readonly Automaton[],
  states: readonly number[],
  character: string,
  wanted: number,
): readonly number[] | null {
  const next: number[] = [];
  for (let at = 0; at < automata.length; at += 1) {
    const state = automata[at]?.step(states[at] ?? dead, character) ?? dead;
    if (state === dead && at < wanted) return null;
    next.push(state);
  }
  return next;
}

/** A letter and a colon stand for all that no pattern names: the colon is what wildcards of ARN parts stop at. */
function otherCharacters(patterns: readonly Pattern[]): readonly string[] {
  const named = new Set<string>();
  for (const { tokens } of patterns) {
    for (const token of tokens) {
      if (token.kind === "character") named.add(token.character.toLowerCase()).add(token.character.toUpperCase());
    }
  }
  const letter = Array.from("xyzwvutsrqponmlkjihgfedcba0123456789-_./@=+,~").find((character) => !named.has(character));
  return [letter ?? "\u00a4", ":"];
}
