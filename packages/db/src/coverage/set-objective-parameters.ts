import type { ObjectiveParameters } from "@sekinin/guardrails";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { userOf } from "../draft/draft.ts";
import { refuseAbsent } from "../refused-rows.ts";
import { rows } from "../sql.ts";
import { storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { typedParameters } from "./objective-parameters.ts";
import { requestCoverage } from "./request-coverage.ts";

/**
 * Replaces all of an organisation's parameters and asks for its coverage to be decided again; false where they are the
 * same. Throws `not-found`, `input.invalid`.
 */
export async function setObjectiveParameters(
  tx: TenantTransaction,
  input: { readonly actor: Actor; readonly organizationId: string; readonly parameters: ObjectiveParameters },
): Promise<boolean> {
  const { actor, organizationId } = input;
  const parameters = typedParameters(input.parameters);
  const updatedBy = userOf(actor);
  const changed = await refuseAbsent(
    () => rows(tx)`
      INSERT INTO objective_parameters AS p (tenant_id, organization_id, parameters, updated_by, updated_at)
      VALUES (current_setting('app.tenant_id')::uuid, ${organizationId}, ${storableJson(parameters)}::jsonb,
        ${updatedBy}::uuid, clock_timestamp())
      ON CONFLICT (tenant_id, organization_id) DO UPDATE SET parameters = excluded.parameters,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      WHERE p.parameters IS DISTINCT FROM excluded.parameters
      RETURNING 1`,
  );
  if (changed.length === 0) return false;
  await requestCoverage(tx, organizationId);
  const detail = { organizationId, parameters: Object.keys(parameters) };
  await recordAuditEvent(tx, { actor, action: "guardrails.parameters-set", detail });
  return true;
}
