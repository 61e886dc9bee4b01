import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { findTenant } from "../../../server/require-tenant.ts";
import { requireUser } from "../../../server/session.ts";
import { Shell } from "../../../shell/shell.tsx";

export default async function TenantLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ tenant: string }>;
}) {
  const { tenant } = await params;
  // Each page asks again for itself; asked here too, a foreign tenant is a 404 before a byte is sent.
  const answer = await findTenant(await requireUser(), tenant, "posture:read");
  if (answer.kind !== "granted") notFound();
  return <Shell tenant={tenant}>{children}</Shell>;
}
