import { Failure } from "@sekinin/config";
import { fromColumn, type Locale } from "../locale.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type Tenant, tenantColumns } from "./tenant.ts";

/** The transaction's own tenant. Throws `not-found` where it was never made. */
export async function readTenant(tx: TenantTransaction): Promise<Tenant> {
  const tenant = await tx.tenant.findFirst({ select: tenantColumns });
  if (tenant === null) throw new Failure("not-found");
  return { ...tenant, locale: fromColumn<Locale>(tenant.locale) };
}
