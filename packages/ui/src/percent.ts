/**
 * A share of 0..1 as whole per cent. Rounds, but says 100 only where all of it is there and 0 only where nothing is:
 * a single open account among thousands must not look like none.
 */
export function wholePercent(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
