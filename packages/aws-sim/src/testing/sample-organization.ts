import { createOrganization } from "../organization/create-organization.ts";
import type { OrganizationOptions, SimulatedAccount, SimulatedOrganization } from "../organization/types.ts";

export const sampleRoles = {
  managementRoleName: "SekininManagement",
  memberRoleName: "SekininReadOnly",
  externalId: "external-id-of-the-sample",
};

/** An organisation for tests of the generator and the handlers: 60 accounts of seed 1 unless told otherwise. */
export function sampleOrganization(options: Partial<OrganizationOptions> = {}): SimulatedOrganization {
  return createOrganization({ seed: 1, accounts: 60, roles: sampleRoles, ...options });
}

export function accountsOf(organization: SimulatedOrganization): readonly SimulatedAccount[] {
  return [...organization.accountIds()].flatMap((id) => organization.account(id) ?? []);
}

export function activeAccounts(organization: SimulatedOrganization): readonly SimulatedAccount[] {
  return accountsOf(organization).filter(({ state }) => state === "ACTIVE");
}

/** The first account for which `found` gives something, with that something. Throws where there is none. */
export function firstWith<T>(
  organization: SimulatedOrganization,
  find: (account: SimulatedAccount) => T | undefined,
): { readonly account: SimulatedAccount; readonly found: T } {
  for (const account of activeAccounts(organization)) {
    const found = find(account);
    if (found !== undefined) return { account, found };
  }
  throw new Error("no account of the sample has what the test needs");
}
