import { type ChangeCause, changeCauses, type ScorePart, type WeightChange } from "./changes.ts";
import type { DomainSum } from "./sums.ts";

/**
 * Each cause's part of a change of score and of known share; causes without weight are left out. Works on one domain
 * or on `overallSum` with causes added up. The parts add up to the change, but for the last places of a double. Where
 * there was no score before, or is none after, there is no change to be explained and every part of it is 0; the same
 * for the known share.
 */
export function explainChange(
  before: Pick<DomainSum, keyof WeightChange>,
  after: Pick<DomainSum, keyof WeightChange>,
  causes: Readonly<Partial<Record<ChangeCause, WeightChange>>>,
): ScorePart[] {
  const score = ratio(before.met, before.known);
  const share = ratio(before.known, before.total);
  return changeCauses.flatMap((cause) => {
    const part = causes[cause];
    if (part === undefined || (part.met === 0 && part.known === 0 && part.total === 0)) return [];
    return {
      cause,
      score: score === null || after.known <= 0 ? 0 : (part.met - score * part.known) / after.known,
      knownShare: share === null || after.total <= 0 ? 0 : (part.known - share * part.total) / after.total,
    };
  });
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
