import { Failure } from "@sekinin/config";
import { refuseAbsent } from "../refused-rows.ts";
import { execute, rows } from "../sql.ts";
import { isUuid, typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/**
 * Whose an organisation is, for the first that asks: an organisation belongs to one connection of one tenant.
 * `taken` says nothing of by whom. Throws `not-found` where the connection is not the tenant's.
 */
export async function claimOrganization(
  tx: SystemTransaction,
  claim: { readonly tenantId: string; readonly connectionId: string; readonly organizationId: string },
): Promise<"claimed" | "yours" | "taken"> {
  if (!isUuid(claim.tenantId) || !isUuid(claim.connectionId)) throw new Failure("not-found");
  const organizationId = typedText("organizationId", claim.organizationId, 34);
  const written = await refuseAbsent(
    () => execute(tx)`
      INSERT INTO organization_claims (organization_id, tenant_id, connection_id)
      VALUES (${organizationId}, ${claim.tenantId}::uuid, ${claim.connectionId}::uuid)
      ON CONFLICT (organization_id) DO NOTHING`,
  );
  if (written === 1) return "claimed";
  const [own] = await rows(tx)<{ own: boolean }>`
    SELECT tenant_id = ${claim.tenantId}::uuid AND connection_id = ${claim.connectionId}::uuid AS own
    FROM organization_claims WHERE organization_id = ${organizationId}`;
  return own?.own === true ? "yours" : "taken";
}
