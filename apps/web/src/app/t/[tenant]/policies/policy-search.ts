import { z } from "zod";
import { organizationOf, single } from "../coverage/coverage-search.ts";

/** What of the inventory is shown. */
export type PolicySearch = {
  readonly organizationId: string | null;
  readonly type: string | null;
  readonly text: string | null;
  readonly only: "unattached" | "problems" | null;
  /** From 1, of one type. */
  readonly page: number;
};

const Search = z.object({ organization: single, type: single, q: single, only: single, page: single });
const mostPages = 1_000;

/** The view that an address asks for; what does not fit is as if it were not there. */
export function policySearch(parameters: unknown): PolicySearch {
  const { organization, type, q, only, page } = Search.parse(parameters);
  const text = q?.trim().slice(0, 200) ?? "";
  const number = Number(page);
  return {
    organizationId: organizationOf(organization),
    type: type !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(type) ? type : null,
    text: text === "" ? null : text,
    only: only === "unattached" || only === "problems" ? only : null,
    page: Number.isInteger(number) && number > 1 && number <= mostPages ? number : 1,
  };
}

/** The address of a view. */
export function policiesHref(base: string, { organizationId, type, text, only, page }: PolicySearch): string {
  const all = { organization: organizationId, type, q: text, only, page: page === 1 ? null : String(page) };
  const query = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return query.length === 0 ? base : `${base}?${query.join("&")}`;
}
