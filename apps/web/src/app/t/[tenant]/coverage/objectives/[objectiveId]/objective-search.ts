import { type CoverageVerdict, coverageVerdicts } from "@sekinin/guardrails/coverage";
import { z } from "zod";
import { nodeOf, organizationOf, single } from "../../coverage-search.ts";

/** Which accounts of an objective are listed. */
export type ObjectiveView = {
  readonly organizationId: string | null;
  readonly nodeId: string | null;
  readonly verdict: CoverageVerdict | null;
  /** The last account of the page before. */
  readonly after: string | null;
};

const Search = z.object({ organization: single, node: single, verdict: single, after: single });

/** The view that an address asks for; what does not fit is as if it were not there. */
export function objectiveSearch(parameters: unknown): ObjectiveView {
  const { organization, node, verdict, after } = Search.parse(parameters);
  return {
    organizationId: organizationOf(organization),
    nodeId: nodeOf(node),
    verdict: coverageVerdicts.find((known) => known === verdict) ?? null,
    after: after !== undefined && /^\d{12}$/.test(after) ? after : null,
  };
}

/** What an address holds for a view. */
export function objectiveParametersOf({ organizationId, nodeId, verdict, after }: ObjectiveView): [string, string][] {
  const all = { organization: organizationId, node: nodeId, verdict, after };
  return Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The address of a view, at the list of accounts where `isList`. */
export function objectiveAddress(base: string, view: ObjectiveView, isList = false): string {
  const query = objectiveParametersOf(view).map(([name, value]) => `${name}=${value}`);
  return `${base}${query.length === 0 ? "" : `?${query.join("&")}`}${isList ? "#accounts" : ""}`;
}
