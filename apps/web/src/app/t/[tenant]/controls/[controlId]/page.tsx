import { type Control, controlById, domainTitles, severityNames } from "@sekinin/responsibility";
import { Freshness, formatInstant, PageBody, PageHeader, Section, SeverityBadge } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { GuardrailsOfControl } from "../../coverage/guardrails-of-control.tsx";
import { ActiveFilters } from "../../findings/active-filters.tsx";
import { ControlMeaning, Mending } from "../../findings/control-words.tsx";
import { FilterBar } from "../../findings/filter-bar.tsx";
import { FindingList } from "../../findings/finding-list.tsx";
import { FindingNotices } from "../../findings/finding-notices.tsx";
import {
  controlHref,
  type FindingSearch,
  findingsExportHref,
  findingsHref,
  parseFindingSearch,
} from "../../findings/finding-search.ts";
import styles from "../../findings/findings.module.css";
import { ControlFacts } from "./control-facts.tsx";
import { type ControlPage, readControlPage } from "./read-control-page.ts";
import { WorstNodes } from "./worst-nodes.tsx";

type Props = {
  params: Promise<{ tenant: string; controlId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const control = controlById((await params).controlId);
  const t = await getTranslations("findings.control");
  return { title: control === null ? t("title") : `${t("title")}: ${control.id}` };
}

export default async function ControlRoute({ params, searchParams }: Props) {
  const { tenant: slug, controlId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const control = controlById(controlId);
  if (control === null) notFound();
  const { search, place, ignored } = parseFindingSearch(await searchParams);
  const asked = { search, place, zone: context.tenant.zone, now: new Date() };
  const page = await context.withTenant((tx) => readControlPage(tx, controlId, asked));
  if (page.kind === "foreign") notFound();
  return (
    <PageBody>
      <Head context={context} control={control} page={page} />
      <ControlMeaning locale={context.locale} controlId={controlId} />
      {page.kind === "findings" && (
        <GuardrailsOfControl
          context={context}
          controlId={controlId}
          organizationId={page.organization.organizationId}
          counts={page.guardrails}
          account={null}
        />
      )}
      <Mending locale={context.locale} controlId={controlId} />
      {page.kind === "findings" && (
        <>
          <WorstNodes context={context} controlId={controlId} search={search} nodes={page.nodes} />
          <Resources context={context} control={control} page={page} search={search} ignored={ignored} />
        </>
      )}
      <ControlFacts control={control} />
    </PageBody>
  );
}

type HeadProps = { context: TenantContext; control: Control; page: ControlPage };

async function Head({ context, control, page }: HeadProps) {
  const t = await getTranslations("findings");
  const { locale, tenant } = context;
  const at = page.kind === "findings" ? page.organization.currentCrawlAt : null;
  const note = domainTitles[control.domain][locale];
  return (
    <PageHeader
      path={<Link href={findingsHref(tenant.slug)}>{t("title")}</Link>}
      title={control.title[locale]}
      facts={
        at === null ? (
          <p>{note}</p>
        ) : (
          <Freshness at={at.toISOString()} note={note}>
            {t("asOf", { time: formatInstant(at, { locale, zone: tenant.zone, zoneName: true }) })}
          </Freshness>
        )
      }
      actions={<SeverityBadge severity={control.severity}>{severityNames[control.severity][locale]}</SeverityBadge>}
    />
  );
}

type ResourcesProps = {
  context: TenantContext;
  control: Control;
  page: Extract<ControlPage, { kind: "findings" }>;
  search: FindingSearch;
  ignored: readonly string[];
};

/** Its findings, narrowed by the same filters as the list of all. */
async function Resources({ context, control, page, search, ignored }: ResourcesProps) {
  const t = await getTranslations("findings");
  const slug = context.tenant.slug;
  const href = (view: FindingSearch) => controlHref(slug, control.id, view);
  const { findings, isCapped } = page.groups;
  return (
    <Section
      title={`${t("control.resources")} (${t(isCapped ? "countAtLeast" : "count", { count: findings })})`}
      id="resources"
      aside={
        <span className={styles["export"]}>
          <span>{t("export")}</span>
          <a href={findingsExportHref(slug, "csv", { ...search, control: control.id })} download>
            {t("csv")}
          </a>
          <a href={findingsExportHref(slug, "ndjson", { ...search, control: control.id })} download>
            {t("ndjson")}
          </a>
        </span>
      }
    >
      <FilterBar
        context={context}
        search={{ ...search, control: null, view: "controls" }}
        choices={page.choices}
        action={`/t/${slug}/controls/${control.id}`}
      />
      <ActiveFilters context={context} search={{ ...search, control: null }} choices={page.choices} href={href} />
      <FindingNotices ignored={ignored} page={page} />
      {page.page === null || page.page.findings.length === 0 ? (
        <p className={styles["soft"]}>{t("control.none")}</p>
      ) : (
        <FindingList
          context={context}
          search={search}
          page={page.page}
          isOfControl
          href={(place) => controlHref(slug, control.id, search, place)}
        />
      )}
    </Section>
  );
}
