import "server-only";
import {
  listAccountNames,
  listOrganizations,
  listUnits,
  type OutboxEntry,
  type Subscription,
  type Team,
  type Unit,
} from "@sekinin/db";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { readOwnMails } from "./own-subscription.ts";

/** One organisation as the page's forms need it. */
export type DigestOrganization = {
  readonly organizationId: string;
  readonly units: readonly Unit[];
};

export type DigestsView = {
  readonly organizations: readonly DigestOrganization[];
  readonly own: readonly Subscription[];
  readonly ofTeams: readonly Subscription[];
  readonly teams: readonly Team[];
  readonly mails: readonly OutboxEntry[];
  /** Names of OUs and accounts that digests are about, by id. */
  readonly names: ReadonlyMap<string, string>;
};

/** Everything that the page of digests shows, in one transaction. */
export async function readDigests(context: TenantContext): Promise<DigestsView> {
  return context.withTenant(async (tx) => {
    const organizations: DigestOrganization[] = [];
    const names = new Map<string, string>();
    const mails = await readOwnMails(tx, context);
    for (const { organizationId } of await listOrganizations(tx)) {
      const units = await listUnits(tx, organizationId);
      for (const { nodeId, name } of units) names.set(nodeId, name);
      organizations.push({ organizationId, units });
      const accountIds = [...mails.own, ...mails.ofTeams]
        .filter((digest) => digest.organizationId === organizationId && digest.scopeKind === "accounts")
        .flatMap(({ nodeIds }) => nodeIds);
      for (const [id, name] of await listAccountNames(tx, organizationId, [...new Set(accountIds)])) {
        names.set(id, name);
      }
    }
    return { organizations, names, ...mails };
  });
}
