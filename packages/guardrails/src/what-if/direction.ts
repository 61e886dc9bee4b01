import type { CoverageVerdict, ObjectiveOutcome } from "../coverage/coverage.ts";
import type { DeltaRow } from "./coverage-delta.ts";
import type { ExactDifference, StateOrder } from "./exact-differences.ts";

type Direction = DeltaRow["direction"];

/**
 * How an objective changed in one account; null where nothing new gets through and nothing new is stopped. Where no
 * request tells the two states apart, only a verdict that nobody can be sure of may differ.
 */
export function directionOf(
  { exact, order }: { readonly exact: ExactDifference | null; readonly order: StateOrder },
  before: ObjectiveOutcome,
  after: ObjectiveOutcome,
): Direction | null {
  if (exact === null) return bounded(directionByOutcome(before, after), order);
  if (exact.denied !== null && exact.allowed !== null) return "mixed";
  if (exact.denied !== null) return "stronger";
  if (exact.allowed !== null) return "weaker";
  return before.verdict === after.verdict ? null : bounded(directionByOutcome(before, after), order);
}

/** What only adds to what stops lets nothing new through, whatever words the ways out have. */
function bounded(direction: Direction | null, order: StateOrder): Direction | null {
  if (direction === null || order === "unordered") return direction;
  return order === "stricter" ? "stronger" : "weaker";
}

/** `unknown` is between what lets through and what stops; who is exempt is bound by nothing. */
const strength: readonly CoverageVerdict[] = ["exempt", "none", "partial", "unknown", "conditional", "enforced"];

/** What verdicts and ways out tell where no search does. */
function directionByOutcome(before: ObjectiveOutcome, after: ObjectiveOutcome): Direction | null {
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
