import { controls, type ResponsibilityDomain, type Severity } from "@sekinin/responsibility";
import type { FindingStatus } from "../account/account.ts";

/** Findings of these accounts and these controls at once; null: any. */
export type FindingScope = {
  readonly accountIds: readonly string[] | null;
  readonly controlIds: readonly string[] | null;
};

/** Which findings of one organisation are meant, and in which order. Empty and null: any; all that is said must hold. */
export type FindingFilter = FindingScope & {
  readonly organizationId: string;
  /** Root or OU: accounts below it in the tree that pages show. */
  readonly nodeId: string | null;
  readonly domains: readonly ResponsibilityDomain[];
  readonly severities: readonly Severity[];
  /** At least one. */
  readonly statuses: readonly FindingStatus[];
  readonly service: string | null;
  /** A Region's name, or `global`. */
  readonly region: string | null;
  /** First seen at or after, and at or before. */
  readonly seenFrom: Date | null;
  readonly seenUntil: Date | null;
  readonly changedFrom: Date | null;
  /** Opened, first or again, at or after; resolved at or after: whatever became of it since. */
  readonly openedFrom: Date | null;
  readonly resolvedFrom: Date | null;
  /**
   * An account's id or a part of its name, a resource's ARN or the beginning of its last part, or one of `controlIds`:
   * those whose words the caller found the text in.
   */
  readonly text: { readonly words: string; readonly controlIds: readonly string[] } | null;
  /** In at least one of these scopes: what a party answers for. */
  readonly anyOf: readonly FindingScope[] | null;
  /** worst: severity, then newest; newest: last change first. */
  readonly sort: "worst" | "newest";
};

/** Every open finding of an organisation, worst first: what a filter is made of by saying more. */
export function openFindings(organizationId: string): FindingFilter {
  return {
    organizationId,
    nodeId: null,
    accountIds: null,
    controlIds: null,
    domains: [],
    severities: [],
    statuses: ["open"],
    service: null,
    region: null,
    seenFrom: null,
    seenUntil: null,
    changedFrom: null,
    openedFrom: null,
    resolvedFrom: null,
    text: null,
    anyOf: null,
    sort: "worst",
  };
}

/** What a filter leaves has changed at or after this; null: whenever. Opening and resolving are changes. */
export function changedSince({ changedFrom, openedFrom, resolvedFrom }: FindingFilter): Date | null {
  const bounds = [changedFrom, openedFrom, resolvedFrom].filter((bound) => bound !== null);
  return bounds.length === 0 ? null : new Date(Math.max(...bounds.map((bound) => bound.getTime())));
}

/** What is in both lists; null is everything. */
export function inBoth(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  if (left === null) return right;
  if (right === null) return left;
  const known = new Set(right);
  return left.filter((item) => known.has(item));
}

/** Controls that a filter's controls, domains and service leave; null: any. */
export function controlsOf(
  filter: Pick<FindingFilter, "controlIds" | "domains" | "service">,
): readonly string[] | null {
  const { domains, service } = filter;
  if (domains.length === 0 && service === null) return filter.controlIds;
  const fitting = controls.filter(
    (control) =>
      (domains.length === 0 || domains.includes(control.domain)) && (service === null || control.service === service),
  );
  return inBoth(
    filter.controlIds,
    fitting.map(({ id }) => id),
  );
}
