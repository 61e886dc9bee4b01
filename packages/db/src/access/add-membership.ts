import { Failure } from "@sekinin/config";
import type { Role } from "../locale.ts";
import { refuseAbsent } from "../refused-rows.ts";
import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Gives a user a role in this tenant; a membership that exists takes the new role. Throws `not-found`. */
export async function addMembership(
  tx: TenantTransaction,
  input: { readonly userId: string; readonly role: Role },
): Promise<void> {
  if (!isUuid(input.userId)) throw new Failure("not-found");
  await refuseAbsent(
    () => execute(tx)`
    INSERT INTO memberships (tenant_id, user_id, role)
    VALUES (current_setting('app.tenant_id')::uuid, ${input.userId}::uuid, ${input.role})
    ON CONFLICT (tenant_id, user_id) DO UPDATE SET role = excluded.role`,
  );
}
