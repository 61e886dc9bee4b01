import type { Coverage, CoverageVerdict, ObjectiveOutcome } from "../coverage/coverage.ts";
import { coverageMemo } from "../coverage/coverage-memos.ts";
import { decideOrganization } from "../coverage/decide-organization.ts";
import { type CompileOptions, compileOrganization } from "../evaluate/compile-organization.ts";
import type { OrganizationReading } from "../organization.ts";
import { applyChange } from "./apply-change.ts";
import type { ChangeEffect, OrganizationChange } from "./organization-change.ts";

/** Changes of one diff whose effect is looked for; those after them have none told. */
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
 * the other. Verdicts and ways out are compared: an account whose outcomes are the same is in no effect.
 */
export function changeEffects(
  before: OrganizationReading,
  after: OrganizationReading,
  changes: readonly OrganizationChange[],
  options: CompileOptions,
): ChangeEffect[][] {
  const memo = coverageMemo();
  const decide = (reading: OrganizationReading) =>
    byAccount(decideOrganization(compileOrganization(reading, options), { memo }));
  let reading = before;
  let known: Decided | null = null;
  return changes.map((change, index) => {
    const next = applyChange(reading, change, after);
    const isLookedFor = index < mostChanges && !without.has(change.kind);
    const earlier = isLookedFor ? (known ?? decide(reading)) : null;
    reading = next;
    known = earlier === null ? null : decide(next);
    return earlier === null || known === null ? [] : effectsBetween(earlier, known);
  });
}

type Outcomes = Readonly<Record<string, ObjectiveOutcome>>;
type Decided = ReadonlyMap<string, { readonly key: string; readonly outcomes: Outcomes }>;

function byAccount({ classes }: Coverage): Decided {
  return new Map(classes.flatMap(({ accounts, key, outcomes }) => accounts.map((id) => [id, { key, outcomes }])));
}

type Direction = ChangeEffect["direction"];
type Gathered = Omit<ChangeEffect, "accounts" | "sample"> & { readonly accounts: string[] };

function effectsBetween(before: Decided, after: Decided): ChangeEffect[] {
  const gathered = new Map<string, Gathered>();
  const pairs = new Map<string, readonly Gathered[]>();
  for (const [accountId, now] of after) {
    const was = before.get(accountId);
    if (was === undefined || was.key === now.key) continue;
    const pair = `${was.key} ${now.key}`;
    const found = pairs.get(pair) ?? differencesOf(was.outcomes, now.outcomes, gathered);
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
function differencesOf(before: Outcomes, after: Outcomes, gathered: Map<string, Gathered>): readonly Gathered[] {
  const found: Gathered[] = [];
  for (const [objectiveId, now] of Object.entries(after)) {
    const was = before[objectiveId];
    const direction = was === undefined ? null : directionOf(was, now);
    if (was === undefined || direction === null) continue;
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

/** `unknown` is between what lets through and what stops; who is exempt is bound by nothing. */
const strength: readonly CoverageVerdict[] = ["exempt", "none", "partial", "unknown", "conditional", "enforced"];

/** How an outcome changed; null where nothing new gets through and nothing new is stopped. */
export function directionOf(before: ObjectiveOutcome, after: ObjectiveOutcome): Direction | null {
  const step = strength.indexOf(after.verdict) - strength.indexOf(before.verdict);
  if (step !== 0) return step > 0 ? "stronger" : "weaker";
  const [was, now] = [waysOf(before), waysOf(after)];
  const opened = [...now].some((way) => !was.has(way)) || after.actions.open > before.actions.open;
  const closed = [...was].some((way) => !now.has(way)) || after.actions.open < before.actions.open;
  if (opened && closed) return "mixed";
  return opened ? "weaker" : closed ? "stronger" : null;
}

/** Each way with the actions that it opens: a way that opens more is another one. */
function waysOf({ waysOut }: ObjectiveOutcome): ReadonlySet<string> {
  return new Set(waysOut.map(({ detail, actions }) => `${detail} ${[...actions].sort().join(" ")}`));
}
