import { CauseTally } from "./cause-tally.ts";
import type { ChangeCause, ChangeCauses } from "./changes.ts";
import { domainSumOf, type ScoredDuty } from "./sums.ts";

/** One duty of an account before and after a step; null where it has no row. */
export type DutyChange = {
  readonly region: string;
  readonly controlId: string;
  readonly before: ScoredDuty | null;
  readonly after: ScoredDuty | null;
};

/** Ids of the controls that an account was decided with. `before` null: nothing is known of it, so nothing was added. */
export type Catalogues = { readonly before: ReadonlySet<string> | null; readonly after: ReadonlySet<string> };

/**
 * Why the sums of an account changed that was in the scores before and still is: parts that add up exactly to the
 * change of met, known and total. Duties that are the same may be left out. The order of `changes` does not matter.
 */
export function accountCauses(changes: readonly DutyChange[], catalogues: Catalogues): ChangeCauses {
  const tally = new CauseTally();
  const counted = changes.map((change) => ({ ...change, before: scored(change.before), after: scored(change.after) }));
  const lost = controlsOf(counted.filter((change) => change.before === null && standsForAll(change, change.after)));
  const seen = controlsOf(counted.filter((change) => change.after === null && standsForAll(change, change.before)));
  for (const change of counted) {
    const { controlId, before, after } = change;
    if (before !== null && after !== null) addBoth(tally, before, after);
    else if (after !== null) tally.add(causeOfNew(change, after, catalogues, lost, seen), after.domain, weigh(after));
    else if (before !== null) {
      const cause = causeOfGone(controlId, before, catalogues, lost, seen);
      tally.add(cause, before.domain, weigh(before), -1);
    }
  }
  return tally.causes();
}

type Counted = Omit<DutyChange, "before" | "after">;

function scored(duty: ScoredDuty | null): ScoredDuty | null {
  return duty === null || duty.passed + duty.failed + duty.unknown === 0 ? null : duty;
}

function weigh(duty: ScoredDuty) {
  const { met, known, total } = domainSumOf(duty);
  return { met, known, total };
}

/**
 * Where the Regions or the whole account cannot be read, one unknown duty stands in for those of every Region: theirs
 * vanish, and were neither mended nor removed.
 */
function standsForAll({ region }: Counted, duty: ScoredDuty | null): boolean {
  return region === "global" && duty !== null && duty.passed + duty.failed === 0;
}

function controlsOf(changes: readonly Counted[]): ReadonlySet<string> {
  return new Set(changes.map(({ controlId }) => controlId));
}

function causeOfNew(
  { region, controlId }: Counted,
  after: ScoredDuty,
  catalogues: Catalogues,
  lost: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): ChangeCause {
  if (catalogues.before !== null && !catalogues.before.has(controlId)) return "catalogue";
  if (lost.has(controlId) && standsForAll({ region, controlId }, after)) return "visibility-lost";
  if (seen.has(controlId)) return "visibility-regained";
  return after.failed > 0 ? "new-findings" : "resources";
}

function causeOfGone(
  controlId: string,
  before: ScoredDuty,
  catalogues: Catalogues,
  lost: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): ChangeCause {
  if (!catalogues.after.has(controlId)) return "catalogue";
  if (lost.has(controlId)) return "visibility-lost";
  // Only the duty that stood in is gone then, or one of a Region that is no longer used.
  if (seen.has(controlId) && before.passed + before.failed === 0) return "visibility-regained";
  return before.failed > 0 ? "mended" : "resources";
}

const step = 2 ** -22;

function addBoth(tally: CauseTally, stored: ScoredDuty, after: ScoredDuty): void {
  let before = stored;
  if (stored.severity !== after.severity || stored.domain !== after.domain) {
    before = { ...stored, severity: after.severity, domain: after.domain };
    tally.add("catalogue", stored.domain, weigh(stored), -1);
    tally.add("catalogue", before.domain, weigh(before));
  }
  const from = domainSumOf(before);
  const to = domainSumOf(after);
  const met = to.met - from.met;
  const known = to.known - from.known;
  let seenMet = metBySight(from, to);
  // A grain of rounding is no cause.
  if (known !== 0 && Math.abs(met - seenMet) <= step) seenMet = met;
  const { domain } = after;
  tally.add(known < 0 ? "visibility-lost" : "visibility-regained", domain, { met: seenMet, known, total: 0 });
  const rest = met - seenMet;
  const failures = after.failed - before.failed;
  const cause = rest < 0 && failures > 0 ? "new-findings" : rest > 0 && failures < 0 ? "mended" : "resources";
  tally.add(cause, domain, { met: rest, known: 0, total: 0 });
}

/** How much of met came or went with what could be read, as good as what was read before; on the grid of sums. */
function metBySight(from: { met: number; known: number }, to: { met: number; known: number }): number {
  if (to.known === from.known) return 0;
  if (from.known === 0 || to.known === 0) return to.met - from.met;
  return Math.round(((to.known - from.known) * from.met) / from.known / step) * step;
}
