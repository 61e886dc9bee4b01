import "server-only";
import { decideAccess, type Permission, type Role, type SignedIn, type TenantAccess } from "@sekinin/auth";
import { type Actor, findTenantBySlug, type TenantTransaction } from "@sekinin/db";
import { forbidden, notFound } from "next/navigation";
import { cache } from "react";
import type { Locale } from "./locale.ts";
import { recordOperatorAccess } from "./operator-access.ts";
import { services } from "./services.ts";
import { listAccesses, listTenants, readPreferences, requireUser } from "./session.ts";

/** The tenant whose page it is. `zone` is the one that its days are counted in. */
export type Tenant = { readonly id: string; readonly slug: string; readonly name: string; readonly zone: string };

/** Everything a page, handler or action of a tenant needs; `withTenant` is bound to the checked tenant. */
export type TenantContext = {
  readonly user: SignedIn;
  readonly tenantId: string;
  readonly tenant: Tenant;
  readonly role: Role;
  readonly through: "membership" | "operator";
  /** For `recordAuditEvent`. */
  readonly actor: Actor;
  readonly locale: Locale;
  readonly withTenant: <T>(work: (tx: TenantTransaction) => Promise<T>) => Promise<T>;
};

export type TenantAnswer =
  | { readonly kind: "granted"; readonly context: TenantContext }
  | { readonly kind: "denied" }
  | { readonly kind: "none" };

/**
 * Decides on one tenant and one permission by the rows of this moment. A tenant that exists but is
 * not the user's is answered like one that does not exist. An operator's entry is audited first.
 */
export async function findTenant(user: SignedIn, slug: string, permission: Permission): Promise<TenantAnswer> {
  const answer = decideAccess(await listAccesses(user.userId), slug, permission);
  if (answer.kind !== "granted") return { kind: answer.kind };
  const { access } = answer;
  const tenant = await readTenant(access);
  if (tenant === null) return { kind: "none" };
  await recordOperatorAccess(user, access);
  const { database } = await services();
  const { locale } = await readPreferences();
  return {
    kind: "granted",
    context: {
      user,
      tenantId: access.tenantId,
      tenant,
      role: access.role,
      through: access.through,
      actor: actorOf(user, access),
      locale,
      withTenant: (work) => database.withTenant(access.tenantId, work),
    },
  };
}

/** For pages: each calls it itself, since a layout does not run again when only its page changes. */
export async function requireTenant(slug: string, permission: Permission): Promise<TenantContext> {
  const user = await requireUser();
  const answer = await findTenant(user, slug, permission);
  if (answer.kind === "granted") return answer.context;
  if (answer.kind === "denied") forbidden();
  notFound();
}

/** For pages of operators: the user and the tenants that they enter by a grant. Nobody else finds the page. */
export async function requireOperator(): Promise<{ user: SignedIn; locale: Locale; tenants: TenantAccess[] }> {
  const user = await requireUser();
  const tenants = (await listTenants(user.userId)).filter((access) => access.through === "operator");
  if (tenants.length === 0) notFound();
  const { locale } = await readPreferences();
  return { user, locale, tenants };
}

const findTenantRow = cache(async (slug: string) => {
  const { database } = await services();
  return database.withSystem((tx) => findTenantBySlug(tx, slug));
});

async function readTenant(access: TenantAccess): Promise<Tenant | null> {
  const row = await findTenantRow(access.slug);
  if (row === null || row.id !== access.tenantId) return null;
  return { id: row.id, slug: row.slug, name: row.name, zone: row.zone };
}

function actorOf(user: SignedIn, access: TenantAccess): Actor {
  return access.operatorId === null
    ? { kind: "user", id: user.userId }
    : { kind: "operator", id: user.userId, operatorId: access.operatorId };
}
