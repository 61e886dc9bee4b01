import { findTeam, findUserById, listAccessOfUser, type Subscription } from "@sekinin/db";
import { parseMailAddress } from "../address/parse-mail-address.ts";
import type { DigestReader } from "../compose/digest-reader.ts";
import type { MailServices } from "./mail-services.ts";

/** Where a digest goes, and why it may. */
export type Recipient = { readonly address: string; readonly because: DigestReader["because"] };

/** Why nobody is written to. `access-lost` is for good; the others may be put right. */
export type NoRecipient = { readonly missing: "access-lost" | "unconfirmed" | "no-address" };

/**
 * The subscription's recipient as of now. `access-lost`: a user who was disabled or may read the tenant no longer, a
 * team that is gone. `unconfirmed`: a team's address that has not answered.
 */
export async function recipientOf(
  { database }: Pick<MailServices, "database">,
  tenantId: string,
  { userId, teamId }: Pick<Subscription, "userId" | "teamId">,
): Promise<Recipient | NoRecipient> {
  if (userId !== null) {
    const user = await database.withSystem(async (tx) => {
      const found = await findUserById(tx, userId);
      if (found === null || found.disabledAt !== null) return null;
      const access = await listAccessOfUser(tx, userId);
      return access.some((one) => one.tenantId === tenantId) ? found : null;
    });
    return user === null ? { missing: "access-lost" } : sendable(user.email, "own-subscription");
  }
  const team = teamId === null ? null : await database.withTenant(tenantId, (tx) => findTeam(tx, teamId));
  if (team === null) return { missing: "access-lost" };
  if (team.email === null) return { missing: "no-address" };
  if (team.emailConfirmedAt === null) return { missing: "unconfirmed" };
  return sendable(team.email, { teamName: team.name });
}

/** However an address came into its row: what is no address by the grammar of mail gets none. */
function sendable(text: string, because: Recipient["because"]): Recipient | NoRecipient {
  const parsed = parseMailAddress(text);
  return parsed.ok ? { address: parsed.address, because } : { missing: "no-address" };
}
