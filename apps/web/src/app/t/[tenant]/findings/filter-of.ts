import { type FindingFilter, type FindingScope, openFindings } from "@sekinin/db";
import type { PartyScope } from "@sekinin/posture";
import { controls } from "@sekinin/responsibility";
import type { FindingSearch } from "./finding-search.ts";

const dayMs = 86_400_000;

type Given = {
  readonly organizationId: string;
  /** What the party of the search answers for; null where it names none. */
  readonly party: PartyScope | null;
  readonly zone: string;
  readonly now: Date;
};

/** The filter that a search means now. Days are the tenant's. */
export function filterOf(search: FindingSearch, { organizationId, party, zone, now }: Given): FindingFilter {
  const ago = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * dayMs));
  const since = (when: FindingSearch["changed"]) => (typeof when === "string" ? startOfDay(when, zone) : ago(when));
  const { text } = search;
  return {
    ...openFindings(organizationId),
    nodeId: search.node,
    accountIds: search.account === null ? null : [search.account],
    controlIds: search.control === null ? null : [search.control],
    domains: search.domains,
    severities: search.severities,
    statuses: search.statuses.length === 0 ? ["open"] : search.statuses,
    service: search.service,
    region: search.region,
    seenFrom: ago(search.newerDays),
    seenUntil: ago(search.olderDays),
    changedFrom: since(search.changed),
    openedFrom: since(search.opened),
    resolvedFrom: since(search.resolved),
    text: text === null ? null : { words: text, controlIds: controlsNamed(text) },
    anyOf: party === null ? null : scopesOf(party),
    sort: search.sort,
  };
}

/** Controls whose id, or title in either language, holds the words. */
export function controlsNamed(words: string): string[] {
  const wanted = words.toLowerCase();
  return controls
    .filter(({ id, title }) => [id, title.en, title.ja].some((name) => name.toLowerCase().includes(wanted)))
    .map(({ id }) => id);
}

/** A party's pairs of control and account as few scopes: controls with the same accounts are one. */
export function scopesOf({ everywhere, controlIds, accountIds }: PartyScope): FindingScope[] {
  const accountsOf = new Map<string, string[]>();
  controlIds.forEach((controlId, index) => {
    const accounts = accountsOf.get(controlId) ?? [];
    accounts.push(accountIds[index] ?? "");
    accountsOf.set(controlId, accounts);
  });
  const scopes = new Map<string, { accountIds: string[]; controlIds: string[] }>();
  for (const [controlId, accounts] of accountsOf) {
    const sorted = accounts.sort();
    const scope = scopes.get(sorted.join()) ?? { accountIds: sorted, controlIds: [] };
    scope.controlIds.push(controlId);
    scopes.set(sorted.join(), scope);
  }
  const whole = everywhere.length === 0 ? [] : [{ accountIds: null, controlIds: everywhere }];
  return [...whole, ...scopes.values()];
}

/** The instant at which an ISO day begins in a zone. */
export function startOfDay(day: string, zone: string): Date {
  const utc = new Date(`${day}T00:00:00Z`).getTime();
  // Twice: the first guess may lie on the other side of a change of the clock.
  const first = utc - offsetMs(new Date(utc), zone);
  return new Date(utc - offsetMs(new Date(first), zone));
}

function offsetMs(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(instant.getTime() / 1_000) * 1_000;
}
