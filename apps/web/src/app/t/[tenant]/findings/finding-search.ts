import type { FindingStatus } from "@sekinin/db";
import { addDays, partyOfKey } from "@sekinin/posture";
import {
  controls,
  type ResponsibilityDomain,
  responsibilityDomains,
  type Severity,
  severities,
} from "@sekinin/responsibility";

/** worst: severity, then newest; newest: last change first. */
export type FindingSort = "worst" | "newest";

/** What an address asks of the findings; null and empty: not asked for. Statuses: empty means open ones. */
export type FindingSearch = {
  readonly organization: string | null;
  /** Root or OU: accounts below it. */
  readonly node: string | null;
  readonly account: string | null;
  readonly domains: readonly ResponsibilityDomain[];
  readonly control: string | null;
  readonly severities: readonly Severity[];
  readonly statuses: readonly FindingStatus[];
  readonly service: string | null;
  readonly region: string | null;
  /** First seen more, or less, than so many days ago. */
  readonly olderDays: number | null;
  readonly newerDays: number | null;
  /** Changed in the last so many days, or since an ISO day. */
  readonly changed: number | string | null;
  /** Opened, first or again, and resolved: in the same words. */
  readonly opened: number | string | null;
  readonly resolved: number | string | null;
  readonly text: string | null;
  /** A party's key. */
  readonly party: string | null;
  readonly sort: FindingSort;
  readonly view: "controls" | "list";
};

/** Where a page of the list begins; opaque. */
export type FindingPlace = { readonly after: string | null; readonly before: string | null };

export type ParsedFindingSearch = {
  readonly search: FindingSearch;
  readonly place: FindingPlace;
  /** Names of parameters that were not understood: the page says that it left them out. */
  readonly ignored: readonly string[];
};

export const everyFinding: FindingSearch = {
  organization: null,
  node: null,
  account: null,
  domains: [],
  control: null,
  severities: [],
  statuses: [],
  service: null,
  region: null,
  olderDays: null,
  newerDays: null,
  changed: null,
  opened: null,
  resolved: null,
  text: null,
  party: null,
  sort: "worst",
  view: "controls",
};

/** In the order in which the page offers them. */
export const findingStatuses = ["open", "unknown", "resolved", "frozen"] as const satisfies readonly FindingStatus[];

export const services: readonly string[] = [...new Set(controls.map(({ service }) => service))].sort();

const mostDays = 4_000;
const longestText = 200;
const mostIgnored = 5;

/** Everything that narrows a view, taken away; the organisation, order and way of showing stay. */
export function withoutFilters({ organization, sort, view }: FindingSearch): FindingSearch {
  return { ...everyFinding, organization, sort, view };
}

/** A field's values, or null where one of them is not understood. */
type Read<Value> = (values: readonly string[]) => Value | null;

function matching(shape: RegExp): Read<string> {
  return ([value]) => (value !== undefined && shape.test(value) ? value : null);
}

function listOf<Item extends string>(known: readonly Item[]): Read<readonly Item[]> {
  return (values) => {
    const asked = values.flatMap((value) => value.split(","));
    const found = known.filter((item) => asked.includes(item));
    return found.length === new Set(asked).size ? found : null;
  };
}

const days: Read<number> = ([value]) => {
  if (value === undefined || !/^\d{1,4}$/.test(value)) return null;
  const count = Number(value);
  return count >= 1 && count <= mostDays ? count : null;
};

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const since: Read<number | string> = (values) => {
  return days(values) ?? (isDay(values[0] ?? "") ? (values[0] ?? null) : null);
};

const text: Read<string> = ([value]) => {
  // NUL and lone surrogates are in no name.
  const trimmed = value?.replace(/[\u0000\p{Surrogate}]/gu, "").trim() ?? "";
  return trimmed === "" || trimmed.length > longestText ? null : trimmed;
};

function oneOf<Item extends string>(known: readonly Item[]): Read<Item> {
  return ([value]) => known.find((item) => item === value) ?? null;
}

/** Open ones alone are what is shown anyway. */
function statusesOf(values: readonly string[]): readonly FindingStatus[] | null {
  if (values.join() === "all") return findingStatuses;
  const found = listOf(findingStatuses)(values);
  return found?.join() === "open" ? [] : found;
}

type Readers = { readonly [Field in keyof FindingSearch]: readonly [name: string, read: Read<FindingSearch[Field]>] };

const cursor = matching(/^[A-Za-z0-9_.-]{1,400}$/);

