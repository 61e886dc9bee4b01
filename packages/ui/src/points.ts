/**
 * A score or share of 0..1 in tenths of a per cent, 0..1000. As `wholePercent`, it says all or nothing only where it is so.
 */
export function tenthsOf(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1000;
  return Math.min(999, Math.max(1, Math.round(share * 1000)));
}

/** "68.9" from 689. Both languages write it so. */
export function formatTenths(tenths: number): string {
  return (Math.abs(tenths) / 10).toFixed(1);
}

/** "+3.5", "\u22120.4" or "\u00b10.0" from tenths of a point. */
export function signedTenths(tenths: number): string {
  const sign = tenths > 0 ? "+" : tenths < 0 ? "\u2212" : "\u00b1";
  return `${sign}${formatTenths(tenths)}`;
}

/**
 * Parts of 0..1 as whole tenths of a point that add up to `total` tenths: a reader who adds what he sees gets what he
 * sees. Each is rounded down or up; where the parts are not the total, the largest takes the difference.
 */
export function tenthsThatAddUp(parts: readonly number[], total: number): number[] {
  if (parts.length === 0) return [];
  const exact = parts.map((part) => part * 1000);
  const floors = exact.map(Math.floor);
  let missing = total - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value), size: Math.abs(value) }))
    .sort((left, right) => right.remainder - left.remainder || right.size - left.size || left.at - right.at);
  const tenths = [...floors];
  for (const { at } of byRemainder) {
    if (missing <= 0) break;
    tenths[at] = (tenths[at] ?? 0) + 1;
    missing -= 1;
  }
  const largest = exact.reduce((best, value, at) => (Math.abs(value) > Math.abs(exact[best] ?? 0) ? at : best), 0);
  tenths[largest] = (tenths[largest] ?? 0) + missing;
  return tenths;
}
