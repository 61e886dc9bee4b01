import { calendarDay } from "@sekinin/posture";
import { EmptyState, Freshness, formatInstant, Notice, PageBody, PageHeader, UnitPicker } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { Choice } from "../choice.tsx";
import { NothingYet } from "../heatmap/nothing-yet.tsx";
import { DomainSection } from "./domain-section.tsx";
import { FlowSection } from "./flow-section.tsx";
import { readTrendPage } from "./read-trend-page.ts";
import { ScoreSection } from "./score-section.tsx";
import { dayWords, type TrendPlace } from "./trend-place.ts";
import { trendHref, trendParameters, trendRanges, trendSearch } from "./trend-search.ts";
import styles from "./trends.module.css";
import { AgeSection, UnknownSection } from "./unknown-sections.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trends"))("title") };
}

export default async function TrendsRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const search = trendSearch(await searchParams);
  const { tenant, locale } = context;
  const page = await context.withTenant((tx) => readTrendPage(tx, search, calendarDay(tenant.zone, new Date())));
  const t = await getTranslations("trends");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "trend") return <NothingYet context={context} page={page} title={t("title")} />;
  const place: TrendPlace = { tenant: tenant.slug, base: `/t/${tenant.slug}/trends`, search, locale, page };
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} place={place} />}
        actions={<Choices place={place} />}
      />
      <History place={place} />
    </PageBody>
  );
}

/** The charts, or what there is to say before a line can be drawn. */
async function History({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { days } = place.page.view;
  const [first] = days;
  // An OU without an account that counts has days, and nothing in them.
  if (first === undefined || days.every(({ cell }) => cell.knownShare === null)) {
    return (
      <EmptyState
        title={t("empty.title")}
        action={
          <Link className="button" href={trendHref(place.base, { ...place.search, unitId: null, range: 365 })}>
            {t("empty.link")}
          </Link>
        }
      >
        {t("empty.text")}
      </EmptyState>
    );
  }
  if (days.length === 1) {
    return (
      <>
        <Notice kind="information" title={t("oneDay.title", { day: dayWords(first.day, place.locale) })}>
          {t("oneDay.text")}
        </Notice>
        <DomainSection place={place} />
      </>
    );
  }
  return (
    <>
      <ScoreSection place={place} />
      <DomainSection place={place} />
      <div className={styles["pair"]}>
        <FlowSection place={place} />
        <div className={styles["stack"]}>
          <UnknownSection place={place} />
          <AgeSection place={place} />
        </div>
      </div>
    </>
  );
}

async function Facts({ context, place }: { context: TenantContext; place: TrendPlace }) {
  const t = await getTranslations("trends");
  const at = place.page.organization.currentCrawlAt;
  if (at === null) return null;
  const time = formatInstant(at, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  return (
    <Freshness at={at.toISOString()} note={t("tree")}>
      {t("asOf", { time })}
    </Freshness>
  );
}

async function Choices({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { base, search, page } = place;
  const { organizationIds, organization } = page;
  const { unit: _unit, ...kept } = trendParameters(search);
  return (
    <>
      {organizationIds.length > 1 && (
        <Choice
          label={t("organization")}
          current={organization.organizationId}
          options={organizationIds.map((organizationId) => ({
            key: organizationId,
            text: organizationId,
            href: trendHref(base, { ...search, organizationId, unitId: null }),
          }))}
        />
      )}
      <UnitPicker
        action={base}
        kept={kept}
        label={t("unit")}
        units={page.units}
        value={search.unitId}
        wholeLabel={t("whole")}
        submitLabel={t("show")}
      />
      <Choice
        label={t("ranges")}
        current={String(search.range)}
        options={trendRanges.map((range) => ({
          key: String(range),
          text: t("range", { days: range }),
          href: trendHref(base, { ...search, range }),
        }))}
      />
    </>
  );
}
