import { Failure } from "@sekinin/config";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event.ts";
import { refuseDuplicate } from "../refused-rows.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { typedTeamAddress, typedTeamName } from "./team.ts";

/**
 * Renames a team and changes its address; another address has to be confirmed anew. `addressChanged`: there is one to
 * ask now. Throws `not-found`, `team.name-taken`, `input.invalid`.
 */
export async function updateTeam(
  tx: TenantTransaction,
  input: { readonly actor: Actor; readonly id: string; readonly name: string; readonly email: string | null },
): Promise<{ readonly addressChanged: boolean }> {
  if (!isUuid(input.id)) throw new Failure("not-found");
  const name = typedTeamName(input.name);
  const email = typedTeamAddress(input.email);
  const [before] = await rows(tx)<{ name: string; email: string | null }>`
    SELECT name, email FROM teams WHERE id = ${input.id}::uuid FOR UPDATE`;
  if (before === undefined) throw new Failure("not-found");
  const isOther = before.email !== email;
  if (!isOther && before.name === name) return { addressChanged: false };
  await refuseDuplicate(
    "team.name-taken",
    () => rows(tx)`
      UPDATE teams SET name = ${name}, email = ${email},
        email_confirmed_at = CASE WHEN email IS NOT DISTINCT FROM ${email}::text THEN email_confirmed_at END
      WHERE id = ${input.id}::uuid RETURNING id`,
  );
  await recordAuditEvent(tx, {
    actor: input.actor,
    action: "team.changed",
    detail: { teamId: input.id, name, ...(isOther ? { addressChanged: true } : {}) },
  });
  return { addressChanged: isOther && email !== null };
}
