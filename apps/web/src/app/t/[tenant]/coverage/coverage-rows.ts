import type { CoverageMatrixRow } from "@sekinin/db";
import type { Objective, ObjectiveParameters } from "@sekinin/guardrails";
import { type CoverageVerdict, coverageVerdicts, type VerdictCounts } from "@sekinin/guardrails/coverage";
import { responsibilityDomains } from "@sekinin/responsibility";
import { type CoverageView, compareWorse, type MatrixColumn, type MatrixRow, worstOf } from "@sekinin/ui";

const nothing: VerdictCounts = [0, 0, 0, 0, 0, 0];

/** Every objective as a row, by domain; cells in the order of the columns. */
export function rowsOf(
  objectives: readonly Objective[],
  columns: readonly Pick<MatrixColumn, "id">[],
  nodes: readonly Pick<CoverageMatrixRow, "nodeId" | "counts" | "worst">[],
  locale: "en" | "ja",
): MatrixRow[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const place = (domain: string) => responsibilityDomains.findIndex((known) => known === domain);
  return objectives
    .map((objective) => ({
      id: objective.id,
      title: objective.title[locale],
      domain: objective.domain,
      isLimited: objective.limit !== null,
      cells: columns.map(({ id }) => ({
        counts: byId.get(id)?.counts[objective.id] ?? nothing,
        worst: byId.get(id)?.worst[objective.id] ?? null,
      })),
    }))
    .sort((a, b) => place(a.domain) - place(b.domain));
}

/** Rows that a view asks for, in its order. The first column, the root's, says how an objective stands. */
export function shownRows(rows: readonly MatrixRow[], view: CoverageView): MatrixRow[] {
  const words = view.text?.toLowerCase().split(/\s+/) ?? [];
  const shown = rows.filter((row) => {
    const verdict = verdictOf(row);
    const said = `${row.title} ${row.id}`.toLowerCase();
    return (
      (view.verdicts.length === 0 || (verdict !== null && view.verdicts.includes(verdict))) &&
      (view.domain === null || row.domain === view.domain) &&
      (view.provable === null || row.isLimited === (view.provable === "limited")) &&
      words.every((word) => said.includes(word))
    );
  });
  if (view.sort === "domain") return shown;
  return shown.sort((a, b) => compareWorse(a.cells[0]?.counts ?? nothing, b.cells[0]?.counts ?? nothing));
}

/** How many objectives stand at each verdict, by their worst account. */
export function objectivesByVerdict(rows: readonly MatrixRow[]): Readonly<Record<CoverageVerdict, number>> {
  const counts = Object.fromEntries(coverageVerdicts.map((verdict) => [verdict, 0])) as Record<CoverageVerdict, number>;
  for (const row of rows) {
    const verdict = verdictOf(row);
    if (verdict !== null) counts[verdict] += 1;
  }
  return counts;
}

/** Whether anything below the first column is unknown. */
export function hasUnknown(rows: readonly MatrixRow[]): boolean {
  const at = coverageVerdicts.indexOf("unknown");
  return rows.some(({ cells }) => (cells[0]?.counts[at] ?? 0) > 0);
}

/** Objectives that are unknown and lack a value that only the tenant knows. */
export function lackingValues(
  objectives: readonly Objective[],
  rows: readonly MatrixRow[],
  parameters: ObjectiveParameters,
): number {
  const unknown = new Set(rows.filter((row) => verdictOf(row) === "unknown").map(({ id }) => id));
  const isLacking = (name: string) => (parameters[name]?.length ?? 0) === 0;
  return objectives.filter((objective) => unknown.has(objective.id) && objective.parameters.some(isLacking)).length;
}

/** The same from the counts of one node, of the objectives that this release knows. */
export function tallyOf(
  objectives: readonly Pick<Objective, "id">[],
  nodeCounts: Readonly<Record<string, VerdictCounts>>,
): Readonly<Record<CoverageVerdict, number>> {
  const cells = objectives.map(({ id }) => ({ counts: nodeCounts[id] ?? nothing, worst: null }));
  return objectivesByVerdict(cells.map((cell) => ({ id: "", title: "", domain: "", isLimited: false, cells: [cell] })));
}

/** The worst verdict below the first column. The management account's own says nothing where there are others. */
function verdictOf(row: MatrixRow): CoverageVerdict | null {
  return worstOf(row.cells[0]?.counts ?? nothing)?.verdict ?? null;
}
