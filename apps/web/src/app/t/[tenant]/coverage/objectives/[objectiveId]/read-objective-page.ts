import "server-only";
import {
  type CoverageState,
  type CoveredAccounts,
  listUnits,
  type ObjectiveCoverage,
  type Organization,
  readControlSums,
  readCoverageOfAccounts,
  readCoverageState,
  readObjectiveCoverage,
  type TenantTransaction,
  type Unit,
} from "@sekinin/db";
import type { ControlSums } from "@sekinin/posture";
import { chooseOrganization } from "../../../choose-organization.ts";
import type { NothingToShow } from "../../../heatmap/nothing-yet.tsx";
import type { ObjectiveView } from "./objective-search.ts";

/** How one objective stands in an organisation, or why that is not known. */
export type ObjectivePage =
  | {
      readonly kind: "objective";
      readonly organization: Organization;
      readonly state: CoverageState;
      readonly outcomes: ObjectiveCoverage;
      readonly accounts: CoveredAccounts;
      readonly units: readonly Unit[];
      /** What fails in the whole organisation, by control; null where it was not counted. */
      readonly controls: ControlSums | null;
    }
  | { readonly kind: "undecided"; readonly isPending: boolean }
  | NothingToShow
  | { readonly kind: "foreign" };

const accountsOnPage = 50;

/** Six statements. */
export async function readObjectivePage(
  tx: TenantTransaction,
  objectiveId: string,
  view: ObjectiveView,
): Promise<ObjectivePage> {
  const chosen = await chooseOrganization(tx, view.organizationId);
  if (chosen.kind !== "organization") return chosen;
  const { organization } = chosen;
  const { organizationId } = organization;
  const decided = await readCoverageState(tx, organizationId);
  if (decided === null) return { kind: "foreign" };
  if (decided.state === null) return { kind: "undecided", isPending: decided.isPending };
  const { nodeId, verdict, after } = view;
  return {
    kind: "objective",
    organization,
    state: decided.state,
    outcomes: await readObjectiveCoverage(tx, organizationId, objectiveId),
    accounts: await readCoverageOfAccounts(tx, {
      organizationId,
      objectiveId,
      nodeId,
      verdict,
      after,
      limit: accountsOnPage,
    }),
    units: await listUnits(tx, organizationId),
    controls: await readControlSums(tx, { organizationId, nodeId: null }),
  };
}
