import { domainTitles } from "@sekinin/responsibility";
import { signedTenths, TableFrame, wholePercent } from "@sekinin/ui";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "../../server/locale.ts";
import { findingsHref } from "../t/[tenant]/findings/finding-search.ts";
import { type Customer, type PortfolioColumn, portfolioColumns } from "./customer-view.ts";
import styles from "./portfolio.module.css";
import { type PortfolioSearch, type PortfolioSort, portfolioHref, sortedBy } from "./portfolio-search.ts";

type Props = {
  readonly customers: readonly Customer[];
  readonly search: PortfolioSearch;
  readonly locale: Locale;
  readonly now: Date;
};

/** Customers by domains, with the same colours as a customer's own heatmap, and what an operator looks at first. */
export async function PortfolioTable({ customers, search, locale, now }: Props) {
  const t = await getTranslations("portfolio");
  const domain = (column: PortfolioColumn) => (column === "all" ? t("score") : domainTitles[column][locale]);
  const head = (sort: PortfolioSort, name: string, isNumber = false) => (
    <SortHead key={sort} search={search} sort={sort} name={name} isNumber={isNumber} />
  );
  return (
    <TableFrame label={t("caption")}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {head("name", t("customer"))}
            {head("all", domain("all"), true)}
            {head("change", t("change"))}
            {portfolioColumns.filter((column) => column !== "all").map((column) => head(column, domain(column), true))}
            {head("criticals", t("criticals"), true)}
            {head("crawl", t("lastCrawl"))}
            {head("digest", t("digest"))}
            {head("taken", t("taken"))}
            {head("accounts", t("accounts"), true)}
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr key={customer.slug}>
              <th scope="row">
                <Link href={`/t/${customer.slug}`}>{customer.name}</Link>
                {customer.organizations > 1 && (
                  <span className={styles["note"]}>{t("organizations", { count: customer.organizations })}</span>
                )}
              </th>
              <ScoreCell customer={customer} column="all" name={domain("all")} />
              <ChangeCell customer={customer} />
              {portfolioColumns
                .filter((column) => column !== "all")
                .map((column) => (
                  <ScoreCell key={column} customer={customer} column={column} name={domain(column)} />
                ))}
              <td className="number">
                {customer.criticals === null || customer.criticals === 0 ? (
                  <span title={customer.criticals === null ? t("notCounted") : undefined}>
                    {customer.criticals ?? "–"}
                  </span>
                ) : (
                  <Link href={findingsHref(customer.slug, { severities: ["critical"] })}>{customer.criticals}</Link>
                )}
              </td>
              <CrawlCell customer={customer} now={now} />
              <DigestCell customer={customer} now={now} />
              <TakenCell customer={customer} />
              <AccountsCell customer={customer} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

type SortHeadProps = {
  readonly search: PortfolioSearch;
  readonly sort: PortfolioSort;
  readonly name: string;
  readonly isNumber: boolean;
};

function SortHead({ search, sort, name, isNumber }: SortHeadProps) {
  const isSorted = search.sort === sort;
  return (
    <th scope="col" className={isNumber ? "number" : undefined} aria-sort={isSorted ? search.order : undefined}>
      <Link href={portfolioHref(sortedBy(search, sort))}>{name}</Link>
      {isSorted && <span aria-hidden="true">{search.order === "ascending" ? " ↑" : " ↓"}</span>}
    </th>
  );
}

type CellProps = { readonly customer: Customer };
type ScoreCellProps = CellProps & { readonly column: PortfolioColumn; readonly name: string };

/** The same colour, number and bar of the unknown share as a cell of the customer's heatmap, which it leads to. */
async function ScoreCell({ customer, column, name }: ScoreCellProps): Promise<ReactNode> {
  const t = await getTranslations("portfolio");
  const { score, knownShare } = customer.cells[column];
  const href = `/t/${customer.slug}/heatmap${column === "all" ? "" : `?sort=${column}`}`;
  const known = wholePercent(knownShare ?? 0);
  if (score === null) {
    const words = knownShare === null ? t("noDuties") : t("noScore");
    return (
      <td className={styles["cell"]}>
        <Link
          href={href}
          className={styles["tile"]}
          data-nothing={knownShare === null ? "no-duties" : "unknown"}
          aria-label={t("cell", { customer: customer.name, column: name, value: words })}
          title={words}
        />
      </td>
    );
  }
  const whole = wholePercent(score);
  const words = t("scoreWords", { score: whole, known });
  return (
    <td className={styles["cell"]}>
      <Link
        href={href}
        className={styles["tile"]}
        data-score={whole}
        aria-label={t("cell", { customer: customer.name, column: name, value: words })}
        title={words}
      >
        {whole}
        {known < 100 && <span className={styles["bar"]} data-share={100 - known} />}
      </Link>
    </td>
  );
}

/** Points since a week ago, and what weighs most in them. */
async function ChangeCell({ customer: { slug, change } }: CellProps) {
  const t = await getTranslations("portfolio");
  const causes = await getTranslations("overview");
  if (change === null) return <td className={styles["soft"]}>–</td>;
  const points = (value: number) => signedTenths(Math.round(value * 10));
  return (
    <td className={styles["stack"]}>
      <Link href={`/t/${slug}`} className={styles["points"]}>
        {t("points", { points: points(change.points) })}
      </Link>
      {change.cause !== null && (
        <span className={styles["note"]} title={t("causeWords", { points: points(change.cause.points) })}>
          {causes(`causes.${change.cause.kind}`)} {points(change.cause.points)}
        </span>
      )}
    </td>
  );
}

async function CrawlCell({ customer, now }: CellProps & { readonly now: Date }) {
  const t = await getTranslations("portfolio");
  const format = await getFormatter();
  const { slug, crawl, connection, unreadAccounts } = customer;
  const isReady = connection === "ready";
  return (
    <td className={styles["stack"]}>
      {!isReady && (
        <Link href={`/t/${slug}/connection`} className={styles["state"]} data-state={connection}>
          {t(`connectionState.${connection}`)}
        </Link>
      )}
      {crawl === null ? (
        <span className={styles["note"]}>{t("never")}</span>
      ) : (
        <>
          {" "}
          <Link href={`/t/${slug}/crawls/${crawl.id}`} className={styles["state"]} data-state={crawl.state}>
            {t(`crawlState.${crawl.state}`)}
          </Link>
          <time dateTime={crawl.at.toISOString()} className={styles["note"]}>
            {format.relativeTime(crawl.at, now)}
          </time>
        </>
      )}
      {unreadAccounts > 0 && <span className={styles["note"]}>{t("unread", { count: unreadAccounts })}</span>}
    </td>
  );
}

async function DigestCell({ customer: { slug, digest }, now }: CellProps & { readonly now: Date }) {
  const t = await getTranslations("portfolio");
  const format = await getFormatter();
  if (digest === null) return <td className={styles["soft"]}>{t("never")}</td>;
  return (
    <td className={styles["stack"]}>
      <Link href={`/t/${slug}/digests`} className={styles["state"]} data-state={digest.state}>
        {t(`digestState.${digest.state}`)}
      </Link>
      <time dateTime={digest.at.toISOString()} className={styles["note"]}>
        {format.relativeTime(digest.at, now)}
      </time>
    </td>
  );
}

/** What the partner has taken on of this customer's side. */
async function TakenCell({ customer: { slug, taken } }: CellProps) {
  const t = await getTranslations("portfolio");
  if (taken.subjects === 0) return <td className={styles["soft"]}>–</td>;
  return (
    <td className={styles["stack"]}>
      <Link href={`/t/${slug}/responsibility`}>{t("takenOn", { count: taken.subjects })}</Link>
      <span className={styles["note"]}>{t("takenFailing", { count: taken.failed })}</span>
    </td>
  );
}

async function AccountsCell({ customer: { accounts, accountsRead } }: CellProps) {
  const t = await getTranslations("portfolio");
  const format = await getFormatter();
  return (
    <td className="number">
      {accountsRead === null ? format.number(accounts) : t("readSoFar", { accounts, read: accountsRead })}
    </td>
  );
}
