import "server-only";
import {
  type Assignment,
  listAssignments,
  listOrganizations,
  listTeams,
  listUnits,
  type Team,
  type TenantTransaction,
  type Unit,
} from "@sekinin/db";

/** What the page draws. `organization` null: none has been crawled yet, and only teams can be made. */
export type ResponsibilityPage = {
  readonly organization: {
    readonly id: string;
    readonly rootId: string;
    readonly units: readonly Unit[];
    readonly assignments: readonly Assignment[];
  } | null;
  readonly organizationIds: readonly string[];
  readonly teams: readonly Team[];
};

/** Null where the address asks for an organisation that is not this tenant's. Four statements. */
export async function readResponsibility(
  tx: TenantTransaction,
  organizationId: string | null,
): Promise<ResponsibilityPage | null> {
  const organizations = await listOrganizations(tx);
  const found =
    organizationId === null
      ? organizations[0]
      : organizations.find((organization) => organization.organizationId === organizationId);
  if (found === undefined && organizationId !== null) return null;
  const teams = await listTeams(tx);
  const organizationIds = organizations.map((organization) => organization.organizationId);
  if (found === undefined) return { organization: null, organizationIds, teams };
  const { organizationId: id, rootId } = found;
  return {
    organization: { id, rootId, units: await listUnits(tx, id), assignments: await listAssignments(tx, id) },
    organizationIds,
    teams,
  };
}
