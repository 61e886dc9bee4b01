import { execute, rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Mails that ask an address, in one day, from one tenant; the sender counts over the whole installation again. */
export const mostConfirmationsADay = 3;

/**
 * Plans the mail that asks a team's address whether it wants to be written to. `too-many`: three were planned within
 * the last 24 hours. `nothing-to-confirm`: no such team here, no address, or one that has answered.
 */
export async function requestTeamConfirmation(
  tx: TenantTransaction,
  teamId: string,
): Promise<"planned" | "too-many" | "nothing-to-confirm"> {
  if (!isUuid(teamId)) return "nothing-to-confirm";
  // The lock makes two requests at the same moment count each other.
  const [team] = await rows(tx)<{ email: string }>`
    SELECT email FROM teams
    WHERE id = ${teamId}::uuid AND email IS NOT NULL AND email_confirmed_at IS NULL FOR NO KEY UPDATE`;
  if (team === undefined) return "nothing-to-confirm";
  const [asked] = await rows(tx)<{ count: number }>`
    SELECT count(*)::int AS count FROM outbox_mails m
    WHERE m.kind = 'team-confirmation' AND m.planned_at > clock_timestamp() - interval '24 hours'
      AND (m.recipient_id = ${teamId}::uuid OR m.address = ${team.email})`;
  if ((asked?.count ?? 0) >= mostConfirmationsADay) return "too-many";
  await execute(tx)`
    INSERT INTO outbox_mails (tenant_id, id, kind, recipient_id, period, address)
    SELECT tenant_id, gen_random_uuid(), 'team-confirmation', id, gen_random_uuid()::text, email FROM teams
    WHERE id = ${teamId}::uuid`;
  return "planned";
}
