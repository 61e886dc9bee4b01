import {
  type ChangeEffect,
  type Coverage,
  type CoverageNode,
  changeEffects,
  compileOrganization,
  coverageNodes,
  decideOrganization,
  diffOrganizations,
  type LintProblem,
  lintOrganization,
  loadUniverse,
  type ObjectiveParameters,
  type OrganizationChange,
  type OrganizationReading,
  type ServicesInUse,
} from "@sekinin/guardrails";
import { treeNodes } from "../finalise/tree-nodes.ts";

/** Plain data: it goes to another thread. */
export type CoverageQuestion = {
  readonly reading: OrganizationReading;
  readonly partition: string;
  /** Set by the tenant; they go before the organisation file's own, name by name. */
  readonly parameters: ObjectiveParameters;
  /** The organisation as the crawl before saw it; null where changes are not asked for. */
  readonly before: OrganizationReading | null;
  /** Services that the last crawls saw in use, for policies that lock them out. */
  readonly inUse: ServicesInUse;
};

export type CoverageAnswer = {
  readonly coverage: Coverage;
  readonly nodes: readonly CoverageNode[];
  readonly problems: readonly LintProblem[];
  readonly parameters: ObjectiveParameters;
  readonly universeDate: string;
  /** Effects are null where they were not looked for. */
  readonly changes: readonly {
    readonly change: OrganizationChange;
    readonly effects: readonly ChangeEffect[] | null;
  }[];
};

/** Decides every objective in every account. Pure, and seconds long for a large organisation: see `decideInThread`. */
export function decideCoverage(question: CoverageQuestion): CoverageAnswer {
  const { reading, partition } = question;
  const universe = loadUniverse();
  const options = { universe, partition, parameters: question.parameters };
  const compiled = compileOrganization(reading, options);
  const coverage = decideOrganization(compiled);
  // Pages show broken places below the root: counts are by that tree, not by the one that AWS's answers leave.
  const parents = new Map(treeNodes(reading).map(({ id, parentId }) => [id, parentId]));
  return {
    coverage,
    nodes: coverageNodes({ ...compiled, parents }, coverage),
    problems: worstFirst(lintOrganization(compiled, { inUse: question.inUse })),
    parameters: compiled.parameters,
    universeDate: universe.date,
    changes: question.before === null ? [] : changesSince(question.before, reading, options),
  };
}

function changesSince(
  before: OrganizationReading,
  after: OrganizationReading,
  options: Parameters<typeof compileOrganization>[1],
): CoverageAnswer["changes"] {
  const changes = diffOrganizations(before, after);
  const effects = changeEffects(before, after, changes, options);
  return changes.map((change, index) => ({ change, effects: effects[index] ?? null }));
}

const severities = ["error", "warning", "note"];

function worstFirst(problems: readonly LintProblem[]): readonly LintProblem[] {
  return [...problems].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
