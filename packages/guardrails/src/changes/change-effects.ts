import type { Coverage, ObjectiveOutcome } from "../coverage/coverage.ts";
import { type CoverageMemos, coverageMemo } from "../coverage/coverage-memos.ts";
import { decideOrganization } from "../coverage/decide-organization.ts";
import {
  type CompiledOrganization,
  type CompileOptions,
  compileOrganization,
} from "../evaluate/compile-organization.ts";
import type { OrganizationReading } from "../organization.ts";
import { directionOf } from "../what-if/direction.ts";
import { ExactDifferences } from "../what-if/exact-differences.ts";
import { applyChange } from "./apply-change.ts";
import type { ChangeEffect, OrganizationChange } from "./organization-change.ts";

/** Changes of one diff whose effect is looked for; those after them are not looked into. */
const mostChanges = 400;
const mostSampled = 20;

/** Kinds that bind nobody by themselves: what attaches or moves follows as a change of its own. */
const without: ReadonlySet<OrganizationChange["kind"]> = new Set([
  "policy-created",
  "policy-renamed",
  "unit-created",
  "account-joined",
]);

/**
 * What each change did to the coverage of accounts that were there before and after it, the changes applied one after
 * the other. What gets through and what is stopped is searched for, request by request: an account for which no request
 * and no verdict differs is in no effect. Null where nobody looked, since too many changes came before it.
 */
export function changeEffects(
  before: OrganizationReading,
  after: OrganizationReading,
  changes: readonly OrganizationChange[],
  options: CompileOptions,
): (ChangeEffect[] | null)[] {
  const memo = coverageMemo();
  const decide = (reading: OrganizationReading): State => {
    const compiled = compileOrganization(reading, options);
    return { compiled, decided: byAccount(decideOrganization(compiled, { memo })) };
  };
  let reading = before;
  let known: State | null = null;
  return changes.map((change, index) => {
    const next = applyChange(reading, change, after);
    const isNone = without.has(change.kind);
    const isLookedFor = index < mostChanges && !isNone;
    const earlier = isLookedFor ? (known ?? decide(reading)) : null;
    reading = next;
    known = earlier === null ? null : decide(next);
    if (earlier === null || known === null) return isNone ? [] : null;
    return effectsBetween(earlier, known, memo);
  });
}

type Outcomes = Readonly<Record<string, ObjectiveOutcome>>;
type Decided = ReadonlyMap<string, { readonly key: string; readonly outcomes: Outcomes }>;
type State = { readonly compiled: CompiledOrganization; readonly decided: Decided };

function byAccount({ classes }: Coverage): Decided {
  return new Map(classes.flatMap(({ accounts, key, outcomes }) => accounts.map((id) => [id, { key, outcomes }])));
}

type Gathered = Omit<ChangeEffect, "accounts" | "sample"> & { readonly accounts: string[] };

function effectsBetween(before: State, after: State, memo: CoverageMemos): ChangeEffect[] {
  const exact = new ExactDifferences(before.compiled, after.compiled, memo);
  const gathered = new Map<string, Gathered>();
  const pairs = new Map<string, readonly Gathered[]>();
  for (const [accountId, now] of after.decided) {
    const was = before.decided.get(accountId);
    if (was === undefined || was.key === now.key) continue;
    const pair = `${was.key} ${now.key}`;
    const compare = (id: string) => ({ exact: exact.of(id, accountId), order: exact.orderOf(accountId) });
    const found = pairs.get(pair) ?? differencesOf(was.outcomes, now.outcomes, gathered, compare);
    pairs.set(pair, found);
    for (const { accounts } of found) accounts.push(accountId);
  }
  return [...gathered.values()].map(({ accounts, ...effect }) => ({
    ...effect,
    accounts: accounts.length,
    sample: accounts.slice(0, mostSampled),
  }));
}

/** The gatherings that an account with these outcomes belongs to, made where there is none yet. */
function differencesOf(
  before: Outcomes,
  after: Outcomes,
  gathered: Map<string, Gathered>,
  compare: (objectiveId: string) => Parameters<typeof directionOf>[0],
): readonly Gathered[] {
  const found: Gathered[] = [];
  for (const [objectiveId, now] of Object.entries(after)) {
    const was = before[objectiveId];
    if (was === undefined || was === now) continue;
    const direction = directionOf(compare(objectiveId), was, now);
    if (direction === null) continue;
    const key = [objectiveId, direction, was.verdict, now.verdict].join(" ");
    const known = gathered.get(key) ?? {
      objectiveId,
      direction,
      before: was.verdict,
      after: now.verdict,
      accounts: [],
    };
    gathered.set(key, known);
    found.push(known);
  }
  return found;
}
