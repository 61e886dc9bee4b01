import { EmptyState, Freshness, formatInstant, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { RefreshEvery } from "../crawls/refresh-every.tsx";
import { CrawlNotice } from "./crawl-notice.tsx";
import { HeatmapBody } from "./heatmap-body.tsx";
import { heatmapSearch } from "./heatmap-search.ts";
import { type HeatmapPage, readHeatmapPage } from "./read-heatmap-page.ts";
import { ViewChoice } from "./view-choice.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("heatmap"))("title") };
}

export default async function HeatmapRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const view = heatmapSearch(await searchParams);
  const page = await context.withTenant((tx) => readHeatmapPage(tx, view));
  const t = await getTranslations("heatmap");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "heatmap") return <NothingYet context={context} page={page} />;
  const base = `/t/${context.tenant.slug}/heatmap`;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} page={page} />}
        actions={<ViewChoice base={base} view={view} organizationIds={page.organizationIds} />}
      />
      <CrawlNotice context={context} page={page} />
      <HeatmapBody context={context} page={page} view={view} base={base} />
    </PageBody>
  );
}

type Drawn = Extract<HeatmapPage, { kind: "heatmap" }>;

async function Facts({ context, page }: { context: TenantContext; page: Drawn }) {
  const t = await getTranslations("heatmap");
  const { partial, crawl, rows } = page.heatmap;
  const accounts = rows.find((row) => row.kind === "root")?.accounts ?? 0;
  const at = crawl?.finishedAt ?? null;
  if (partial !== null || at === null) {
    const { accountsRead, accounts: all } = partial ?? { accountsRead: accounts, accounts };
    return <Freshness at={null}>{t("readOf", { read: accountsRead, all })}</Freshness>;
  }
  const time = formatInstant(at, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  return (
    <Freshness at={at.toISOString()} note={t("accounts", { count: accounts })}>
      {t("asOf", { time })}
    </Freshness>
  );
}

type Absent = Exclude<HeatmapPage, { kind: "heatmap" | "foreign" }>;

/** No cell yet: whoever can change that is led to where it is done. */
async function NothingYet({ context, page }: { context: TenantContext; page: Absent }) {
  const t = await getTranslations("heatmap");
  const isOwner = context.role === "owner";
  const base = `/t/${context.tenant.slug}`;
  if (page.kind === "waiting") {
    const isRunning = page.latest.state === "running";
    return (
      <PageBody>
        <PageHeader title={t("title")} />
        <EmptyState
          title={t("waiting.title")}
          action={
            <Link className="button" href={isRunning ? `${base}/crawls/${page.latest.id}` : `${base}/crawls`}>
              {t("waiting.link")}
            </Link>
          }
        >
          {isRunning ? t("waiting.running") : t("waiting.text")}
        </EmptyState>
        {isRunning && <RefreshEvery seconds={3} />}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader title={t("title")} />
      <EmptyState
        title={t("empty.title")}
        action={
          <Link className="button" data-kind={isOwner ? "primary" : undefined} href={`${base}/connection`}>
            {isOwner ? t("empty.connect") : t("empty.view")}
          </Link>
        }
      >
        {isOwner ? t("empty.owner") : t("empty.viewer")}
      </EmptyState>
    </PageBody>
  );
}
