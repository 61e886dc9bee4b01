import type { FindingEvent, FindingPageRow } from "@sekinin/db";
import { controlById, unreadTexts } from "@sekinin/responsibility";
import { formatInstant, Icon, type IconName, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "../findings.module.css";

const icons: Readonly<Record<FindingEvent["event"], IconName>> = {
  opened: "fail",
  changed: "running",
  unread: "unknown",
  "read-again": "fail",
  resolved: "pass",
  reopened: "fail",
  frozen: "not-applicable",
};

type Props = { context: TenantContext; finding: FindingPageRow };

/** What became of a finding, crawl by crawl; newest first. */
export async function Life({ context, finding }: Props) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  return (
    <Section title={t("finding.life")} id="life">
      <ol className={styles["life"]}>
        {[...finding.events].reverse().map((event) => (
          <li key={`${event.at.toISOString()} ${event.event}`} data-event={event.event}>
            <Icon name={icons[event.event]} />
            <div>
              <strong>{t(`event.${event.event}`)}</strong> <Detail context={context} finding={finding} event={event} />
              <span className={styles["soft"]}>
                <time dateTime={event.at.toISOString()}>
                  {formatInstant(event.at, { locale, zone: tenant.zone, zoneName: true })}
                </time>{" "}
                · <Link href={`/t/${tenant.slug}/crawls/${event.crawlId}`}>{t("finding.crawl")}</Link>
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

async function Detail({ context, finding, event }: Props & { event: FindingEvent }) {
  const t = await getTranslations("findings");
  const { locale } = context;
  const { reason, resolution, unread } = event.detail;
  if (resolution !== undefined) return <span>{t(`resolution.${resolution}`)}</span>;
  if (unread !== undefined) return <span>{unreadTexts[unread.code].text[locale]}</span>;
  if (reason === undefined) return null;
  return <span>{controlById(finding.controlId)?.reasons[reason]?.[locale] ?? reason}</span>;
}
