import { catalogue, controlById, severityNames } from "@sekinin/responsibility";
import { Section, SeverityBadge, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../server/locale.ts";
import type { Customer } from "./customer-view.ts";
import styles from "./portfolio.module.css";
import { type PortfolioSearch, portfolioHref } from "./portfolio-search.ts";

type Props = {
  readonly customers: readonly Customer[];
  readonly search: PortfolioSearch;
  readonly locale: Locale;
};

/** One control across all customers: most failures first. */
export async function ControlAcross({ customers, search, locale }: Props) {
  const t = await getTranslations("portfolio");
  const control = search.control === null ? null : controlById(search.control);
  const kept = new URLSearchParams(portfolioHref({ ...search, control: null }).split("?")[1]);
  return (
    <Section
      id="control"
      title={t("control.title")}
      aside={
        control !== null && (
          <SeverityBadge severity={control.severity}>{severityNames[control.severity][locale]}</SeverityBadge>
        )
      }
    >
      <form method="get" action="/portfolio#control" className={styles["switch"]}>
        {[...kept].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="control-choice" className="visually-hidden">
          {t("control.label")}
        </label>
        <select
          key={search.control ?? ""}
          id="control-choice"
          name="control"
          defaultValue={search.control ?? ""}
          className={styles["controls"]}
        >
          <option value="">{t("control.choose")}</option>
          {catalogue().map(({ id, title }) => (
            <option key={id} value={id}>
              {title[locale]}
            </option>
          ))}
        </select>
        <button type="submit">{t("control.show")}</button>
      </form>
      {control !== null && <AcrossTable customers={customers} controlId={control.id} title={control.title[locale]} />}
    </Section>
  );
}

type AcrossProps = {
  readonly customers: readonly Customer[];
  readonly controlId: string;
  readonly title: string;
};

async function AcrossTable({ customers, controlId, title }: AcrossProps) {
  const t = await getTranslations("portfolio");
  const lines = customers
    .map((customer) => ({ customer, sum: customer.controls[controlId] }))
    .sort((a, b) => (b.sum?.failed ?? -1) - (a.sum?.failed ?? -1));
  return (
    <TableFrame label={title}>
      <table className={styles["across"]}>
        <thead>
          <tr>
            <th scope="col">{t("customer")}</th>
            {(["failed", "passed", "unknown", "failingAccounts"] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`control.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ customer, sum }) => (
            <tr key={customer.slug}>
              <th scope="row">
                <Link href={`/t/${customer.slug}/controls/${controlId}`}>{customer.name}</Link>
              </th>
              {sum === undefined || sum.duties === 0 ? (
                <td colSpan={4} className={styles["soft"]}>
                  {t(sum === undefined ? "control.undecided" : "control.nothing")}
                </td>
              ) : (
                [sum.failed, sum.passed, sum.unknown, sum.failingAccounts].map((count, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: four columns in a fixed order.
                  <td key={at} className="number">
                    {count}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
