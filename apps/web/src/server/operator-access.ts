import "server-only";
import type { SignedIn, TenantAccess } from "@sekinin/auth";
import { type Database, recordOperatorEntry } from "@sekinin/db";
import { headers } from "next/headers";
import { areaOf, askedPathHeader, loggedPath } from "./asked-path.ts";
import { services } from "./services.ts";

const hourMs = 3_600_000;

const mostRemembered = 10_000;

/**
 * Writes an operator's entry into a part of the product, with the first page there, into the tenant's own audit: once
 * per user, tenant, part and hour, which the database sees to; this process asks it once an hour. Where the row cannot be written, the entry fails with it.
 */
export async function recordOperatorAccess(user: SignedIn, access: TenantAccess): Promise<void> {
  if (access.through !== "operator" || access.operatorId === null) return;
  const { database, operatorEntries: recorded } = await services();
  const path = loggedPath((await headers()).get(askedPathHeader));
  const key = `${user.userId} ${access.tenantId} ${areaOf(path)}`;
  const hour = Math.floor(Date.now() / hourMs);
  const earlier = recorded.get(key);
  // Layout and page ask at the same moment: the second waits for the first one's row.
  if (earlier?.hour === hour) return earlier.done;
  const done = record(database, user, access.tenantId, { operatorId: access.operatorId, role: access.role, path });
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
  { operatorId, role, path }: { operatorId: string; role: string; path: string | null },
): Promise<void> {
  await database.withTenant(tenantId, (tx) =>
    recordOperatorEntry(tx, {
      actor: { kind: "operator", id: user.userId, operatorId },
      area: areaOf(path),
      detail: { role, ...(path === null ? {} : { page: path }) },
    }),
  );
}
