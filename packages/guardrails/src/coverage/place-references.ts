import type { ObjectiveOutcome, StatementReference } from "./coverage.ts";
import { holdersOf, type StackPair } from "./stack-pair.ts";
import { numberIn, type StatementNumbers } from "./statement-numbers.ts";

/** An outcome whose references are numbers of statements, and which numbers they are. */
export type Summary = {
  readonly number: number;
  readonly outcome: ObjectiveOutcome;
  readonly statements: readonly number[];
};

export function summaryOf(number: number, outcome: ObjectiveOutcome): Summary {
  const statements = new Set<number>();
  mapReferences(outcome, (references) => {
    for (const reference of references) {
      const found = numberIn(reference);
      if (found !== null) statements.add(found);
    }
    return references;
  });
  return { number, outcome, statements: [...statements].sort((one, other) => one - other) };
}

/** What the outcome with its policies depends on: equal texts, equal outcomes. */
export function placeText({ number, statements }: Summary, pair: StackPair): string {
  return `${number}|${statements.map((statement) => holdersOf(pair, statement).join("+")).join(",")}`;
}

/** The outcome with the policies of the way that hold its statements, in one order whatever was decided before. */
export function placeReferences({ outcome }: Summary, pair: StackPair, numbers: StatementNumbers): ObjectiveOutcome {
  return mapReferences(outcome, (references) =>
    references
      .flatMap((reference) => {
        const statement = numberIn(reference);
        if (statement === null) return [reference];
        return holdersOf(pair, statement).flatMap((holder) => numbers.reference(holder) ?? []);
      })
      .sort(compare),
  );
}

function compare(one: StatementReference, other: StatementReference): number {
  if (one.policyId === other.policyId) return one.statement - other.statement;
  return one.policyId < other.policyId ? -1 : 1;
}

/** The outcome with each list of references made anew. */
export function mapReferences(
  outcome: ObjectiveOutcome,
  change: (references: readonly StatementReference[]) => readonly StatementReference[],
): ObjectiveOutcome {
  const { reason, waysOut, deciding, witness } = outcome;
  return {
    ...outcome,
    reason: reason === null ? null : { ...reason, statements: change(reason.statements) },
    waysOut: waysOut.map((way) => ({ ...way, statements: change(way.statements) })),
    deciding: change(deciding),
    witness: witness === null ? null : { ...witness, deniedBy: change(witness.deniedBy) },
  };
}
