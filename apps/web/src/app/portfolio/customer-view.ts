import type { CustomerPosture } from "@sekinin/db";
import {
  addControlSums,
  addSums,
  type Cell,
  type ChangeCause,
  type ControlSums,
  cellOf,
  emptySums,
  periodChange,
  sumOf,
} from "@sekinin/posture";
import { controlById, type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";
import { worstState } from "./worst-state.ts";

/** Columns of the portfolio's heatmap: everything together, then the eight domains. */
export const portfolioColumns = ["all", ...responsibilityDomains] as const;
export type PortfolioColumn = (typeof portfolioColumns)[number];

/** Since a week before, in points 0..100; `cause` is the part that weighs most, null where no row explains any. */
export type WeekChange = {
  readonly points: number;
  readonly cause: { readonly kind: ChangeCause; readonly points: number } | null;
};

/** One customer of an operator, as the page draws it. Scores and shares are 0..1, null where nothing is known. */
export type Customer = {
  readonly slug: string;
  readonly name: string;
  readonly organizations: number;
  readonly accounts: number;
  /** Accounts of organisations whose first crawl is not complete; null where there is none such. */
  readonly accountsRead: number | null;
  readonly cells: Readonly<Record<PortfolioColumn, Cell>>;
  /** Null where the customer was not known a week ago. */
  readonly change: WeekChange | null;
  readonly connection: ReturnType<typeof worstState>;
  readonly crawl: CustomerPosture["crawl"];
  readonly unreadAccounts: number;
  /** Failed resources of critical controls; null until a crawl has counted by control. */
  readonly criticals: number | null;
  readonly digest: CustomerPosture["digest"];
  /** What the partner has taken on: assignments, controls that they come to, failed resources of these. */
  readonly taken: { readonly subjects: number; readonly controls: number; readonly failed: number };
  readonly controls: ControlSums;
};

/** A customer of several organisations is the sum of them. */
export function customerView(
  tenant: { readonly slug: string; readonly name: string },
  posture: CustomerPosture,
): Customer {
  const { organizations, partial, connections, crawl, digest, taken } = posture;
  const sums = organizations.reduce((total, one) => addSums(total, one.sums), emptySums());
  const controls = organizations.reduce<ControlSums>((total, one) => addControlSums(total, one.controls), {});
  const cell = (domains: readonly ResponsibilityDomain[]) => cellOf(sumOf(sums, domains));
  return {
    slug: tenant.slug,
    name: tenant.name,
    organizations: organizations.length + (partial?.organizations ?? 0),
    accounts: organizations.reduce((sum, { accounts }) => sum + accounts, 0),
    accountsRead: partial?.accountsRead ?? null,
    cells: Object.fromEntries([
      ["all", cell(responsibilityDomains)],
      ...responsibilityDomains.map((domain) => [domain, cell([domain])]),
    ]) as Customer["cells"],
    change: weekChange(organizations),
    connection: worstState(connections),
    crawl,
    unreadAccounts: organizations.reduce((sum, { unreadAccounts }) => sum + unreadAccounts, 0),
    criticals: organizations.every((one) => Object.keys(one.controls).length > 0)
      ? failedOf(controls, (id) => controlById(id)?.severity === "critical")
      : null,
    digest,
    taken: {
      subjects: taken.subjects,
      controls: Object.keys(taken.controls).length,
      failed: failedOf(taken.controls, () => true),
    },
    controls,
  };
}

function failedOf(controls: ControlSums, counts: (id: string) => boolean): number {
  return Object.entries(controls).reduce((sum, [id, { failed }]) => sum + (counts(id) ? failed : 0), 0);
}

function weekChange(organizations: CustomerPosture["organizations"]): WeekChange | null {
  let before = emptySums();
  let after = emptySums();
  for (const one of organizations) {
    if (one.before === null) return null;
    before = addSums(before, one.before);
    after = addSums(after, one.sums);
  }
  const change = periodChange(
    before,
    after,
    organizations.flatMap(({ changes }) => changes),
  );
  if (change.before.score === null || change.after.score === null) return null;
  const [main] = [...change.parts].sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  const isFelt = main !== undefined && Math.abs(main.score) >= 0.0005;
  return {
    points: 100 * (change.after.score - change.before.score),
    cause: isFelt ? { kind: main.cause, points: 100 * main.score } : null,
  };
}
