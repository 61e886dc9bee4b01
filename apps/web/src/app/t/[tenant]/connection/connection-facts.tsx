import type { Connection } from "@sekinin/db";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import styles from "./connection.module.css";

/** The connection as it is, for those who may look at it only. */
export async function ConnectionFacts({ connection }: { context: TenantContext; connection: Connection }) {
  const t = await getTranslations("connection");
  const { scheduleHour, regions } = connection;
  const facts = [
    { label: t("facts.organization"), value: connection.organizationId },
    { label: t("facts.managementRole"), value: connection.managementRoleArn },
    { label: t("facts.memberRole"), value: connection.memberRoleName },
    { label: t("facts.externalId"), value: connection.externalId },
    {
      label: t("facts.schedule"),
      value: scheduleHour === null ? t("settings.off") : t("settings.hour", { hour: hourText(scheduleHour) }),
    },
    { label: t("facts.regions"), value: regions.length === 0 ? t("settings.allRegions") : regions.join(", ") },
  ];
  return (
    <dl className={styles["facts"]}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "03": an hour as clocks write it. */
export function hourText(hour: number): string {
  return String(hour).padStart(2, "0");
}
