import "server-only";
import { listOperatorsOfTenant } from "@sekinin/db";
import type { Party } from "@sekinin/posture";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import type { TenantContext } from "../server/require-tenant.ts";
import { services } from "../server/services.ts";

type Named = { readonly id: string; readonly name: string };

/** Whom a tenant may name: its teams, and the operators that work in it now. */
export type KnownParties = { readonly teams: readonly Named[]; readonly partners: readonly Named[] };

/** Operators' names belong to no tenant, so the system's role reads them: those of this tenant's live grants only. */
export function listPartners({ tenantId }: TenantContext): Promise<readonly Named[]> {
  return readPartners(tenantId);
}

/** Once a page, however many parts of it ask. */
const readPartners = cache(async (tenantId: string): Promise<readonly Named[]> => {
  const { database } = await services();
  return database.withSystem((tx) => listOperatorsOfTenant(tx, tenantId));
});

/** Words for a party in the reader's language; whoever is known no more is called former. */
export async function partyNames({ teams, partners }: KnownParties): Promise<(party: Party) => string> {
  const t = await getTranslations("parties");
  const byId = new Map([...teams, ...partners].map(({ id, name }) => [id, name]));
  return (party) => {
    switch (party.kind) {
      case "team":
        return byId.get(party.id) ?? t("formerTeam");
      case "partner":
        return byId.get(party.operatorId) ?? t("formerPartner");
      case "aws":
      case "unassigned":
        return t(party.kind);
    }
  };
}
