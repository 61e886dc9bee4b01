import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { Team } from "./team.ts";

/** By name. */
export async function listTeams(tx: TenantTransaction): Promise<Team[]> {
  return rows(tx)<Team>`
    SELECT t.id::text, t.name, t.email, t.email_confirmed_at AS "emailConfirmedAt",
      (SELECT count(*) FROM assignments a WHERE a.team_id = t.id)::int AS assignments,
      (SELECT count(*) FROM subscriptions s WHERE s.team_id = t.id AND s.state <> 'ended')::int AS subscriptions
    FROM teams t ORDER BY t.name, t.id`;
}
