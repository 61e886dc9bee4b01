import { type Organization, organizationColumns } from "../organization/list-organizations.ts";
import { inTreeOrder, type Unit } from "../organization/list-units.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What findings of an organisation can be narrowed to. */
export type FindingChoices = {
  /** Of the tenant, by id. */
  readonly organizations: readonly Organization[];
  readonly units: readonly Unit[];
  /** Regions with a finding, `global` among them, by name. */
  readonly regions: readonly string[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Some operator has a grant here, expired ones too. */
  readonly hasPartners: boolean;
};

type Choice =
  | (Unit & { readonly choice: "unit" })
  | { readonly choice: "organization"; readonly nodeId: string; readonly name: string }
  | { readonly choice: "region" | "team" | "partner"; readonly nodeId: string; readonly name: string };

/** Of the organisation that is named, or the tenant's first. One statement; Regions are found by one look-up each. */
export async function readFindingChoices(
  tx: TenantTransaction,
  organizationId: string | null,
): Promise<FindingChoices> {
  const found = await rows(tx)<Choice>`
    WITH RECURSIVE chosen AS MATERIALIZED (
      SELECT coalesce(${organizationId}::text, (SELECT min(organization_id) FROM organizations)) AS id
    ), known AS (
      (SELECT region FROM findings WHERE organization_id = (SELECT id FROM chosen) ORDER BY region LIMIT 1)
      UNION ALL
      SELECT (SELECT n.region FROM findings n WHERE n.organization_id = (SELECT id FROM chosen)
        AND n.region > k.region ORDER BY n.region LIMIT 1)
      FROM known k WHERE k.region IS NOT NULL
    )
    SELECT 'unit' AS choice, node_id AS "nodeId", kind, nullif(parent_id, '') AS "parentId", name, depth, accounts
    FROM organization_nodes WHERE organization_id = (SELECT id FROM chosen) AND kind <> 'account'
    UNION ALL SELECT 'organization', "organizationId", '', '', to_jsonb(o)::text, 0, 0 FROM (
      SELECT ${organizationColumns} FROM organizations) o
    UNION ALL SELECT 'region', region, '', '', region, 0, 0 FROM known WHERE region IS NOT NULL
    UNION ALL SELECT 'team', id::text, '', '', name, 0, 0 FROM teams
    UNION ALL SELECT DISTINCT 'partner', '', '', '', '', 0, 0 FROM operator_grants
    ORDER BY "choice", name, "nodeId"`;
  const named = (choice: Choice["choice"]) => found.filter((row) => row.choice === choice);
  return {
    organizations: named("organization")
      .map(({ name }) => organizationOf(name))
      .sort(byId),
    units: inTreeOrder(found.flatMap((row) => (row.choice === "unit" ? [unitOf(row)] : []))),
    regions: named("region").map(({ name }) => name),
    teams: named("team").map(({ nodeId, name }) => ({ id: nodeId, name })),
    hasPartners: named("partner").length > 0,
  };
}

/** As the database writes it: instants are texts. */
function organizationOf(row: string): Organization {
  const organization = JSON.parse(row) as Organization;
  const { currentCrawlAt } = organization;
  return { ...organization, currentCrawlAt: currentCrawlAt === null ? null : new Date(currentCrawlAt) };
}

const byId = (left: Organization, right: Organization) => (left.organizationId < right.organizationId ? -1 : 1);

function unitOf({ nodeId, kind, parentId, name, depth, accounts }: Unit): Unit {
  return { nodeId, kind, parentId, name, depth, accounts };
}