/** Field by field: its parameter and how that is read. */
const readers: Readers = {
  organization: ["organization", matching(/^o-[a-z0-9]{10,32}$/)],
  node: ["node", matching(/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/)],
  account: ["account", matching(/^\d{12}$/)],
  domains: ["domain", listOf(responsibilityDomains)],
  control: ["control", matching(/^[a-z0-9-]{1,100}$/)],
  severities: ["severity", listOf(severities)],
  statuses: ["status", statusesOf],
  service: ["service", oneOf(services)],
  region: ["region", matching(/^(global|[a-z]{2,4}(-[a-z]{2,12}){1,3}-\d{1,2})$/)],
  olderDays: ["older", days],
  newerDays: ["newer", days],
  changed: ["changed", since],
  opened: ["opened", since],
  resolved: ["resolved", since],
  text: ["q", text],
  party: ["party", ([value]) => (value !== undefined && partyOfKey(value) !== null ? value : null)],
  sort: ["sort", oneOf(["worst", "newest"])],
  view: ["view", oneOf(["controls", "list"])],
};

const placeNames = ["after", "before"] as const;

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Never throws: what does not fit is as if it were not there, and is named in `ignored`. An empty value is no value. */
export function parseFindingSearch(parameters: Parameters): ParsedFindingSearch {
  const asked = new Map(
    Object.entries(parameters).flatMap(([name, value]) => {
      const values = (Array.isArray(value) ? value : [value]).filter((item): item is string => Boolean(item));
      return values.length === 0 ? [] : [[name, values] as const];
    }),
  );
  const ignored: string[] = [];
  const take = <Value>(name: string, read: Read<Value>): Value | null => {
    const values = asked.get(name);
    asked.delete(name);
    if (values === undefined) return null;
    const value = read(values);
    if (value === null) ignored.push(name);
    return value;
  };
  const fields = Object.entries(readers).flatMap(([field, [name, read]]) => {
    const value = take<unknown>(name, read as Read<unknown>);
    return value === null ? [] : [[field, value] as const];
  });
  const place = { after: take("after", cursor), before: take("before", cursor) };
  const unknown = [...asked.keys()].map((name) => name.slice(0, 40));
  return {
    search: { ...everyFinding, ...(Object.fromEntries(fields) as Partial<FindingSearch>) },
    place,
    ignored: [...ignored, ...unknown].slice(0, mostIgnored),
  };
}

/** Parameters of a view in a fixed order; what is not asked for is left out. */
export function findingParameters(search: Partial<FindingSearch>): [name: string, value: string][] {
  const full = { ...everyFinding, ...search };
  return (Object.keys(readers) as (keyof FindingSearch)[]).flatMap((field) => {
    const value = full[field];
    const text = Array.isArray(value) ? value.join(",") : value === null ? "" : String(value);
    return text === "" || text === everyFinding[field] ? [] : [[readers[field][0], text] as [string, string]];
  });
}

/** The address of findings of a tenant: `findingsHref("acme", { node: "ou-...", severities: ["critical"] })`. */
export function findingsHref(
  tenant: string,
  search: Partial<FindingSearch> = {},
  place: Partial<FindingPlace> = {},
): string {
  return withQuery(`/t/${tenant}/findings`, search, place);
}

/**
 * What the changes after a day are made of, whatever became of it since. The day itself is in the state that they begin
 * with: the first day of a history opened everything.
 */
export function findingsAfterHref(
  tenant: string,
  event: "changed" | "opened" | "resolved",
  day: string | null,
  search: Partial<FindingSearch>,
): string {
  const from = day === null ? null : addDays(day, 1);
  return findingsHref(tenant, { ...search, statuses: findingStatuses, [event]: from });
}

/** The same view, as a file. */
export function findingsExportHref(tenant: string, format: "csv" | "ndjson", search: Partial<FindingSearch>): string {
  const query = new URLSearchParams([["format", format], ...findingParameters({ ...search, view: "controls" })]);
  return `/api/t/${tenant}/findings/export?${query}`;
}

/** A control's page, with the same filter on its resources. */
export function controlHref(
  tenant: string,
  control: string,
  search: Partial<FindingSearch> = {},
  place: Partial<FindingPlace> = {},
): string {
  return withQuery(`/t/${tenant}/controls/${control}`, { ...search, control: null, view: "controls" }, place);
}

export function findingHref(tenant: string, findingId: string): string {
  return `/t/${tenant}/findings/${findingId}`;
}

function withQuery(path: string, search: Partial<FindingSearch>, place: Partial<FindingPlace>): string {
  const places = placeNames.flatMap((name): [string, string][] => {
    const value = place[name];
    return value === undefined || value === null ? [] : [[name, value]];
  });
  const query = new URLSearchParams([...findingParameters(search), ...places]).toString();
  return query === "" ? path : `${path}?${query}`;
}
