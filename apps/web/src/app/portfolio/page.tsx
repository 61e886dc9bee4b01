import { PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getNow, getTranslations } from "next-intl/server";
import { requireOperator } from "../../server/require-tenant.ts";
import { Shell } from "../../shell/shell.tsx";
import { ControlAcross } from "./control-across.tsx";
import styles from "./portfolio.module.css";
import {
  customerMeant,
  found,
  type PortfolioSearch,
  portfolioHref,
  portfolioSearch,
  sortCustomers,
} from "./portfolio-search.ts";
import { PortfolioTable } from "./portfolio-table.tsx";
import { readPortfolio } from "./read-portfolio.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portfolio"))("title") };
}

/** Which customer needs the operator: all of them side by side, and one control across all of them. */
export default async function PortfolioPage({ searchParams }: Props) {
  const { user, locale, tenants } = await requireOperator();
  const search = portfolioSearch(await searchParams);
  const meant = customerMeant(tenants, search.find);
  if (meant !== null) redirect(`/t/${meant.slug}`);
  const shown = found(tenants, search.find);
  const now = await getNow();
  const customers = sortCustomers(await readPortfolio(user, shown, now), search, locale);
  const t = await getTranslations("portfolio");
  return (
    <Shell>
      <PageBody>
        <PageHeader
          title={t("title")}
          facts={<p className={styles["soft"]}>{t("lead", { count: tenants.length })}</p>}
          actions={<QuickSwitch search={search} names={tenants.map(({ name }) => name)} />}
        />
        {search.find !== "" && (
          <p>
            {t("found", { count: shown.length, find: search.find })}{" "}
            <Link href={portfolioHref({ ...search, find: "" })}>{t("all")}</Link>
          </p>
        )}
        {customers.length > 0 && <PortfolioTable customers={customers} search={search} locale={locale} now={now} />}
        {customers.length > 0 && <ControlAcross customers={customers} search={search} locale={locale} />}
      </PageBody>
    </Shell>
  );
}

type QuickSwitchProps = { readonly search: PortfolioSearch; readonly names: readonly string[] };

/** Type a part of a name, press Enter: one match leads there, several are listed. Works without script. */
async function QuickSwitch({ search, names }: QuickSwitchProps) {
  const t = await getTranslations("portfolio");
  const kept = new URLSearchParams(portfolioHref({ ...search, find: "" }).split("?")[1]);
  return (
    <search>
      <form method="get" action="/portfolio" className={styles["switch"]}>
        {[...kept].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="find" className="visually-hidden">
          {t("switchLabel")}
        </label>
        <input
          id="find"
          name="find"
          type="search"
          list="customers"
          defaultValue={search.find}
          placeholder={t("switchLabel")}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
        <datalist id="customers">
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <button type="submit">{t("switch")}</button>
      </form>
    </search>
  );
}
