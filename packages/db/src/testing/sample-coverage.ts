import type {
  ActionCounts,
  Coverage,
  CoverageNode,
  CoverageVerdict,
  ObjectiveOutcome,
  VerdictCounts,
} from "@sekinin/guardrails";
import { coverageVerdicts } from "@sekinin/guardrails";

const noActions: ActionCounts = { stopped: 0, escaping: 0, open: 0, unknown: 0 };

/** An outcome with nothing but its verdict, and what is given. */
export function sampleOutcome(verdict: CoverageVerdict, changes: Partial<ObjectiveOutcome> = {}): ObjectiveOutcome {
  return {
    verdict,
    reason: null,
    actions: noActions,
    hardening: noActions,
    waysOut: [],
    waysOutLeftOff: 0,
    deciding: [],
    witness: null,
    metBy: null,
    ...changes,
  };
}

type SampleClass = {
  readonly accounts: readonly string[];
  readonly outcomes: Readonly<Record<string, ObjectiveOutcome>>;
};

/** Coverage of these classes, by key. */
export function sampleCoverage(classes: Readonly<Record<string, SampleClass>>): Coverage {
  const objectives = new Set(Object.values(classes).flatMap(({ outcomes }) => Object.keys(outcomes)));
  return {
    objectives: [...objectives],
    classes: Object.entries(classes).map(([key, { accounts, outcomes }]) => ({ key, accounts, outcomes })),
  };
}

/** Root and OU above all accounts of `coverage`, as `coverageNodes` would count them. */
export function sampleCoverageNodes(coverage: Coverage, ids: readonly string[]): CoverageNode[] {
  const counts: Record<string, VerdictCounts> = {};
  const worst: Record<string, string> = {};
  for (const objective of coverage.objectives) {
    const verdicts = coverage.classes.flatMap(({ accounts, outcomes }) => {
      const verdict = outcomes[objective]?.verdict;
      return verdict === undefined ? [] : accounts.map((account) => ({ account, verdict }));
    });
    const count = (verdict: CoverageVerdict) => verdicts.filter((one) => one.verdict === verdict).length;
    counts[objective] = coverageVerdicts.map(count) as unknown as VerdictCounts;
    const first = verdicts[0];
    if (first !== undefined) worst[objective] = first.account;
  }
  return ids.map((nodeId) => ({ nodeId, counts, worst }));
}
