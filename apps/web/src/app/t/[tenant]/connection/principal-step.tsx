import type { Connection } from "@sekinin/db";
import { CopyButton, Notice, Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import styles from "./connection.module.css";
import { installationPrincipal } from "./installation-principal.ts";

/** Step 1: the two values that a customer's roles need. Neither can be chosen. */
export async function PrincipalStep({ connection }: { connection: Connection }) {
  const t = await getTranslations("connection");
  const principal = installationPrincipal();
  const values = [
    ...(principal === null ? [] : [{ label: t("step1.principal"), value: principal.arn }]),
    { label: t("step1.externalId"), value: connection.externalId },
  ];
  return (
    <Section title={t("step1.title")}>
      <p className={styles["prose"]}>{t("step1.text")}</p>
      {principal === null && (
        <Notice kind="warning" title={t("step1.noPrincipal")}>
          {t("step1.noPrincipalText")}
        </Notice>
      )}
      <dl className={styles["values"]}>
        {values.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton text={value} label={t("copy")} done={t("copied")} what={label} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
