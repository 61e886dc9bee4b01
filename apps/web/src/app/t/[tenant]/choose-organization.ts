import "server-only";
import { listCrawls, listOrganizations, type Organization, type TenantTransaction } from "@sekinin/db";
import type { NothingToShow } from "./heatmap/nothing-yet.tsx";

/** The organisation that a page is about, or why there is none. `foreign`: the address names one that is not here. */
export type ChosenOrganization =
  | {
      readonly kind: "organization";
      readonly organization: Organization;
      readonly organizationIds: readonly string[];
    }
  | NothingToShow
  | { readonly kind: "foreign" };

/** The one that the address names, or the first. One statement where there is one. */
export async function chooseOrganization(
  tx: TenantTransaction,
  organizationId: string | null,
): Promise<ChosenOrganization> {
  return chooseAmong(tx, await listOrganizations(tx), organizationId);
}

/** The same, of organisations that were read already. No statement where there is one. */
export async function chooseAmong(
  tx: TenantTransaction,
  organizations: readonly Organization[],
  organizationId: string | null,
): Promise<ChosenOrganization> {
  const organization =
    organizationId === null
      ? organizations[0]
      : organizations.find((candidate) => candidate.organizationId === organizationId);
  if (organization !== undefined) {
    return { kind: "organization", organization, organizationIds: organizations.map((one) => one.organizationId) };
  }
  if (organizationId !== null) return { kind: "foreign" };
  const [latest] = await listCrawls(tx, { limit: 1 });
  return latest === undefined ? { kind: "not-connected" } : { kind: "waiting", latest };
}
