import type { TenantAccess } from "@sekinin/auth";
import { listConnections } from "@sekinin/db";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { services } from "../server/services.ts";
import { listTenants, requireUser } from "../server/session.ts";
import { Shell } from "../shell/shell.tsx";
import { StatePage } from "../shell/state-page.tsx";
import styles from "./home.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

/** Leads where the role belongs; who has several tenants of their own chooses. */
export default async function HomePage() {
  const user = await requireUser();
  const tenants = await listTenants(user.userId);
  if (tenants.some((tenant) => tenant.through === "operator")) redirect("/portfolio");
  const [only] = tenants;
  if (only !== undefined && tenants.length === 1) redirect(await firstPage(only));
  const t = await getTranslations("home");
  if (only === undefined) {
    return (
      <Shell>
        <StatePage title={t("none.title")} text={t("none.text")} />
      </Shell>
    );
  }
  return (
    <Shell>
      <div className={styles["page"]}>
        <header>
          <h1>{t("title")}</h1>
          <p>{t("lead")}</p>
        </header>
        <TenantList tenants={tenants} />
      </div>
    </Shell>
  );
}

/** The overview, or what comes before there can be one. */
async function firstPage(tenant: TenantAccess): Promise<string> {
  const { database } = await services();
  const connections = await database.withTenant(tenant.tenantId, (tx) => listConnections(tx));
  return connections.length === 0 ? `/t/${tenant.slug}/connection` : `/t/${tenant.slug}`;
}

async function TenantList({ tenants }: { tenants: readonly TenantAccess[] }) {
  const t = await getTranslations("home");
  const shell = await getTranslations("shell");
  return (
    <table className={styles["list"]}>
      <thead>
        <tr>
          <th scope="col">{t("tenant")}</th>
          <th scope="col">{t("role")}</th>
        </tr>
      </thead>
      <tbody>
        {tenants.map((tenant) => (
          <tr key={tenant.tenantId}>
            <th scope="row">
              <Link href={`/t/${tenant.slug}`}>{tenant.name}</Link>
            </th>
            <td>{shell(`role.${tenant.role}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
