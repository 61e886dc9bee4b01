import type { Objective } from "@sekinin/guardrails";
import {
  type CoverageVerdict,
  coverageVerdicts,
  type ObjectiveOutcome,
  verdictsWorstFirst,
} from "@sekinin/guardrails/coverage";
import { responsibilityDomains } from "@sekinin/responsibility";

/** One objective in one account. */
export type OutcomeRow = { readonly objective: Objective; readonly outcome: ObjectiveOutcome };

/** Objectives that were decided of an account, worst first, then by domain. Ids of other releases are left out. */
export function outcomeRows(
  objectives: readonly Objective[],
  outcomes: Readonly<Record<string, ObjectiveOutcome>>,
  verdict: CoverageVerdict | null = null,
): OutcomeRow[] {
  const domain = (id: string) => responsibilityDomains.findIndex((known) => known === id);
  return objectives
    .flatMap((objective) => {
      const outcome = outcomes[objective.id];
      return outcome === undefined || (verdict !== null && outcome.verdict !== verdict) ? [] : [{ objective, outcome }];
    })
    .sort(
      (a, b) =>
        verdictsWorstFirst.indexOf(a.outcome.verdict) - verdictsWorstFirst.indexOf(b.outcome.verdict) ||
        domain(a.objective.domain) - domain(b.objective.domain),
    );
}

/** How many objectives stand at each verdict. */
export function verdictTally(outcomes: Readonly<Record<string, ObjectiveOutcome>>): Record<CoverageVerdict, number> {
  const tally = Object.fromEntries(coverageVerdicts.map((verdict) => [verdict, 0])) as Record<CoverageVerdict, number>;
  for (const { verdict } of Object.values(outcomes)) tally[verdict] += 1;
  return tally;
}
