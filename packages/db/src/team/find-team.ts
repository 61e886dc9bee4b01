import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Team } from "./team.ts";

/** A team and its address; null where this tenant has no such team. */
export async function findTeam(
  tx: TenantTransaction,
  teamId: string,
): Promise<Pick<Team, "id" | "name" | "email" | "emailConfirmedAt"> | null> {
  if (!isUuid(teamId)) return null;
  return tx.team.findFirst({
    where: { id: teamId },
    select: { id: true, name: true, email: true, emailConfirmedAt: true },
  });
}
