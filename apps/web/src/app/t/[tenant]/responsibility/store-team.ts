import { type Actor, createTeam, requestTeamConfirmation, type TenantTransaction, updateTeam } from "@sekinin/db";

/** What whoever saved a team is told beside that it is saved; `too-many`: its address was not asked, as of today. */
export type TeamNotice = "too-many" | null;

/** Makes a team (`teamId` null) or changes one, and asks an address that is new whether it wants to be written to. */
export async function storeTeam(
  tx: TenantTransaction,
  team: {
    readonly actor: Actor;
    readonly teamId: string | null;
    readonly name: string;
    readonly email: string | null;
  },
): Promise<TeamNotice> {
  const { actor, teamId, name, email } = team;
  const { id, isNewAddress } =
    teamId === null
      ? { ...(await createTeam(tx, { actor, name, email })), isNewAddress: email !== null }
      : { id: teamId, isNewAddress: (await updateTeam(tx, { actor, id: teamId, name, email })).addressChanged };
  if (!isNewAddress) return null;
  return (await requestTeamConfirmation(tx, id)) === "too-many" ? "too-many" : null;
}
