import "server-only";
import {
  type CoverageMatrix,
  type CoverageState,
  listAccountNames,
  type Organization,
  readCoverageMatrix,
  type TenantTransaction,
} from "@sekinin/db";
import type { CoverageView } from "@sekinin/ui";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "../heatmap/nothing-yet.tsx";

/** What the matrix page draws, or why there is nothing. */
export type CoveragePage =
  | {
      readonly kind: "coverage";
      readonly organization: Organization;
      readonly organizationIds: readonly string[];
      readonly state: CoverageState;
      readonly isPending: boolean;
      readonly nodes: CoverageMatrix["rows"];
      /** What is open: as the address says, or the first level where it says nothing. */
      readonly opened: readonly string[];
      readonly accountNames: Readonly<Record<string, string>>;
    }
  | { readonly kind: "undecided"; readonly isPending: boolean }
  | NothingToShow
  | { readonly kind: "foreign" };

/** Four statements; nothing is read below closed OUs. */
export async function readCoveragePage(tx: TenantTransaction, view: CoverageView): Promise<CoveragePage> {
  const chosen = await chooseOrganization(tx, view.organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization, organizationIds } = chosen;
  const { organizationId, rootId } = organization;
  const opened = view.opened ?? [rootId];
  const matrix = await readCoverageMatrix(tx, { organizationId, parentIds: opened, unitsOnly: true });
  if (matrix === null) return { kind: "foreign" };
  const { state, isPending, rows } = matrix;
  if (state === null) return { kind: "undecided", isPending };
  const worst = [...new Set(rows.flatMap((row) => Object.values(row.worst)))];
  return {
    kind: "coverage",
    organization,
    organizationIds,
    state,
    isPending,
    nodes: rows,
    opened,
    accountNames: Object.fromEntries(await listAccountNames(tx, organizationId, worst)),
  };
}
