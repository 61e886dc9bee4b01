import type { DraftProblem } from "@sekinin/guardrails";
import type { CoverageVerdict, Witness } from "@sekinin/guardrails/coverage";

export type NamedAccount = { readonly id: string; readonly name: string };

/** An objective that changes, as the page tells it: `accounts` are at most 20 of `accountCount`. */
export type ToldRow = {
  readonly objectiveId: string;
  readonly title: string;
  readonly before: CoverageVerdict;
  readonly after: CoverageVerdict;
  readonly direction: "stronger" | "weaker" | "mixed";
  readonly accountCount: number;
  readonly accounts: readonly NamedAccount[];
  readonly newlyDenied: Witness | null;
  readonly newlyAllowed: Witness | null;
};

export type ToldLockout = {
  readonly service: string;
  readonly accountCount: number;
  readonly accounts: readonly NamedAccount[];
  readonly isInUse: boolean;
  readonly witness: Witness;
};

/** What a draft would change: what AWS would refuse, then objectives, then services that nobody could use any more. */
export type DeltaAnswer = {
  readonly problems: readonly DraftProblem[];
  readonly rows: readonly ToldRow[];
  readonly rowsLeftOff: number;
  readonly lockouts: readonly ToldLockout[];
  readonly lockoutsLeftOff: number;
  /** Milliseconds on the server, as in its `Server-Timing`. */
  readonly milliseconds: number;
};
