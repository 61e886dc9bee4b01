import { Freshness, formatDay, formatInstant, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../server/require-tenant.ts";
import { Choice } from "./choice.tsx";
import { CrawlNotice } from "./heatmap/crawl-notice.tsx";
import { NothingYet } from "./heatmap/nothing-yet.tsx";
import { ChangePanel } from "./overview/change-panel.tsx";
import { GuardrailStrip } from "./overview/guardrail-strip.tsx";
import styles from "./overview/overview.module.css";
import { type OverviewPlace, overviewPlace } from "./overview/overview-place.ts";
import { type OverviewSearch, overviewHref, overviewRanges, overviewSearch } from "./overview/overview-search.ts";
import { type OverviewView, overviewView } from "./overview/overview-view.ts";
import { type OverviewPage, readOverviewPage } from "./overview/read-overview-page.ts";
import { ScorePanel } from "./overview/score-panel.tsx";
import { TopLevels } from "./overview/top-levels.tsx";
import { WorthPanel } from "./overview/worth-panel.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const search = overviewSearch(await searchParams);
  const page = await context.withTenant((tx) => readOverviewPage(tx, search.organizationId, new Date()));
  const t = await getTranslations("overview");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "overview") return <NothingYet context={context} page={page} title={t("title")} />;
  const { overview } = page;
  const root = overview.heatmap.rows.find((row) => row.kind === "root");
  if (root === undefined) notFound();
  const place = overviewPlace(context.tenant.slug, search.organizationId, root, overview);
  const view = overviewView(overview, search.range);
  const { locale } = context;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} page={page} place={place} view={view} />}
        actions={<Choices base={`/t/${context.tenant.slug}`} search={search} organizationIds={page.organizationIds} />}
      />
      <CrawlNotice context={context} heatmap={overview.heatmap} />
      <div className={styles["top"]}>
        <ScorePanel place={place} view={view} />
        <ChangePanel place={place} change={view.change} range={search.range} locale={locale} />
        <WorthPanel place={place} worth={view.worth} locale={locale} />
      </div>
      <GuardrailStrip context={context} counts={page.guardrails} organizationId={search.organizationId} />
      <TopLevels place={place} heatmap={overview.heatmap} locale={locale} />
    </PageBody>
  );
}

type FactsProps = {
  context: TenantContext;
  page: Extract<OverviewPage, { kind: "overview" }>;
  place: OverviewPlace;
  view: OverviewView;
};

/** As of when, of how many accounts, and how many of them count with an older state. */
async function Facts({ context, page, place, view }: FactsProps) {
  const t = await getTranslations("overview");
  const heatmap = await getTranslations("heatmap");
  const { locale, tenant } = context;
  const { partial, crawl } = page.overview.heatmap;
  const at = crawl?.finishedAt ?? null;
  const { accounts } = place.root;
  if (partial !== null || at === null) {
    const { accountsRead, accounts: all } = partial ?? { accountsRead: accounts, accounts };
    return <Freshness at={null}>{heatmap("readOf", { read: accountsRead, all })}</Freshness>;
  }
  const { unreadAccounts, oldestReadOn } = view;
  const oldest = oldestReadOn === null ? "" : formatDay(oldestReadOn, { locale, zone: "UTC" });
  return (
    <Freshness
      at={at.toISOString()}
      note={
        unreadAccounts === 0 ? (
          t("fresh.all", { accounts })
        ) : (
          <>
            {t("fresh.accounts", { accounts })}{" "}
            <Link href={place.hrefs.unread}>
              {oldest === ""
                ? t("fresh.unreadNever", { count: unreadAccounts })
                : t("fresh.unread", { count: unreadAccounts, day: oldest })}
            </Link>
          </>
        )
      }
    >
      {heatmap("asOf", { time: formatInstant(at, { locale, zone: tenant.zone, zoneName: true }) })}
    </Freshness>
  );
}

type ChoicesProps = { base: string; search: OverviewSearch; organizationIds: readonly string[] };

async function Choices({ base, search, organizationIds }: ChoicesProps) {
  const t = await getTranslations("overview");
  const current = search.organizationId ?? organizationIds[0] ?? "";
  return (
    <>
      {organizationIds.length > 1 && (
        <Choice
          label={t("organization")}
          current={current}
          options={organizationIds.map((organizationId) => ({
            key: organizationId,
            text: organizationId,
            href: overviewHref(base, { ...search, organizationId }),
          }))}
        />
      )}
      <Choice
        label={t("ranges")}
        current={String(search.range)}
        options={overviewRanges.map((range) => ({
          key: String(range),
          text: t("range", { days: range }),
          href: overviewHref(base, { ...search, range }),
        }))}
      />
    </>
  );
}
