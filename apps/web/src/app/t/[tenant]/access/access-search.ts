import { z } from "zod";

/** What the address asks of the log. `before` is the id of the last event of the page before. */
export type AccessSearch = { readonly operatorsOnly: boolean; readonly before: string | null };

const Search = z.object({ who: z.string().catch(""), before: z.uuid().nullable().catch(null) });

/** What does not fit is as if it were not there. */
export function accessSearch(parameters: Readonly<Record<string, unknown>>): AccessSearch {
  const { who, before } = Search.parse({ ...parameters });
  return { operatorsOnly: who === "operators", before };
}

export function accessHref(base: string, { operatorsOnly, before }: AccessSearch): string {
  const query = new URLSearchParams();
  if (operatorsOnly) query.set("who", "operators");
  if (before !== null) query.set("before", before);
  return query.size === 0 ? base : `${base}?${query}`;
}
