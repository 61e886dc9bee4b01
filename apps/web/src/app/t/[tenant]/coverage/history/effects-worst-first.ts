import type { ChangeEffect } from "@sekinin/guardrails";

/** From what matters most. */
export const directions = ["weaker", "mixed", "stronger"] as const satisfies readonly ChangeEffect["direction"][];

/** The objective that was asked for, then what became weaker; a new verdict before new ways out, then by accounts. */
export function effectsWorstFirst(effects: readonly ChangeEffect[], objectiveId: string | null): ChangeEffect[] {
  return [...effects].sort(
    (a, b) =>
      Number(b.objectiveId === objectiveId) - Number(a.objectiveId === objectiveId) ||
      directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
      Number(a.before === a.after) - Number(b.before === b.after) ||
      b.accounts - a.accounts,
  );
}
