import type { HeatmapColumn } from "./cell.ts";
import type { HeatmapSort } from "./rows.ts";

/** The view's whole state, as the address holds it. `opened` null: nobody has chosen yet. */
export type HeatmapView = {
  readonly organizationId: string | null;
  readonly opened: readonly string[] | null;
  readonly sort: HeatmapSort | null;
  readonly table: boolean;
  /** Key of the party whose part alone is shown; absent: everybody's. */
  readonly party?: string;
};

/** The address of a view: only what differs from the plain page is in it. */
export function heatmapHref(base: string, view: HeatmapView): string {
  const query: string[] = [];
  if (view.organizationId !== null) query.push(`organization=${encodeURIComponent(view.organizationId)}`);
  if (view.opened !== null) query.push(`open=${view.opened.map(encodeURIComponent).join(",")}`);
  if (view.sort !== null) query.push(`sort=${view.sort.column}`);
  if (view.sort?.direction === "descending") query.push("order=descending");
  if (view.table) query.push("view=table");
  if (view.party !== undefined) query.push(`party=${encodeURIComponent(view.party)}`);
  return query.length === 0 ? base : `${base}?${query.join("&")}`;
}

/** The view with one node opened or closed. `opened` is what is open now, chosen or not. */
export function toggled(view: HeatmapView, opened: readonly string[], id: string): HeatmapView {
  const others = opened.filter((one) => one !== id);
  return { ...view, opened: others.length === opened.length ? [...opened, id] : others };
}

/** A click on a column's head: worst first, then best first, then by name again. */
export function nextSort(sort: HeatmapSort | null, column: HeatmapColumn): HeatmapSort | null {
  if (sort?.column !== column) return { column, direction: "ascending" };
  return sort.direction === "ascending" ? { column, direction: "descending" } : null;
}
