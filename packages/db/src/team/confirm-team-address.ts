import { execute } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Writes down that the team's address, still the one that was asked, has answered. False where it is another one now. */
export async function confirmTeamAddress(tx: TenantTransaction, teamId: string, address: string): Promise<boolean> {
  if (!isUuid(teamId)) return false;
  const written = await execute(tx)`
    UPDATE teams SET email_confirmed_at = coalesce(email_confirmed_at, clock_timestamp())
    WHERE id = ${teamId}::uuid AND email = ${address}`;
  return written === 1;
}
