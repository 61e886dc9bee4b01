import type { HeatmapColumn } from "./cell.ts";

/** Address of an account's page, at one domain where a cell was followed. */
export function accountHref(base: string, id: string, column: HeatmapColumn, organizationId: string | null): string {
  const query = [
    ...(organizationId === null ? [] : [`organization=${encodeURIComponent(organizationId)}`]),
    ...(column === "all" ? [] : [`domain=${column}`]),
  ];
  return `${base}/${encodeURIComponent(id)}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}
