const step = 5;
/** Points between a line and the edge: it must not run along the frame. */
const air = 2;
const leastApart = 10;

/** Lower and upper edge of an axis of per cent: fives around what is drawn, at least 10 apart, never outside 0..100. */
export function scoreEdges(
  points: readonly {
    readonly score: number | null;
    readonly real: number | null;
    readonly domains: readonly (number | null)[];
  }[],
): [low: number, high: number] {
  const drawn = points
    .flatMap(({ score, real, domains }) => [score, real, ...domains])
    .filter((value) => value !== null);
  if (drawn.length === 0) return [0, 100];
  const clamp = (value: number) => Math.min(100, Math.max(0, value));
  let low = clamp(Math.floor((Math.min(...drawn) - air) / step) * step);
  let high = clamp(Math.ceil((Math.max(...drawn) + air) / step) * step);
  while (high - low < leastApart) {
    if (low > 0) low -= step;
    if (high - low < leastApart && high < 100) high += step;
  }
  return [low, high];
}
