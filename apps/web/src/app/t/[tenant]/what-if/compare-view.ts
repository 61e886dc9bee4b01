import { type CoverageDelta, findObjective } from "@sekinin/guardrails";
import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import type { Locale } from "../../../../server/locale.ts";

/** Accounts that go from one verdict to another. */
export type VerdictChange = {
  readonly before: CoverageVerdict;
  readonly after: CoverageVerdict;
  readonly accounts: number;
};

/** One objective beside itself: what each draft does to it against today; empty where nothing. */
export type ComparedObjective = {
  readonly objectiveId: string;
  readonly title: string;
  readonly first: readonly VerdictChange[];
  readonly second: readonly VerdictChange[];
  readonly isSame: boolean;
};

/** Every objective that one of two drafts changes; those that they treat differently come first, then by title. */
export function compareDeltas(
  first: CoverageDelta,
  second: CoverageDelta,
  locale: Locale,
): readonly ComparedObjective[] {
  const ids = new Set([...first.rows, ...second.rows].map(({ objectiveId }) => objectiveId));
  return [...ids]
    .map((objectiveId) => {
      const sides = { first: changesOf(first, objectiveId), second: changesOf(second, objectiveId) };
      const title = findObjective(objectiveId)?.title[locale] ?? objectiveId;
      const isSame = JSON.stringify(rowsOf(first, objectiveId)) === JSON.stringify(rowsOf(second, objectiveId));
      return { objectiveId, title, ...sides, isSame };
    })
    .sort((a, b) => Number(a.isSame) - Number(b.isSame) || a.title.localeCompare(b.title, locale));
}

/** In an order that does not hang on how the delta was found. */
function rowsOf({ rows }: CoverageDelta, wanted: string): readonly string[] {
  return rows
    .filter(({ objectiveId }) => objectiveId === wanted)
    .map(({ before, after, direction, accounts }) => [before, after, direction, ...[...accounts].sort()].join(" "))
    .sort();
}

function changesOf({ rows }: CoverageDelta, wanted: string): readonly VerdictChange[] {
  const changes = new Map<string, VerdictChange>();
  for (const { objectiveId, before, after, accounts } of rows) {
    if (objectiveId !== wanted) continue;
    const key = `${before} ${after}`;
    changes.set(key, { before, after, accounts: (changes.get(key)?.accounts ?? 0) + accounts.length });
  }
  return [...changes.values()];
}
