import type { Finding } from "@sekinin/db";
import { controlById, unreadTexts } from "@sekinin/responsibility";
import { formatDay, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { Evidence } from "../../findings/evidence.tsx";
import { findingHref } from "../../findings/finding-search.ts";
import styles from "./account.module.css";
import type { ControlGroup } from "./group-controls.ts";

type Props = { context: TenantContext; group: ControlGroup; isCut: boolean };

/** The resources that fail one control: what is wrong with each, what was seen, since when. */
export async function FindingTable({ context, group, isCut }: Props) {
  const t = await getTranslations("account");
  const { locale } = context;
  const left = isCut ? group.failed - group.findings.filter(({ status }) => status === "open").length : 0;
  return (
    <>
      <TableFrame label={`${t("findings")}: ${controlById(group.controlId)?.title[locale] ?? group.controlId}`}>
        <table className={styles["findings"]}>
          <thead>
            <tr>
              <th scope="col">{t("resource")}</th>
              <th scope="col">{t("region")}</th>
              <th scope="col">{t("reason")}</th>
              <th scope="col">{t("evidence")}</th>
              <th scope="col">{t("since")}</th>
            </tr>
          </thead>
          <tbody>
            {group.findings.map((finding) => (
              <FindingRow key={finding.id} context={context} finding={finding} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {left > 0 && <p className={styles["soft"]}>{t("moreFindings", { count: left })}</p>}
    </>
  );
}

async function FindingRow({ context, finding }: { context: TenantContext; finding: Finding }) {
  const t = await getTranslations("account");
  const { locale, tenant } = context;
  const day = (date: Date) => formatDay(date, { locale, zone: tenant.zone });
  const reason = controlById(finding.controlId)?.reasons[finding.reason]?.[locale] ?? finding.reason;
  return (
    <tr>
      <th scope="row" data-wrap="">
        <Link href={findingHref(tenant.slug, finding.id)} className={styles["resource"]}>
          {finding.resource}
        </Link>
      </th>
      <td>{finding.region === "global" ? t("global") : finding.region}</td>
      <td data-wrap="">
        {reason}
        {finding.status === "unknown" && (
          <span className={styles["hint"]}>
            {t("findingUnknown")}
            {finding.unreadReason !== null && ` (${unreadTexts[finding.unreadReason.code].label[locale]})`}
          </span>
        )}
      </td>
      <td data-wrap="">
        <Evidence facts={finding.evidence} />
      </td>
      <td>
        <time dateTime={finding.firstSeenAt.toISOString()}>{day(finding.firstSeenAt)}</time>
        {finding.reopenedAt !== null && (
          <span className={styles["hint"]}>{t("reopened", { time: day(finding.reopenedAt) })}</span>
        )}
      </td>
    </tr>
  );
}
