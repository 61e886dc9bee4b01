import { type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import type { VerdictKind } from "@sekinin/ui";
import { z } from "zod";

/** What of an account is shown; null: everything. */
export type AccountView = {
  readonly organizationId: string | null;
  readonly domain: ResponsibilityDomain | null;
  readonly verdict: VerdictKind | null;
};

/** In the order in which the page shows them. */
export const verdictKinds = ["fail", "unknown", "pass", "not-applicable"] as const satisfies readonly VerdictKind[];

const single = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .optional()
  .catch(undefined);
const Search = z.object({ organization: single, domain: single, verdict: single });

/** The view that an address asks for; what does not fit is as if it were not there. */
export function accountSearch(parameters: unknown): AccountView {
  const { organization, domain, verdict } = Search.parse(parameters);
  return {
    organizationId: organization !== undefined && /^o-[a-z0-9]{10,32}$/.test(organization) ? organization : null,
    domain: responsibilityDomains.find((candidate) => candidate === domain) ?? null,
    verdict: verdictKinds.find((candidate) => candidate === verdict) ?? null,
  };
}

/** The address of a view. */
export function accountAddress(base: string, view: AccountView): string {
  const query = [
    ...(view.organizationId === null ? [] : [`organization=${view.organizationId}`]),
    ...(view.domain === null ? [] : [`domain=${view.domain}`]),
    ...(view.verdict === null ? [] : [`verdict=${view.verdict}`]),
  ];
  return query.length === 0 ? base : `${base}?${query.join("&")}`;
}
