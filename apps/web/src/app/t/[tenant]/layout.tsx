import type { ReactNode } from "react";
import { Shell } from "../../../shell/shell.tsx";

export default async function TenantLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ tenant: string }>;
}) {
  const { tenant } = await params;
  return <Shell tenant={tenant}>{children}</Shell>;
}
