import type { AtomOutcome } from "../decide/atom-outcome.ts";
import type { ActionCounts, CoverageVerdict } from "./coverage.ts";

const names = { stopped: "stopped", escapes: "escaping", open: "open", unknown: "unknown" } as const;

/** Atoms by outcome. */
export function countOutcomes(
  decided: readonly { readonly outcome: AtomOutcome; readonly count: number }[],
): ActionCounts {
  const counts = { stopped: 0, escaping: 0, open: 0, unknown: 0 };
  for (const { outcome, count } of decided) counts[names[outcome.kind]] += count;
  return counts;
}

/**
 * The verdict over the core atoms (scp.md 3.4). One open atom makes `partial` certain, whatever is unknown beside it;
 * otherwise what is unknown decides. Without any atom nothing was proven.
 */
export function verdictOf({ stopped, escaping, open, unknown }: ActionCounts): CoverageVerdict {
  if (open > 0) return stopped + escaping + unknown === 0 ? "none" : "partial";
  if (unknown > 0 || stopped + escaping === 0) return "unknown";
  return escaping > 0 ? "conditional" : "enforced";
}
