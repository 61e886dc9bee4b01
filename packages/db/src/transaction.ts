import type { Prisma } from "./generated/client.ts";

declare const tenantBrand: unique symbol;
declare const systemBrand: unique symbol;

type RawMethod = Extract<keyof Prisma.TransactionClient, `$${string}Raw${string}`>;
type Models = Omit<Prisma.TransactionClient, RawMethod>;

/** A transaction inside one tenant, as `sekinin_app`. Only `withTenant` makes one. */
export type TenantTransaction = Models & { readonly [tenantBrand]: true };

/** A transaction before a tenant is known, as `sekinin_system`. Only `withSystem` makes one. */
export type SystemTransaction = Models & { readonly [systemBrand]: true };

export type AnyTransaction = TenantTransaction | SystemTransaction;

/** The one cast to a tenant's transaction: the caller has just set `app.tenant_id` in it. */
export function asTenantTransaction(tx: Prisma.TransactionClient): TenantTransaction {
  return tx as unknown as TenantTransaction;
}

/** The one cast to a system transaction: the caller's client is connected as `sekinin_system`. */
export function asSystemTransaction(tx: Prisma.TransactionClient): SystemTransaction {
  return tx as unknown as SystemTransaction;
}
