import type { TenantAccess } from "@sekinin/auth";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import styles from "./shell.module.css";

/** Name of the open tenant, and the others to switch to. With a single tenant there is nothing to open. */
export async function TenantMenu({
  tenants,
  current,
}: {
  readonly tenants: readonly TenantAccess[];
  readonly current: TenantAccess | undefined;
}) {
  const t = await getTranslations("shell");
  if (tenants.length === 1 && current !== undefined)
    return <span className={styles["tenantName"]}>{current.name}</span>;
  return (
    <>
      <button type="button" className={styles["tenantButton"]} popoverTarget="tenant-menu" data-kind="quiet">
        <span className="visually-hidden">{t("switchTenant")}: </span>
        <span className={styles["tenantName"]}>{current?.name ?? t("tenants")}</span>
        <span aria-hidden="true" className={styles["caret"]} />
      </button>
      <div id="tenant-menu" popover="auto" className={`${styles["menu"]} ${styles["tenantMenu"]}`}>
        <p className={styles["menuTitle"]}>{t("switchTenant")}</p>
        <ul className={styles["menuList"]}>
          {tenants.map((tenant) => (
            <li key={tenant.tenantId}>
              <Link
                href={`/t/${tenant.slug}/heatmap`}
                className={styles["menuItem"]}
                aria-current={tenant.slug === current?.slug ? "true" : undefined}
              >
                <span>{tenant.name}</span>
                <span className={styles["menuNote"]}>
                  {tenant.through === "operator" ? t("asOperator") : t(`role.${tenant.role}`)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
