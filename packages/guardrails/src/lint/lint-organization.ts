import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import { positionOf } from "../policy-positions.ts";
import { lintAttachments } from "./lint-attachments.ts";
import { lintLockouts, type ServicesInUse } from "./lint-lockouts.ts";
import { lintPolicy } from "./lint-policy.ts";
import type { LintProblem } from "./lint-problem.ts";
import { lintSelfMade } from "./lint-self-made.ts";
import { lintShadows } from "./lint-shadows.ts";
import { lintQuotas } from "./lint-size.ts";
import { lintTree } from "./lint-tree.ts";

export type LintOptions = {
  /** Services that a crawl saw in use, for what locks them out. */
  readonly inUse?: ServicesInUse;
  /** Whose quotas count, `YYYY-MM-DD`; the newest known ones without it. */
  readonly day?: string;
};

const severities = ["error", "warning", "note"] as const;

/** All that is wrong with an organisation's policies, errors first. Never throws; seconds for thousands of policies. */
export function lintOrganization(compiled: CompiledOrganization, options: LintOptions = {}): readonly LintProblem[] {
  const problems = [
    ...lintTexts(compiled, options.day),
    ...lintAttachments(compiled),
    ...lintQuotas(compiled, options.day),
    ...lintShadows(compiled),
    ...lintSelfMade(compiled),
    ...lintLockouts(compiled, options.inUse),
    ...lintTree(compiled),
  ];
  const placed = problems.map((problem) => withPosition(compiled, problem));
  return severities.flatMap((severity) => placed.filter((problem) => problem.severity === severity));
}

/** The place in the policy's own text of what was found by comparing it with others. */
function withPosition({ policies }: CompiledOrganization, problem: LintProblem): LintProblem {
  const text = problem.policyId === null ? null : policies.get(problem.policyId)?.text;
  if (problem.path === "" || problem.position !== null || text === null || text === undefined) return problem;
  return { ...problem, position: positionOf(text, problem.path) };
}

/** Each policy's own text; AWS's are AWS's matter. */
function lintTexts({ policies, universe }: CompiledOrganization, day?: string): readonly LintProblem[] {
  return [...policies.values()].flatMap(({ id, type, awsManaged, text }) =>
    text === null || awsManaged
      ? []
      : lintPolicy(text, type, universe, { policyId: id, ...(day === undefined ? {} : { day }) }),
  );
}
