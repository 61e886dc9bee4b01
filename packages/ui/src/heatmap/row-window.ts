/** What of a long list is drawn. Rows `first` (included) to `last` (excluded); the rest is empty height, in pixels. */
export type RowWindow = {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly after: number;
};

/** Lists up to this length are drawn whole: find-in-page and print work, and it costs nothing. */
export const drawnWhole = 150;
const spare = 12;

/** The part of `count` rows of `rowHeight` pixels that a viewport shows, with some to spare on both sides. */
export function rowWindow(view: {
  readonly scrollTop: number;
  readonly viewHeight: number;
  readonly rowHeight: number;
  readonly count: number;
}): RowWindow {
  const { scrollTop, viewHeight, rowHeight, count } = view;
  if (count <= drawnWhole) return { first: 0, last: count, before: 0, after: 0 };
  const fits = Math.ceil(viewHeight / rowHeight) + 2 * spare;
  const wanted = Math.floor(Math.max(0, scrollTop) / rowHeight) - spare;
  const first = Math.max(0, Math.min(wanted, count - fits));
  const last = Math.min(count, first + fits);
  return { first, last, before: first * rowHeight, after: (count - last) * rowHeight };
}
