import { may, type Permission, type Role } from "./permissions.ts";

/** One tenant that a user may enter, and by what right. */
export type TenantAccess = {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly through: "membership" | "operator";
  readonly operatorId: string | null;
};

/** `none` is answered as if the tenant did not exist; `denied` only to somebody who may enter it. */
export type AccessAnswer =
  | { readonly kind: "granted"; readonly access: TenantAccess }
  | { readonly kind: "denied"; readonly access: TenantAccess }
  | { readonly kind: "none" };

/**
 * Whether one of the accesses opens the tenant for the permission. Where a user has several to one
 * tenant, the own membership wins over an operator's grant, and then the one that suffices.
 */
export function decideAccess(accesses: readonly TenantAccess[], slug: string, permission: Permission): AccessAnswer {
  const toTenant = accesses.filter((access) => access.slug === slug).sort((a, b) => rank(a) - rank(b));
  const granted = toTenant.find((access) => may(access.role, permission));
  if (granted !== undefined) return { kind: "granted", access: granted };
  const [first] = toTenant;
  return first === undefined ? { kind: "none" } : { kind: "denied", access: first };
}

/** One access per tenant, the strongest first in `decideAccess`'s order: what menus and lists show. */
export function accessPerTenant(accesses: readonly TenantAccess[]): TenantAccess[] {
  const byTenant = new Map<string, TenantAccess>();
  for (const access of [...accesses].sort((a, b) => rank(a) - rank(b))) {
    if (!byTenant.has(access.tenantId)) byTenant.set(access.tenantId, access);
  }
  return [...byTenant.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function rank(access: TenantAccess): number {
  return access.through === "membership" ? 0 : 1;
}
