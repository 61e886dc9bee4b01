import type { ResponsibilityDomain } from "@sekinin/responsibility";
import type { ControlSums } from "./control-sums.ts";

/** A control and what its node would gain if everything that fails it were mended. */
export type WorthDoing = {
  readonly controlId: string;
  readonly domain: ResponsibilityDomain;
  /** Rise of the overall score, 0..1. */
  readonly gain: number;
  /** Accounts in which it fails somewhere. */
  readonly failingAccounts: number;
  /** Resources that fail it. */
  readonly failed: number;
};

/**
 * Controls whose mending raises the score most, most first: the weight that each has known and not met, over all that is
 * known. Equal gains go to more accounts, then by id, so that the list does not jump about. Nothing fails, no entry.
 */
export function worthDoing(controls: ControlSums, limit = 5): WorthDoing[] {
  const known = Object.values(controls).reduce((sum, control) => sum + control.known, 0);
  return Object.entries(controls)
    .filter(([, control]) => control.known > control.met)
    .map(([controlId, control]) => ({
      controlId,
      domain: control.domain,
      gain: (control.known - control.met) / known,
      failingAccounts: control.failingAccounts,
      failed: control.failed,
    }))
    .sort(
      (left, right) =>
        right.gain - left.gain ||
        right.failingAccounts - left.failingAccounts ||
        (left.controlId < right.controlId ? -1 : 1),
    )
    .slice(0, limit);
}
