import { createOrganization, type OrganizationOptions, type SimulatedOrganization } from "@sekinin/aws-sim";
import { type Connection, createConnection, updateConnection } from "@sekinin/db";
import type { TestDatabase } from "@sekinin/db/testing";

/** A tenant with a connection to its own simulated organisation. */
export type BenchTenant = {
  readonly tenantId: string;
  readonly connection: Connection;
  readonly organization: SimulatedOrganization;
};

export const benchRoles = { managementRoleName: "SekininManagement", memberRoleName: "SekininReadOnly" } as const;

/** An organisation whose roles trust a connection of the same seed. */
export function benchOrganization(options: Partial<OrganizationOptions>): SimulatedOrganization {
  const seed = options.seed ?? 1;
  return createOrganization({
    seed,
    accounts: 6,
    roles: { ...benchRoles, externalId: `bench-${seed}-0123456789abcdef` },
    ...options,
  });
}

/** Makes the tenant and a ready connection, as a passed connection test leaves it. */
export async function benchTenant(postgres: TestDatabase, organization: SimulatedOrganization): Promise<BenchTenant> {
  const { id: tenantId } = await postgres.createTenant();
  const { externalId, managementRoleName, memberRoleName } = organization.options.roles;
  const connection = await postgres.database.withTenant(tenantId, async (tx) => {
    const draft = await createConnection(tx, {
      managementRoleArn: `arn:aws:iam::${organization.managementAccountId}:role/${managementRoleName}`,
      memberRoleName,
      externalId,
    });
    return updateConnection(tx, draft.id, { state: "ready" });
  });
  return { tenantId, connection, organization };
}
