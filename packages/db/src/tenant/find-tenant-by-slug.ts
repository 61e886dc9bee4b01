import { fromColumn, type Locale } from "../locale.ts";
import { storableText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Tenant, tenantColumns } from "./tenant.ts";

/** Null where no tenant has this slug. Says nothing of who may enter: ask `listAccessOfUser`. */
export async function findTenantBySlug(tx: SystemTransaction, slug: string): Promise<Tenant | null> {
  const tenant = await tx.tenant.findUnique({ where: { slug: storableText(slug) }, select: tenantColumns });
  return tenant === null ? null : { ...tenant, locale: fromColumn<Locale>(tenant.locale) };
}
