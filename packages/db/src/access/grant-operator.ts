import { Failure } from "@sekinin/config";
import type { Role } from "../locale.ts";
import { refuseAbsent } from "../refused-rows.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Lets an operator's members into this tenant, until `expiresAt` where it is given; a grant that exists is replaced. */
export async function grantOperator(
  tx: TenantTransaction,
  input: { readonly operatorId: string; readonly role: Role; readonly expiresAt?: Date | null },
): Promise<void> {
  if (!isUuid(input.operatorId)) throw new Failure("not-found");
  await refuseAbsent(
    () => execute(tx)`
    INSERT INTO operator_grants (tenant_id, operator_id, role, expires_at)
    VALUES (current_setting('app.tenant_id')::uuid, ${input.operatorId}::uuid, ${input.role},
      ${input.expiresAt ?? null}::timestamptz)
    ON CONFLICT (tenant_id, operator_id) DO UPDATE SET role = excluded.role, expires_at = excluded.expires_at`,
  );
}
