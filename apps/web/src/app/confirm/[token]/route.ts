import { confirmTeamAddress, findTeam, readTenant, recordAuditEvent, type TenantTransaction } from "@sekinin/db";
import { readConfirmationToken } from "@sekinin/digest";
import { type LinkQuestion, linkHandlers, linkSecret } from "../../../server/link-handler.ts";
import { services } from "../../../server/services.ts";

type Asked = { readonly question: LinkQuestion; readonly teamId: string; readonly address: string };

/** A team's address says that it wants to be written to; nothing but this question is sent to it before. */
export const { GET, POST } = linkHandlers({
  name: "confirm",
  find: (token) => within(token, async (_tx, asked) => asked.question),
  obey: (token) =>
    within(token, async (tx, { question, teamId, address }) => {
      if (!(await confirmTeamAddress(tx, teamId, address))) return null;
      await recordAuditEvent(tx, {
        actor: { kind: "system", id: "confirmation-link" },
        action: "team.address-confirmed",
        detail: { teamId },
      });
      return question;
    }),
});

export const dynamic = "force-dynamic";

async function within(
  token: string,
  work: (tx: TenantTransaction, asked: Asked) => Promise<LinkQuestion | null>,
): Promise<LinkQuestion | null> {
  const target = readConfirmationToken(linkSecret(), token, new Date());
  if (target === null) return null;
  const { database } = await services();
  return database.withTenant(target.tenantId, async (tx) => {
    const team = await findTeam(tx, target.teamId);
    const address = team?.email ?? null;
    // Asked before the address was changed: the one that answers is not the one that would be written to.
    if (team === null || address === null || !target.isFor(address)) return null;
    const tenant = await readTenant(tx);
    const question = { locale: tenant.locale, values: { tenant: tenant.name, team: team.name } };
    return work(tx, { question, teamId: team.id, address });
  });
}
