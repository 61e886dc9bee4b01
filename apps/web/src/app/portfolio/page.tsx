import { wholePercent } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getNow, getTranslations } from "next-intl/server";
import { requireOperator } from "../../server/require-tenant.ts";
import { Shell } from "../../shell/shell.tsx";
import styles from "./portfolio.module.css";
import { type Customer, readPortfolio } from "./read-portfolio.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portfolio"))("title") };
}

export default async function PortfolioPage() {
  const { user, tenants } = await requireOperator();
  const customers = await readPortfolio(user, tenants);
  const t = await getTranslations("portfolio");
  return (
    <Shell>
      <header className={styles["head"]}>
        <h1>{t("title")}</h1>
        <p>{t("lead", { count: customers.length })}</p>
      </header>
      <div className={styles["scroll"]}>
        <table className={styles["table"]}>
          <caption className="visually-hidden">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("customer")}</th>
              <th scope="col" className="number">
                {t("score")}
              </th>
              <th scope="col" className="number">
                {t("known")}
              </th>
              <th scope="col" className="number">
                {t("accounts")}
              </th>
              <th scope="col">{t("connection")}</th>
              <th scope="col">{t("lastCrawl")}</th>
            </tr>
          </thead>
          <tbody>
            {customers.map((customer) => (
              <CustomerRow key={customer.slug} customer={customer} />
            ))}
          </tbody>
        </table>
      </div>
    </Shell>
  );
}

async function CustomerRow({ customer }: { customer: Customer }) {
  const t = await getTranslations("portfolio");
  const format = await getFormatter();
  const page = (name: string) => `/t/${customer.slug}/${name}`;
  return (
    <tr>
      <th scope="row">
        <Link href={page("heatmap")}>{customer.name}</Link>
        {customer.organizations > 1 && (
          <span className={styles["note"]}>{t("organizations", { count: customer.organizations })}</span>
        )}
      </th>
      <ScoreCell score={customer.score} knownShare={customer.knownShare} />
      <td className="number">{customer.knownShare === null ? "–" : `${wholePercent(customer.knownShare)}%`}</td>
      <td className="number">
        {customer.accountsRead === null
          ? format.number(customer.accounts)
          : t("readOf", { read: customer.accountsRead, all: customer.accounts })}
      </td>
      <td>
        <Link href={page("connection")} className={styles["state"]} data-state={customer.connection}>
          {t(`connectionState.${customer.connection}`)}
        </Link>
      </td>
      <td>
        <CrawlCell customer={customer} />
      </td>
    </tr>
  );
}

async function ScoreCell({ score, knownShare }: Pick<Customer, "score" | "knownShare">) {
  const t = await getTranslations("portfolio");
  if (score === null) {
    return (
      <td className={styles["unknownScore"]} title={t("noScoreWhy")}>
        {t("noScore")}
      </td>
    );
  }
  const whole = wholePercent(score);
  const known = wholePercent(knownShare ?? 0);
  return (
    <td className={styles["score"]} data-score={whole} title={t("scoreWords", { score: whole, known })}>
      {whole}
    </td>
  );
}

async function CrawlCell({ customer }: { customer: Customer }) {
  const t = await getTranslations("portfolio");
  const format = await getFormatter();
  if (customer.crawl === null) return <span className={styles["soft"]}>{t("never")}</span>;
  const { id, state, at } = customer.crawl;
  return (
    <>
      <Link href={`/t/${customer.slug}/crawls/${id}`} className={styles["state"]} data-state={state}>
        {t(`crawlState.${state}`)}
      </Link>
      <time dateTime={at.toISOString()} className={styles["note"]}>
        {format.relativeTime(at, await getNow())}
      </time>
    </>
  );
}
