import type { ResponsibilityDomain } from "@sekinin/responsibility";

/**
 * Why sums change. new-findings, mended: a duty got worse or better by what failed. resources: by what there is, with
 * as many failures as before. visibility-*: by what could be read. joined, left: accounts that came into the scores or
 * went out of them. moved-*: accounts that changed their OU. catalogue: controls that were added, removed or weigh
 * otherwise.
 */
export const changeCauses = [
  "new-findings",
  "mended",
  "resources",
  "visibility-lost",
  "visibility-regained",
  "joined",
  "left",
  "moved-in",
  "moved-out",
  "catalogue",
] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** Part of a change of a domain's three weighted sums; exact, so parts add up to the change. */
export type WeightChange = { readonly met: number; readonly known: number; readonly total: number };

/** Parts by cause and domain; what is absent is zero. */
export type ChangeCauses = Readonly<
  Partial<Record<ChangeCause, Readonly<Partial<Record<ResponsibilityDomain, WeightChange>>>>>
>;

/** Events in the lives of findings, as many as there were. */
export type FindingFlow = {
  readonly opened: number;
  readonly reopened: number;
  /** Resolved by mending. */
  readonly mended: number;
  /** Resolved since the resource is gone or the control applies no more. */
  readonly gone: number;
  /** Was open and could not be read again. */
  readonly unread: number;
  /** Could be read again, and still fails. */
  readonly readAgain: number;
  readonly frozen: number;
};

/** By domain; what is absent is zero. */
export type FindingFlows = Readonly<Partial<Record<ResponsibilityDomain, FindingFlow>>>;

/** Accounts of an OU that are not what they were; ids, and how many where there are more than are named. */
export type AccountMoves = Readonly<
  Partial<
    Record<
      "joined" | "left" | "movedIn" | "movedOut" | "lostSight" | "seenAgain",
      { readonly count: number; readonly accountIds: readonly string[] }
    >
  >
>;

/** One cause's part of a change of score. Parts of all causes add up to the change. */
export type ScorePart = {
  readonly cause: ChangeCause;
  /** -1..1, as scores are 0..1. */
  readonly score: number;
  /** Part of the change of the known share. */
  readonly knownShare: number;
};
