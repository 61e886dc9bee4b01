import { findObjective } from "@sekinin/guardrails";
import { z } from "zod";
import { nodeOf, organizationOf, single } from "../coverage-search.ts";

/** Days that a trend may span. */
export const spans = [30, 90, 180, 390] as const;

/** What a trend of all objectives counts: pairs of an account and an objective, or objectives by their worst account. */
export const trends = ["pairs", "worst"] as const;

/** Which changes are listed, and what the trend is of. */
export type HistoryView = {
  readonly organizationId: string | null;
  readonly policyId: string | null;
  readonly objectiveId: string | null;
  /** A root or an OU, or null for the whole organisation. */
  readonly nodeId: string | null;
  readonly days: (typeof spans)[number];
  readonly trend: (typeof trends)[number];
  /** The last change of the page before. */
  readonly before: string | null;
};

const Search = z.object({
  organization: single,
  policy: single,
  objective: single,
  node: single,
  days: single,
  trend: single,
  before: single,
});

/** The view that an address asks for; what does not fit is as if it were not there. */
export function historySearch(parameters: unknown): HistoryView {
  const { organization, policy, objective, node, days, trend, before } = Search.parse(parameters);
  return {
    organizationId: organizationOf(organization),
    policyId: policy !== undefined && /^p-[0-9a-zA-Z_]{3,128}$/.test(policy) ? policy : null,
    objectiveId: objective !== undefined && findObjective(objective) !== undefined ? objective : null,
    nodeId: nodeOf(node),
    days: spans.find((span) => String(span) === days) ?? 90,
    trend: trends.find((one) => one === trend) ?? "pairs",
    before: before !== undefined && /^[0-9a-f-]{36}\.\d{1,9}$/.test(before) ? before : null,
  };
}

/** What an address holds for a view. */
export function historyParameters(view: HistoryView): [name: string, value: string][] {
  const all = {
    organization: view.organizationId,
    policy: view.policyId,
    objective: view.objectiveId,
    node: view.nodeId,
    days: view.days === 90 ? null : String(view.days),
    trend: view.trend === "pairs" ? null : view.trend,
    before: view.before,
  };
  return Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The address of a view. */
export function historyHref(base: string, view: HistoryView): string {
  const query = historyParameters(view).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return query.length === 0 ? base : `${base}?${query.join("&")}`;
}
