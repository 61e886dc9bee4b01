import { controls } from "@sekinin/responsibility";
import { z } from "zod";
import { type Customer, type PortfolioColumn, portfolioColumns } from "./customer-view.ts";

/** What the table can be sorted by beside its score columns. */
export const otherSorts = ["name", "change", "accounts", "criticals", "crawl", "digest", "taken"] as const;
export type PortfolioSort = PortfolioColumn | (typeof otherSorts)[number];

/** The page's whole state, as its address holds it. */
export type PortfolioSearch = {
  readonly sort: PortfolioSort;
  readonly order: "ascending" | "descending";
  /** One control across all customers; null: none is asked for. */
  readonly control: string | null;
  /** Part of a customer's name, as typed; empty: all. */
  readonly find: string;
};

/** Lowest score first: who needs the operator most. */
export const plainPortfolio: PortfolioSearch = { sort: "all", order: "ascending", control: null, find: "" };

const text = z.string().max(200).catch("");
const Search = z.object({ sort: text, order: text, control: text, find: text });

/** What does not fit is as if it were not there. */
export function portfolioSearch(parameters: Readonly<Record<string, unknown>>): PortfolioSearch {
  const { sort, order, control, find } = Search.parse({ ...parameters });
  return {
    sort: [...portfolioColumns, ...otherSorts].find((column) => column === sort) ?? plainPortfolio.sort,
    order: order === "descending" ? "descending" : "ascending",
    control: controls.some(({ id }) => id === control) ? control : null,
    find: find.trim(),
  };
}

/** Only what differs from the plain page is in it. */
export function portfolioHref(search: PortfolioSearch): string {
  const query = new URLSearchParams();
  if (search.sort !== plainPortfolio.sort) query.set("sort", search.sort);
  if (search.order !== plainPortfolio.order) query.set("order", search.order);
  if (search.control !== null) query.set("control", search.control);
  if (search.find !== "") query.set("find", search.find);
  return query.size === 0 ? "/portfolio" : `/portfolio?${query}`;
}

/** A second click on a head turns the order round. */
export function sortedBy(search: PortfolioSearch, sort: PortfolioSort): PortfolioSearch {
  const isSame = search.sort === sort;
  return { ...search, sort, order: isSame && search.order === "ascending" ? "descending" : "ascending" };
}

/** The one customer that is meant, by its whole name or short name, or as the only one that has the text in it. */
export function customerMeant<T extends { readonly slug: string; readonly name: string }>(
  customers: readonly T[],
  find: string,
): T | null {
  if (find === "") return null;
  const wanted = folded(find);
  const exact = customers.filter(({ slug, name }) => folded(slug) === wanted || folded(name) === wanted);
  if (exact.length > 0) return exact.length === 1 ? (exact[0] ?? null) : null;
  const holding = found(customers, find);
  return holding.length === 1 ? (holding[0] ?? null) : null;
}

/** Customers whose name or short name holds the text. */
export function found<T extends { readonly slug: string; readonly name: string }>(
  customers: readonly T[],
  find: string,
): readonly T[] {
  const wanted = folded(find);
  return customers.filter(({ slug, name }) => folded(slug).includes(wanted) || folded(name).includes(wanted));
}

/** Wide and narrow letters, and letters of either case, are the same to who types. */
function folded(typed: string): string {
  return typed.normalize("NFKC").toLowerCase();
}

/** What is not known stays at the end whichever way one sorts; equal ones are in the order of their names. */
export function sortCustomers(customers: readonly Customer[], search: PortfolioSearch, locale: string): Customer[] {
  const words = new Intl.Collator(locale, { numeric: true });
  const byName = (a: Customer, b: Customer) => words.compare(a.name, b.name) || (a.slug < b.slug ? -1 : 1);
  const sign = search.order === "ascending" ? 1 : -1;
  return [...customers].sort((a, b) => {
    if (search.sort === "name") return sign * byName(a, b);
    const [left, right] = [values[search.sort](a), values[search.sort](b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

type Value = (customer: Customer) => number | null;

/** What each column is sorted by; names are words and have none. */
const values: Readonly<Record<Exclude<PortfolioSort, "name">, Value>> = {
  ...(Object.fromEntries(
    portfolioColumns.map((column): [PortfolioColumn, Value] => [column, ({ cells }) => cells[column].score]),
  ) as Record<PortfolioColumn, Value>),
  change: ({ change }) => change?.points ?? null,
  accounts: ({ accounts }) => accounts,
  criticals: ({ criticals }) => criticals,
  crawl: ({ crawl }) => crawl?.at.getTime() ?? null,
  digest: ({ digest }) => digest?.at.getTime() ?? null,
  taken: ({ taken }) => taken.failed,
};
