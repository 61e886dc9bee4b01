import type { ControlGroup } from "@sekinin/db";
import { controlById, domainTitles, severityNames } from "@sekinin/responsibility";
import { formatDay, formatNumber, SeverityBadge, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { controlHref, type FindingSearch, findingsHref } from "./finding-search.ts";
import styles from "./findings.module.css";

type Props = { context: TenantContext; search: FindingSearch; groups: readonly ControlGroup[] };

/** A row per control: its page, and its findings, under the same filters. */
export async function GroupTable({ context, search, groups }: Props) {
  const t = await getTranslations("findings");
  const hasUnknown = groups.some(({ unknown }) => unknown !== null);
  return (
    <TableFrame label={t("byControl")}>
      <table className={styles["groups"]}>
        <thead>
          <tr>
            <th scope="col">{t("column.control")}</th>
            <th scope="col">{t("column.severity")}</th>
            <th scope="col" className="number">
              {t("column.resources")}
            </th>
            <th scope="col" className="number">
              {t("column.accounts")}
            </th>
            {hasUnknown && (
              <th scope="col" className="number">
                {t("column.unknown")}
              </th>
            )}
            <th scope="col">{t("column.oldest")}</th>
            <th scope="col">{t("column.domain")}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow key={group.controlId} context={context} search={search} group={group} hasUnknown={hasUnknown} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

type RowProps = Omit<Props, "groups"> & { group: ControlGroup; hasUnknown: boolean };

async function GroupRow({ context, search, group, hasUnknown }: RowProps) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  const { controlId } = group;
  const control = controlById(controlId);
  const title = control?.title[locale] ?? controlId;
  const shown = (count: number) => {
    const text = formatNumber(count, locale);
    return group.isCapped ? t("atLeast", { count: text }) : text;
  };
  const list = (statuses: FindingSearch["statuses"]) =>
    findingsHref(tenant.slug, { ...search, control: controlId, statuses, view: "list" });
  return (
    <tr>
      <th scope="row" data-wrap="">
        <Link href={controlHref(tenant.slug, controlId, search)}>{title}</Link>
      </th>
      <td>
        <SeverityBadge severity={group.severity}>{severityNames[group.severity][locale]}</SeverityBadge>
      </td>
      <td className="number">
        {group.findings === 0 ? (
          "0"
        ) : (
          <Link
            href={list(search.statuses)}
            aria-label={t("openFindings", { count: shown(group.findings), control: title })}
          >
            {shown(group.findings)}
          </Link>
        )}
      </td>
      <td className="number">{shown(group.accounts)}</td>
      {hasUnknown && (
        <td className="number">
          {group.unknown === null || group.unknown.resources === 0
            ? "–"
            : formatNumber(group.unknown.resources, locale)}
        </td>
      )}
      <td>
        {group.oldestAt === null ? (
          "–"
        ) : (
          <time dateTime={group.oldestAt.toISOString()}>
            {formatDay(group.oldestAt, { locale, zone: tenant.zone })}
          </time>
        )}
      </td>
      <td>{control === null ? "–" : domainTitles[control.domain][locale]}</td>
    </tr>
  );
}
