import { redirect } from "next/navigation";
import { requireTenant } from "../../../server/require-tenant.ts";

export default async function TenantPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await requireTenant((await params).tenant, "posture:read");
  redirect(`/t/${tenant.slug}/heatmap`);
}
