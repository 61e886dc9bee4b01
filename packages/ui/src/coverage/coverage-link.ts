import { type CoverageVerdict, coverageVerdicts } from "@sekinin/guardrails/coverage";

/** The matrix's whole state, as the address holds it. */
export type CoverageView = {
  readonly organizationId: string | null;
  /** OUs whose children are columns; null: nobody has chosen yet. */
  readonly opened: readonly string[] | null;
  /** Objectives of which some shown account has one of these; empty: all. */
  readonly verdicts: readonly CoverageVerdict[];
  readonly domain: string | null;
  /** `full`: those that a Deny can prove; `limited`: those that no SCP can prove fully. */
  readonly provable: "full" | "limited" | null;
  readonly text: string | null;
  readonly sort: "domain" | "worst";
  readonly table: boolean;
};

export const wholeCoverage: CoverageView = {
  organizationId: null,
  opened: null,
  verdicts: [],
  domain: null,
  provable: null,
  text: null,
  sort: "domain",
  table: false,
};

/** What the address holds beside the path, only what differs from the plain page. */
export function coverageParameters(view: CoverageView): [name: string, value: string][] {
  const parameters: [string, string | null][] = [
    ["organization", view.organizationId],
    ["open", view.opened === null ? null : view.opened.join(",")],
    [
      "verdict",
      view.verdicts.length === 0 ? null : coverageVerdicts.filter((one) => view.verdicts.includes(one)).join(","),
    ],
    ["domain", view.domain],
    ["provable", view.provable],
    ["q", view.text],
    ["sort", view.sort === "worst" ? "worst" : null],
    ["view", view.table ? "table" : null],
  ];
  return parameters.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The address of a view. */
export function coverageHref(base: string, view: CoverageView): string {
  const query = coverageParameters(view).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`,
  );
  return query.length === 0 ? base : `${base}?${query.join("&")}`;
}

/** The view with one OU's children shown as columns, or no more. */
export function columnToggled(view: CoverageView, opened: readonly string[], id: string): CoverageView {
  const others = opened.filter((one) => one !== id);
  return { ...view, opened: others.length === opened.length ? [...opened, id] : others };
}
