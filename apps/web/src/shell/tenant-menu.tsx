import type { TenantAccess } from "@sekinin/auth";
import { getTranslations } from "next-intl/server";
import styles from "./shell.module.css";
import { TenantChoice } from "./tenant-choice.tsx";

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
      <TenantChoice
        tenants={tenants.map(({ slug, name, through, role }) => ({
          slug,
          name,
          note: through === "operator" ? t("asOperator") : t(`role.${role}`),
        }))}
        current={current?.slug}
        texts={{ title: t("switchTenant"), filter: t("filterTenants"), noMatch: t("noTenantMatches") }}
      />
    </>
  );
}
