import { may } from "@sekinin/auth";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { findSignedIn, listTenants } from "../server/session.ts";
import { NavLinks } from "./nav-links.tsx";
import styles from "./shell.module.css";
import { TenantMenu } from "./tenant-menu.tsx";
import { type TenantWay, tenantWays } from "./tenant-ways.ts";
import { UserMenu } from "./user-menu.tsx";

/**
 * Frame of every signed-in page: skip link, top bar, main. With `tenant` (a slug) the bar leads to that
 * tenant's pages, if it is one of the user's. It shows ways, and decides nothing: each page asks for itself.
 */
export async function Shell({ tenant, children }: { readonly tenant?: string; readonly children: ReactNode }) {
  const t = await getTranslations("shell");
  const user = await findSignedIn();
  const tenants = user === null ? [] : await listTenants(user.userId);
  const current = tenants.find((access) => access.slug === tenant);
  const isOperator = tenants.some((access) => access.through === "operator");
  const ways =
    current === undefined
      ? { main: [], manage: [] }
      : tenantWays(current.slug, { canAudit: may(current.role, "tenant:audit") });
  const named = ({ page, href }: TenantWay) => ({ href, text: t(`page.${page}`) });
  const links = [...ways.main.map(named), ...(isOperator ? [{ href: "/portfolio", text: t("customers") }] : [])];
  return (
    <>
      <a className={styles["skip"]} href="#content">
        {t("skip")}
      </a>
      <header className={styles["bar"]}>
        <Link href="/" className={styles["brand"]} aria-label={`${t("product")}: ${t("home")}`}>
          <span lang="ja" className={styles["brandKanji"]}>
            責任
          </span>
          <span lang="en">Sekinin</span>
        </Link>
        {tenants.length > 0 && <TenantMenu tenants={tenants} current={current} />}
        {links.length > 0 && (
          <NavLinks
            label={t("mainNavigation")}
            links={links}
            manage={{ text: t("manage"), links: ways.manage.map(named) }}
          />
        )}
        {user !== null && <UserMenu user={user} />}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
