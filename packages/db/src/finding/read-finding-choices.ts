import { inTreeOrder, type Unit } from "../organization/list-units.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** What findings of an organisation can be narrowed to. */
export type FindingChoices = {
  readonly units: readonly Unit[];
  /** Regions with a finding, `global` among them, by name. */
  readonly regions: readonly string[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Some operator has a grant here, expired ones too. */
  readonly hasPartners: boolean;
};

type Choice =
  | (Unit & { readonly choice: "unit" })
  | { readonly choice: "region" | "team" | "partner"; readonly nodeId: string; readonly name: string };

/** One statement; Regions are found by one look-up each. */
export async function readFindingChoices(tx: TenantTransaction, organizationId: string): Promise<FindingChoices> {
  const found = await rows(tx)<Choice>`
    WITH RECURSIVE known AS (
      (SELECT region FROM findings WHERE organization_id = ${organizationId} ORDER BY region LIMIT 1)
      UNION ALL
      SELECT (SELECT n.region FROM findings n WHERE n.organization_id = ${organizationId} AND n.region > k.region
        ORDER BY n.region LIMIT 1)
      FROM known k WHERE k.region IS NOT NULL
    )
    SELECT 'unit' AS choice, node_id AS "nodeId", kind, nullif(parent_id, '') AS "parentId", name, depth, accounts
    FROM organization_nodes WHERE organization_id = ${organizationId} AND kind <> 'account'
    UNION ALL SELECT 'region', region, '', '', region, 0, 0 FROM known WHERE region IS NOT NULL
    UNION ALL SELECT 'team', id::text, '', '', name, 0, 0 FROM teams
    UNION ALL SELECT DISTINCT 'partner', '', '', '', '', 0, 0 FROM operator_grants
    ORDER BY "choice", name, "nodeId"`;
  const named = (choice: Choice["choice"]) => found.filter((row) => row.choice === choice);
  return {
    units: inTreeOrder(found.flatMap((row) => (row.choice === "unit" ? [unitOf(row)] : []))),
    regions: named("region").map(({ name }) => name),
    teams: named("team").map(({ nodeId, name }) => ({ id: nodeId, name })),
    hasPartners: named("partner").length > 0,
  };
}

function unitOf({ nodeId, kind, parentId, name, depth, accounts }: Unit): Unit {
  return { nodeId, kind, parentId, name, depth, accounts };
}
