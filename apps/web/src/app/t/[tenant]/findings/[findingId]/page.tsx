import { type FindingPageRow, readCoverageCounts, readFinding, type TenantTransaction } from "@sekinin/db";
import { controlById, domainTitles, severityNames, unreadTexts } from "@sekinin/responsibility";
import {
  CopyButton,
  Freshness,
  formatDay,
  formatInstant,
  Notice,
  PageBody,
  PageHeader,
  Section,
  SeverityBadge,
  Words,
} from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { GuardrailsOfControl } from "../../coverage/guardrails-of-control.tsx";
import { ControlMeaning, Mending } from "../control-words.tsx";
import { Evidence } from "../evidence.tsx";
import { controlHref, findingsHref } from "../finding-search.ts";
import styles from "../findings.module.css";
import { StatusBadge } from "../status-badge.tsx";
import { Life } from "./life.tsx";

type Props = { params: Promise<{ tenant: string; findingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("findings"))("finding.title") };
}

export default async function FindingRoute({ params }: Props) {
  const { tenant: slug, findingId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const found = await context.withTenant((tx) => readPage(tx, findingId));
  if (found === null) notFound();
  const { finding, guardrails } = found;
  return (
    <PageBody>
      <Head context={context} finding={finding} />
      <What context={context} finding={finding} />
      <Where context={context} finding={finding} />
      <Seen finding={finding} />
      <ControlMeaning locale={context.locale} controlId={finding.controlId} />
      <GuardrailsOfControl
        context={context}
        controlId={finding.controlId}
        organizationId={finding.organizationId}
        counts={guardrails}
        account={{ id: finding.accountId, isOpen: finding.status !== "resolved" }}
      />
      <Mending locale={context.locale} controlId={finding.controlId} />
      <Life context={context} finding={finding} />
    </PageBody>
  );
}

/** Four statements. */
async function readPage(tx: TenantTransaction, findingId: string) {
  const finding = await readFinding(tx, findingId);
  if (finding === null) return null;
  const { organizationId, accountId } = finding;
  return { finding, guardrails: await readCoverageCounts(tx, { organizationId, nodeId: accountId }) };
}

type PartProps = { context: TenantContext; finding: FindingPageRow };

async function Head({ context, finding }: PartProps) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  const control = controlById(finding.controlId);
  const organization = finding.organizationId;
  const at = finding.observedAt;
  return (
    <PageHeader
      path={
        <>
          <Link href={findingsHref(tenant.slug, { organization })}>{t("title")}</Link>
          <Link href={controlHref(tenant.slug, finding.controlId, { organization })}>
            {control?.title[locale] ?? finding.controlId}
          </Link>
        </>
      }
      title={<span className={styles["name"]}>{finding.resource.replace(/^.*[:/](?=.)/, "")}</span>}
      facts={
        at === null ? undefined : (
          <Freshness at={at.toISOString()}>
            {`${t("finding.lastLooked")} ${formatInstant(at, { locale, zone: tenant.zone, zoneName: true })}`}
          </Freshness>
        )
      }
      actions={
        <>
          <SeverityBadge severity={finding.severity}>{severityNames[finding.severity][locale]}</SeverityBadge>
          <StatusBadge status={finding.status} />
        </>
      }
    />
  );
}

async function What({ context, finding }: PartProps) {
  const t = await getTranslations("findings");
  const { locale } = context;
  const control = controlById(finding.controlId);
  const unread = finding.unreadReason === null ? null : unreadTexts[finding.unreadReason.code];
  return (
    <Section title={t("finding.what")}>
      <p className={styles["lead"]}>{control?.reasons[finding.reason]?.[locale] ?? finding.reason}</p>
      {control === null && (
        <p>
          <Words>{t("finding.notInRelease", { control: finding.controlId })}</Words>
        </p>
      )}
      {unread !== null && (
        <Notice kind="unknown" title={t("finding.unread")}>
          <Words>{`${unread.text[locale]} ${unread.hint[locale]}`}</Words>
        </Notice>
      )}
      {finding.resolution !== null && <p>{t(`resolution.${finding.resolution}`)}</p>}
    </Section>
  );
}

async function Where({ context, finding }: PartProps) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  const organization = finding.organizationId;
  const account = `/t/${tenant.slug}/accounts/${finding.accountId}?organization=${organization}`;
  const domain = domainTitles[finding.domain]?.[locale] ?? finding.domain;
  const since = formatDay(finding.firstSeenAt, { locale, zone: tenant.zone });
  return (
    <Section title={t("finding.where")}>
      <dl className={styles["where"]}>
        <Fact name={t("finding.resource")} isWide>
          <code>{finding.resource}</code>{" "}
          <CopyButton text={finding.resource} label={t("finding.copy")} done={t("finding.copied")} what="ARN" />
        </Fact>
        <Fact name={t("finding.account")}>
          <Link href={account}>{finding.accountName ?? finding.accountId}</Link>{" "}
          <span className={styles["id"]}>{finding.accountId}</span>
        </Fact>
        <Fact name={t("finding.path")}>
          {finding.path.length === 0 && t("finding.noPath")}
          <span className={styles["path"]}>
            {finding.path.map(({ nodeId, name }) => (
              <Link key={nodeId} href={findingsHref(tenant.slug, { organization, node: nodeId })}>
                {name}
              </Link>
            ))}
          </span>
        </Fact>
        <Fact name={t("finding.region")}>{finding.region === "global" ? t("global") : finding.region}</Fact>
        <Fact name={t("column.domain")}>{domain}</Fact>
        <Fact name={t("finding.firstSeen")}>
          <time dateTime={finding.firstSeenAt.toISOString()}>{since}</time>
        </Fact>
      </dl>
      <p className={styles["ways"]}>
        <Link href={controlHref(tenant.slug, finding.controlId, { organization })}>{t("finding.others")}</Link>
        <Link href={findingsHref(tenant.slug, { organization, account: finding.accountId, view: "list" })}>
          {t("finding.ofAccount")}
        </Link>
      </p>
    </Section>
  );
}

function Fact({ name, isWide = false, children }: { name: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={isWide ? "" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

async function Seen({ finding }: Pick<PartProps, "finding">) {
  const t = await getTranslations("findings.finding");
  const isEmpty = Object.keys(finding.evidence).length === 0;
  return (
    <Section title={t("evidence")}>
      {isEmpty ? <p className={styles["soft"]}>{t("noEvidence")}</p> : <Evidence facts={finding.evidence} />}
      {!isEmpty && <p className={styles["soft"]}>{t("evidenceHint")}</p>}
    </Section>
  );
}
