import type { Coverage, ObjectiveOutcome, Witness } from "../coverage/coverage.ts";
import { type CoverageMemos, coverageMemo } from "../coverage/coverage-memos.ts";
import { decideOrganization } from "../coverage/decide-organization.ts";
import type { PassingRequest } from "../decide/atom-outcome.ts";
import type { CompiledOrganization } from "../evaluate/compile-organization.ts";
import { evaluateOrganizationRequest } from "../evaluate/evaluate-organization-request.ts";
import type { ServicesInUse } from "../lint/lint-lockouts.ts";
import type { CoverageDelta, DeltaRow } from "./coverage-delta.ts";
import { directionOf } from "./direction.ts";
import { ExactDifferences } from "./exact-differences.ts";
import { denyingStatements, findLockouts, now } from "./find-lockouts.ts";

export type CompareOptions = {
  /** Shared by readings of one organisation: the second decision is cheap where little has changed. */
  readonly memo?: CoverageMemos;
  /** What accounts use, as far as a crawl saw it. */
  readonly inUse?: ServicesInUse;
  /** What was decided about the state before, where a caller asks about it again and again. */
  readonly decidedBefore?: Coverage;
};

/** Outcomes that are tried for an example of one row. */
const mostTried = 8;

/**
 * What differs between two states of an organisation, by objective and kind of change, in accounts that are in both. What
 * a change lets through or stops is searched for exactly, request by request; only where that cannot be done do verdicts
 * and ways out tell. Every example was confirmed by the evaluator on both sides.
 */
export function compareCoverage(
  before: CompiledOrganization,
  after: CompiledOrganization,
  { memo = coverageMemo(), inUse = new Map(), decidedBefore }: CompareOptions = {},
): CoverageDelta {
  const was = byAccount(decidedBefore ?? decideOrganization(before, { memo }));
  const is = byAccount(decideOrganization(after, { memo }));
  const rows = rowsBetween(was, is, new ExactDifferences(before, after, memo));
  const toDeny = { allowing: before, denying: after };
  const toAllow = { allowing: after, denying: before };
  return {
    rows: rows.map(({ pairs, denied, allowed, ...row }) => ({
      ...row,
      newlyDenied:
        confirmed(denied, toDeny) ??
        example(
          pairs.map((pair) => pair.before),
          toDeny,
        ),
      newlyAllowed:
        confirmed(allowed, toAllow) ??
        example(
          pairs.map((pair) => pair.after),
          toAllow,
        ),
    })),
    lockouts: findLockouts(before, after, inUse),
  };
}

type Sides = { readonly allowing: CompiledOrganization; readonly denying: CompiledOrganization };

/** The first of the requests that one side lets through and the other denies, with what denies it. */
function confirmed(requests: readonly PassingRequest[], { allowing, denying }: Sides): Witness | null {
  for (const { request, isChecked } of requests) {
    if (evaluateOrganizationRequest(allowing, request, now).decision !== "allowed") continue;
    if (evaluateOrganizationRequest(denying, request, now).decision !== "denied") continue;
    return { request, isChecked, deniedBy: denyingStatements(denying, request) };
  }
  return null;
}

type Outcomes = Readonly<Record<string, ObjectiveOutcome>>;
type Decided = ReadonlyMap<string, { readonly key: string; readonly outcomes: Outcomes }>;
type Pair = { readonly before: ObjectiveOutcome; readonly after: ObjectiveOutcome };
type Row = Omit<DeltaRow, "newlyDenied" | "newlyAllowed" | "accounts"> & {
  readonly accounts: string[];
  readonly pairs: Pair[];
  readonly denied: PassingRequest[];
  readonly allowed: PassingRequest[];
};

function byAccount({ classes }: Coverage): Decided {
  return new Map(classes.flatMap(({ accounts, key, outcomes }) => accounts.map((id) => [id, { key, outcomes }])));
}

function rowsBetween(before: Decided, after: Decided, exact: ExactDifferences): readonly Row[] {
  const rows = new Map<string, Row>();
  const known = new Map<string, readonly Row[]>();
  for (const [accountId, is] of after) {
    const was = before.get(accountId);
    if (was === undefined || was.key === is.key) continue;
    const pair = `${was.key} ${is.key}`;
    const compare = (id: string) => ({ exact: exact.of(id, accountId), order: exact.orderOf(accountId) });
    const found = known.get(pair) ?? differences(was.outcomes, is.outcomes, rows, compare);
    known.set(pair, found);
    for (const { accounts } of found) accounts.push(accountId);
  }
  return [...rows.values()];
}

/** The rows that accounts with these outcomes belong to, made where there is none yet. */
function differences(
  before: Outcomes,
  after: Outcomes,
  rows: Map<string, Row>,
  compare: (objectiveId: string) => Parameters<typeof directionOf>[0],
): readonly Row[] {
  const found: Row[] = [];
  for (const [objectiveId, is] of Object.entries(after)) {
    const was = before[objectiveId];
    if (was === undefined || was === is) continue;
    const compared = compare(objectiveId);
    const { exact } = compared;
    const direction = directionOf(compared, was, is);
    if (direction === null) continue;
    const key = [objectiveId, direction, was.verdict, is.verdict].join(" ");
    const told = { objectiveId, direction, before: was.verdict, after: is.verdict };
    const row = rows.get(key) ?? { ...told, accounts: [], pairs: [], denied: [], allowed: [] };
    rows.set(key, row);
    if (row.pairs.length < mostTried) {
      row.pairs.push({ before: was, after: is });
      if (exact?.denied) row.denied.push(exact.denied);
      if (exact?.allowed) row.allowed.push(exact.allowed);
    }
    found.push(row);
  }
  return found;
}

/** The same from the witnesses of outcomes. */
function example(outcomes: readonly ObjectiveOutcome[], sides: Sides): Witness | null {
  const witnesses = outcomes.flatMap(({ witness, waysOut }) => [
    witness,
    ...waysOut.slice(0, mostTried).map((way) => way.witness),
  ]);
  return confirmed(
    witnesses.flatMap((one) => (one === null || one.deniedBy.length > 0 ? [] : [one])),
    sides,
  );
}
