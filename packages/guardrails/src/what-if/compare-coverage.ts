import { directionOf } from "../changes/change-effects.ts";
import type { Coverage, ObjectiveOutcome, Witness } from "../coverage/coverage.ts";
import { type CoverageMemos } from "../coverage/coverage-memos.ts";
import { decideOrganization } from "../coverage/decide-organization.ts";
import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import type { ServicesInUse } from "../lint/lint-lockouts.ts";
import type { CoverageDelta, DeltaRow } from "./coverage-delta.ts";
import { denyingStatements, findLockouts, now } from "./find-lockouts.ts";

export type CompareOptions = {
  /** Shared by readings of one organisation: the second decision is cheap where little has changed. */
  readonly memo?: CoverageMemos;
  /** What accounts use, as far as a crawl saw it. */
  readonly inUse?: ServicesInUse;
};

/** Outcomes that are tried for an example of one row. */
const mostTried = 8;

/**
 * What differs between two states of an organisation, by objective and kind of change, in accounts that are in both. An
 * example is told only where the evaluator lets it through on one side and denies it on the other.
 */
export function compareCoverage(
  before: CompiledOrganization,
  after: CompiledOrganization,
  { memo, inUse = new Map() }: CompareOptions = {},
): CoverageDelta {
  const options = memo === undefined ? {} : { memo };
  const [was, is] = [byAccount(decideOrganization(before, options)), byAccount(decideOrganization(after, options))];
  const rows = rowsBetween(was, is);
  return {
    rows: rows.map(({ pairs, ...row }) => ({
      ...row,
      newlyDenied: example(
        pairs.map((pair) => pair.before),
        { allowing: before, denying: after },
      ),
      newlyAllowed: example(
        pairs.map((pair) => pair.after),
        { allowing: after, denying: before },
      ),
    })),
    lockouts: findLockouts(before, after, inUse),
  };
}

type Outcomes = Readonly<Record<string, ObjectiveOutcome>>;
type Decided = ReadonlyMap<string, { readonly key: string; readonly outcomes: Outcomes }>;
type Pair = { readonly before: ObjectiveOutcome; readonly after: ObjectiveOutcome };
type Row = Omit<DeltaRow, "newlyDenied" | "newlyAllowed" | "accounts"> & {
  readonly accounts: string[];
  readonly pairs: Pair[];
};

function byAccount({ classes }: Coverage): Decided {
  return new Map(classes.flatMap(({ accounts, key, outcomes }) => accounts.map((id) => [id, { key, outcomes }])));
}

function rowsBetween(before: Decided, after: Decided): readonly Row[] {
  const rows = new Map<string, Row>();
  const known = new Map<string, readonly Row[]>();
  for (const [accountId, now] of after) {
    const was = before.get(accountId);
    if (was === undefined || was.key === now.key) continue;
    const pair = `${was.key} ${now.key}`;
    const found = known.get(pair) ?? differences(was.outcomes, now.outcomes, rows);
    known.set(pair, found);
    for (const { accounts } of found) accounts.push(accountId);
  }
  return [...rows.values()];
}

/** The rows that accounts with these outcomes belong to, made where there is none yet. */
function differences(before: Outcomes, after: Outcomes, rows: Map<string, Row>): readonly Row[] {
  const found: Row[] = [];
  for (const [objectiveId, now] of Object.entries(after)) {
    const was = before[objectiveId];
    const direction = was === undefined ? null : directionOf(was, now);
    if (was === undefined || direction === null) continue;
    const key = [objectiveId, direction, was.verdict, now.verdict].join(" ");
    const row = rows.get(key) ?? {
      objectiveId,
      direction,
      before: was.verdict,
      after: now.verdict,
      accounts: [],
      pairs: [],
    };
    rows.set(key, row);
    if (row.pairs.length < mostTried) row.pairs.push({ before: was, after: now });
    found.push(row);
  }
  return found;
}

/** A request that got through on one side, told only where the other side denies it. */
function example(
  outcomes: readonly ObjectiveOutcome[],
  { allowing, denying }: { readonly allowing: CompiledOrganization; readonly denying: CompiledOrganization },
): Witness | null {
  for (const { witness, waysOut } of outcomes) {
    for (const candidate of [witness, ...waysOut.slice(0, mostTried).map((way) => way.witness)]) {
      if (candidate === null || candidate.deniedBy.length > 0) continue;
      const { request, isChecked } = candidate;
      if (evaluateOrganizationRequest(allowing, request, now).decision !== "allowed") continue;
      if (evaluateOrganizationRequest(denying, request, now).decision !== "denied") continue;
      return { request, isChecked, deniedBy: denyingStatements(denying, request) };
    }
  }
  return null;
}
