import type { FindingPage, FoundFinding } from "@sekinin/db";
import { controlById, severityNames } from "@sekinin/responsibility";
import { formatDay, SeverityBadge, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { type FindingPlace, type FindingSearch, findingHref } from "./finding-search.ts";
import styles from "./findings.module.css";
import { StatusBadge } from "./status-badge.tsx";

type Props = {
  context: TenantContext;
  search: FindingSearch;
  page: FindingPage;
  /** Whose resources these are: then the control is not said in each row. */
  isOfControl?: boolean;
  /** The address of another page of the view. */
  href: (place: Partial<FindingPlace>) => string;
};

/** A page of findings, a row each, and the ways to the pages beside it. */
export async function FindingList({ context, search, page, isOfControl = false, href }: Props) {
  const t = await getTranslations("findings");
  // One status alone is what the filter says already.
  const hasStatus = search.statuses.length > 1;
  return (
    <>
      <TableFrame label={t("list")}>
        <table className={styles["list"]}>
          <thead>
            <tr>
              <th scope="col">{t("column.resource")}</th>
              {isOfControl ? (
                <th scope="col">{t("column.reason")}</th>
              ) : (
                <>
                  <th scope="col">{t("column.severity")}</th>
                  <th scope="col">{t("column.control")}</th>
                </>
              )}
              <th scope="col">{t("column.account")}</th>
              <th scope="col">{t("column.region")}</th>
              {hasStatus && <th scope="col">{t("column.status")}</th>}
              <th scope="col">{search.sort === "newest" ? t("column.changed") : t("column.firstSeen")}</th>
            </tr>
          </thead>
          <tbody>
            {page.findings.map((finding) => (
              <FindingRow
                key={finding.id}
                context={context}
                finding={finding}
                isOfControl={isOfControl}
                hasStatus={hasStatus}
                at={search.sort === "newest" ? finding.changedAt : finding.firstSeenAt}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Pager page={page} href={href} />
    </>
  );
}

type RowProps = { context: TenantContext; finding: FoundFinding; isOfControl: boolean; hasStatus: boolean; at: Date };

async function FindingRow({ context, finding, isOfControl, hasStatus, at }: RowProps) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  const control = controlById(finding.controlId);
  const account = `/t/${tenant.slug}/accounts/${finding.accountId}?organization=${finding.organizationId}`;
  return (
    <tr>
      <th scope="row" data-wrap="">
        <Link href={findingHref(tenant.slug, finding.id)} className={styles["resource"]}>
          {finding.resource}
        </Link>
      </th>
      {isOfControl ? (
        <td data-wrap="">{control?.reasons[finding.reason]?.[locale] ?? finding.reason}</td>
      ) : (
        <>
          <td>
            <SeverityBadge severity={finding.severity}>{severityNames[finding.severity][locale]}</SeverityBadge>
          </td>
          <td data-wrap="">{control?.title[locale] ?? finding.controlId}</td>
        </>
      )}
      <td data-wrap="" data-narrow="">
        <Link href={account}>{finding.accountName ?? finding.accountId}</Link>
      </td>
      <td>{finding.region === "global" ? t("global") : finding.region}</td>
      {hasStatus && (
        <td>
          <StatusBadge status={finding.status} />
        </td>
      )}
      <td>
        <time dateTime={at.toISOString()}>{formatDay(at, { locale, zone: tenant.zone })}</time>
      </td>
    </tr>
  );
}

async function Pager({ page, href }: Pick<Props, "page" | "href">) {
  const t = await getTranslations("findings");
  if (page.next === null && page.previous === null) return null;
  return (
    <nav className={styles["pager"]} aria-label={t("pager")}>
      {page.previous !== null && (
        <>
          <Link className="button" href={href({})}>
            {t("first")}
          </Link>
          <Link className="button" href={href({ before: page.previous })} rel="prev">
            {t("previous")}
          </Link>
        </>
      )}
      {page.next !== null && (
        <Link className="button" href={href({ after: page.next })} rel="next">
          {t("next")}
        </Link>
      )}
    </nav>
  );
}
