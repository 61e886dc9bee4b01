import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { refuseDuplicate } from "../refused-rows.ts";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { typedTeamAddress, typedTeamName } from "./team.ts";

/** Throws `team.name-taken`, `input.invalid`. The address is not confirmed yet. */
export async function createTeam(
  tx: TenantTransaction,
  input: { readonly actor: Actor; readonly name: string; readonly email: string | null },
): Promise<{ readonly id: string }> {
  const name = typedTeamName(input.name);
  const email = typedTeamAddress(input.email);
  const [row] = await refuseDuplicate(
    "team.name-taken",
    () => rows(tx)<{ id: string }>`
      INSERT INTO teams (tenant_id, id, name, email)
      VALUES (current_setting('app.tenant_id')::uuid, gen_random_uuid(), ${name}, ${email})
      RETURNING id::text`,
  );
  const id = row?.id ?? "";
  await recordAuditEvent(tx, { actor: input.actor, action: "team.created", detail: { teamId: id, name } });
  return { id };
}
