import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import { objectives as everyObjective } from "../objectives/index.ts";
import { CoverageMemo } from "./coverage-memo.ts";

export type DecideOptions = {
  /** Ids; every objective without it. */
  readonly objectives?: readonly string[];
  /** Ids; every account without it. */
  readonly accounts?: readonly string[];
  /** What earlier decisions found out; use one for readings of the same organisation. */
  readonly memo?: CoverageMemos;
};

/** Keeps what decisions share from one reading to the next, bounded: see `coverageMemo`. */
export type CoverageMemos = { readonly byScope: Map<string, CoverageMemo> };

const mostScopes = 4;
const largestMemo = 500_000;

/** For `decideOrganization`: makes a second decision cheap where little has changed. Answers do not depend on it. */
export function coverageMemo(): CoverageMemos {
  return { byScope: new Map() };
}

/** The memo for these objectives and parameters, made where there is none yet or where it has grown too large. */
export function memoOf(compiled: CompiledOrganization, { objectives: ids, memo }: DecideOptions): CoverageMemo {
  const { parameters, reading, partition, universe } = compiled;
  const wanted = ids === undefined ? null : new Set(ids);
  const objectives = everyObjective.filter(({ id }) => wanted === null || wanted.has(id));
  const organization = { id: reading.organization.id, partition };
  const scope = JSON.stringify([universe.date, organization, objectives.map(({ id }) => id), parameters]);
  const known = memo?.byScope.get(scope);
  if (known !== undefined && known.size < largestMemo) return known;
  const made = new CoverageMemo({ universe, objectives, parameters, organization });
  if (memo !== undefined) {
    if (memo.byScope.size >= mostScopes) memo.byScope.clear();
    memo.byScope.set(scope, made);
  }
  return made;
}
