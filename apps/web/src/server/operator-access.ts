import "server-only";
import type { SignedIn, TenantAccess } from "@sekinin/auth";
import { type Database, recordOperatorEntry } from "@sekinin/db";
import { headers } from "next/headers";
import { askedPathHeader, loggedPath } from "./asked-path.ts";
import { services } from "./services.ts";

const hourMs = 3_600_000;

const mostRemembered = 10_000;

/**
 * Writes an operator's entry, with the page that began it, into the tenant's own audit: once per user, tenant and
 * hour, which the database sees to; this process asks it once an hour. Where the row cannot be written, the entry fails with it.
 */
export async function recordOperatorAccess(user: SignedIn, access: TenantAccess): Promise<void> {
  if (access.through !== "operator" || access.operatorId === null) return;
  const { database, operatorEntries: recorded } = await services();
  const key = `${user.userId} ${access.tenantId}`;
  const hour = Math.floor(Date.now() / hourMs);
  const earlier = recorded.get(key);
  // Layout and page ask at the same moment: the second waits for the first one's row.
  if (earlier?.hour === hour) return earlier.done;
  const done = record(database, user, access.tenantId, { operatorId: access.operatorId, role: access.role });
  recorded.delete(key);
  recorded.set(key, { hour, done });
  done.catch(() => recorded.delete(key));
  const [oldest] = recorded.keys();
  if (recorded.size > mostRemembered && oldest !== undefined) recorded.delete(oldest);
  return done;
}

async function record(
  database: Database,
  user: SignedIn,
  tenantId: string,
  { operatorId, role }: { operatorId: string; role: string },
): Promise<void> {
  const page = loggedPath((await headers()).get(askedPathHeader));
  await database.withTenant(tenantId, (tx) =>
    recordOperatorEntry(tx, {
      actor: { kind: "operator", id: user.userId, operatorId },
      detail: { role, ...(page === null ? {} : { page }) },
    }),
  );
}
