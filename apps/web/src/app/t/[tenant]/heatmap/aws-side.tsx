import { layerTitles, type MatrixService, matrixLayers, responsibilityMatrix } from "@sekinin/responsibility/matrix";
import { Icon, Section, TableFrame } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./aws-side.module.css";

/** What AWS answers for instead of numbers: by service and layer, and which report covers it. */
export async function AwsSide({ locale }: { readonly locale: Locale }) {
  const t = await getTranslations("heatmap");
  return (
    <Section
      title={t("awsSide.title")}
      aside={
        <a href="https://console.aws.amazon.com/artifact/" rel="noreferrer" target="_blank">
          <Icon name="link" /> {t("awsSide.open")}
        </a>
      }
    >
      <p className={styles["text"]}>{t("awsSide.text")}</p>
      <TableFrame label={t("awsSide.caption")}>
        <table className={styles["matrix"]}>
          <thead>
            <tr>
              <th scope="col">{t("awsSide.service")}</th>
              {matrixLayers.map((layer) => (
                <th key={layer} scope="col">
                  {layerTitles[layer][locale]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {responsibilityMatrix.map((service) => (
              <tr key={service.id}>
                <th scope="row">
                  <a href={`#${service.id}`}>{service.name}</a>
                </th>
                {service.cells.map(({ layer, responsible }) => (
                  <td key={layer} data-who={responsible}>
                    {t(`awsSide.${responsible}`)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {responsibilityMatrix.map((service) => (
        <ServiceDetails key={service.id} service={service} locale={locale} />
      ))}
    </Section>
  );
}

/** The layers of one service that AWS answers for, alone or with the customer. */
async function ServiceDetails({ service, locale }: { readonly service: MatrixService; readonly locale: Locale }) {
  const t = await getTranslations("heatmap");
  const cells = service.cells.filter(({ responsible }) => responsible !== "customer");
  return (
    <details id={service.id} className={styles["service"]}>
      <summary>
        {service.name} <span className={styles["soft"]}>{t("awsSide.layers", { count: cells.length })}</span>
      </summary>
      <TableFrame label={service.name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("awsSide.layer")}</th>
              <th scope="col">{t("awsSide.does")}</th>
              <th scope="col">{t("awsSide.reports")}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map(({ layer, responsible, reason, reports, source }) => (
              <tr key={layer}>
                <th scope="row">
                  {layerTitles[layer][locale]}
                  {responsible === "shared" && <span className={styles["soft"]}> {t("awsSide.sharedWith")}</span>}
                </th>
                <td data-wrap>
                  {reason[locale]}{" "}
                  <a href={source} rel="noreferrer" target="_blank">
                    {t("awsSide.source")}
                  </a>
                </td>
                <td data-wrap>{reports.join(locale === "ja" ? "、" : ", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
