import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { z } from "zod";

export const trendRanges = [7, 30, 90, 365] as const;
export type TrendRange = (typeof trendRanges)[number];

/** Domains that one chart can draw and still be read. */
export const mostDomains = 3;

/** The view's whole state, as the address holds it. */
export type TrendSearch = {
  readonly organizationId: string | null;
  /** An OU; null: the whole organisation. */
  readonly unitId: string | null;
  readonly range: TrendRange;
  /** Domains that are drawn beside the score, in their usual order. */
  readonly domains: readonly ResponsibilityDomain[];
};

const single = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .optional()
  .catch(undefined);
const Search = z.object({ organization: single, unit: single, range: single, domains: single });
const fits = (text: string | undefined, shape: RegExp) => (text !== undefined && shape.test(text) ? text : null);

/** The view that an address asks for; what does not fit is as if it were not there. */
export function trendSearch(parameters: unknown): TrendSearch {
  const { organization, unit, range, domains = "" } = Search.parse(parameters);
  const named = new Set(domains.split(","));
  return {
    organizationId: fits(organization, /^o-[a-z0-9]{10,32}$/),
    unitId: fits(unit, /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/),
    range: trendRanges.find((days) => String(days) === range) ?? 90,
    domains: responsibilityDomains.filter((domain) => named.has(domain)).slice(0, mostDomains),
  };
}

/** What the address of a view holds: only what differs from the plain page. */
export function trendParameters({ organizationId, unitId, range, domains }: TrendSearch): Record<string, string> {
  return {
    ...(organizationId === null ? {} : { organization: organizationId }),
    ...(unitId === null ? {} : { unit: unitId }),
    ...(range === 90 ? {} : { range: String(range) }),
    ...(domains.length === 0 ? {} : { domains: domains.join(",") }),
  };
}

export function trendHref(base: string, search: TrendSearch): string {
  const query = new URLSearchParams(trendParameters(search));
  return query.size === 0 ? base : `${base}?${query}`;
}

/** The view with one domain more or less; a fourth one takes the place of the first. */
export function withDomain(search: TrendSearch, domain: ResponsibilityDomain): TrendSearch {
  const others = search.domains.filter((one) => one !== domain);
  const domains = others.length < search.domains.length ? others : [...others, domain].slice(-mostDomains);
  return { ...search, domains: responsibilityDomains.filter((one) => domains.includes(one)) };
}
