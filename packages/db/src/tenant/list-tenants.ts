import { fromColumn, type Locale } from "../locale.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Tenant, tenantColumns } from "./tenant.ts";

/** Every tenant of the installation, by slug. For the command line and the scheduler, never for a page. */
export async function listTenants(tx: SystemTransaction): Promise<Tenant[]> {
  const tenants = await tx.tenant.findMany({ select: tenantColumns, orderBy: { slug: "asc" } });
  return tenants.map((tenant) => ({ ...tenant, locale: fromColumn<Locale>(tenant.locale) }));
}
