import { z } from "zod";

/** Days over which the overview tells what changed. */
export const overviewRanges = [7, 30, 90] as const;
export type OverviewRange = (typeof overviewRanges)[number];

/** The view's whole state, as the address holds it. */
export type OverviewSearch = { readonly organizationId: string | null; readonly range: OverviewRange };

const single = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .optional()
  .catch(undefined);
const Search = z.object({ organization: single, range: single });

/** The view that an address asks for; what does not fit is as if it were not there. */
export function overviewSearch(parameters: unknown): OverviewSearch {
  const { organization, range } = Search.parse(parameters);
  return {
    organizationId: organization !== undefined && /^o-[a-z0-9]{10,32}$/.test(organization) ? organization : null,
    range: overviewRanges.find((days) => String(days) === range) ?? 7,
  };
}

/** The address of a view: only what differs from the plain page is in it. */
export function overviewHref(base: string, { organizationId, range }: OverviewSearch): string {
  const query = new URLSearchParams();
  if (organizationId !== null) query.set("organization", organizationId);
  if (range !== 7) query.set("range", String(range));
  return query.size === 0 ? base : `${base}?${query}`;
}
