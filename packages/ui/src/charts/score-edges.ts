/** Lower and upper edge of an axis of per cent: tens around what is drawn, at least 20 apart, never outside 0..100. */
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
  let low = clamp(Math.floor(Math.min(...drawn) / 10) * 10);
  let high = clamp(Math.ceil(Math.max(...drawn) / 10) * 10);
  while (high - low < 20) {
    if (high < 100) high += 10;
    if (high - low < 20 && low > 0) low -= 10;
  }
  return [low, high];
}
