import { findTeam, findUserById, listAccessOfUser, type Subscription } from "@sekinin/db";
import { parseMailAddress } from "../address/parse-mail-address.ts";
import type { DigestReader } from "../compose/digest-reader.ts";
import type { MailServices } from "./mail-services.ts";

/** Where a digest goes, and why it may. */
export type Recipient = { readonly address: string; readonly because: DigestReader["because"] };

/**
 * The subscription's recipient as of now. Null where he may read the tenant no longer: a user who was disabled or has
 * no access left, a team that is gone or whose address has not answered.
 */
export async function recipientOf(
  { database }: Pick<MailServices, "database">,
  tenantId: string,
  { userId, teamId }: Pick<Subscription, "userId" | "teamId">,
): Promise<Recipient | null> {
  if (userId !== null) {
    const user = await database.withSystem(async (tx) => {
      const found = await findUserById(tx, userId);
      if (found === null || found.disabledAt !== null) return null;
      const access = await listAccessOfUser(tx, userId);
      return access.some((one) => one.tenantId === tenantId) ? found : null;
    });
    return user === null ? null : sendable(user.email, "own-subscription");
  }
  const team = teamId === null ? null : await database.withTenant(tenantId, (tx) => findTeam(tx, teamId));
  if (team === null || team.email === null || team.emailConfirmedAt === null) return null;
  return sendable(team.email, { teamName: team.name });
}

/** However an address came into its row: what is no address by the grammar of mail gets none. */
function sendable(text: string, because: Recipient["because"]): Recipient | null {
  const parsed = parseMailAddress(text);
  return parsed.ok ? { address: parsed.address, because } : null;
}
