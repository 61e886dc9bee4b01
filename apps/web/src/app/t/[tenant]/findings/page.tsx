import { EmptyState, Freshness, formatInstant, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { NothingYet } from "../heatmap/nothing-yet.tsx";
import { ActiveFilters } from "./active-filters.tsx";
import { FilterBar, isFiltered } from "./filter-bar.tsx";
import { FindingList } from "./finding-list.tsx";
import { FindingNotices } from "./finding-notices.tsx";
import {
  type FindingSearch,
  findingsExportHref,
  findingsHref,
  parseFindingSearch,
  withoutFilters,
} from "./finding-search.ts";
import styles from "./findings.module.css";
import { GroupTable } from "./group-table.tsx";
import { type FindingsPage, readFindingsPage } from "./read-findings-page.ts";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("findings"))("title") };
}

export default async function FindingsRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const { search, place, ignored } = parseFindingSearch(await searchParams);
  const asked = { search, place, zone: context.tenant.zone, now: new Date() };
  const page = await context.withTenant((tx) => readFindingsPage(tx, asked));
  const t = await getTranslations("findings");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "findings") return <NothingYet context={context} page={page} title={t("title")} />;
  const slug = context.tenant.slug;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} page={page} />}
        actions={<Actions slug={slug} search={search} />}
      />
      <FilterBar context={context} search={search} choices={page.choices} action={`/t/${slug}/findings`} />
      <ActiveFilters
        context={context}
        search={search}
        choices={page.choices}
        href={(view) => findingsHref(slug, view)}
      />
      <FindingNotices ignored={ignored} page={page} />
      <Shown context={context} page={page} search={search} />
    </PageBody>
  );
}

type Drawn = Extract<FindingsPage, { kind: "findings" }>;
type PartProps = { context: TenantContext; page: Drawn };

async function Facts({ context, page }: PartProps) {
  const t = await getTranslations("findings");
  const { groups, findings, isCapped } = page.groups;
  const counted = t("counted", {
    findings: t(isCapped ? "countAtLeast" : "count", { count: findings }),
    controls: groups.filter((group) => group.findings > 0).length,
  });
  const at = page.organization.currentCrawlAt;
  if (at === null) return <Freshness at={null}>{counted}</Freshness>;
  const time = formatInstant(at, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  return (
    <Freshness at={at.toISOString()} note={counted}>
      {t("asOf", { time })}
    </Freshness>
  );
}

/** How the view is shown, and the same view as a file. */
async function Actions({ slug, search }: { slug: string; search: FindingSearch }) {
  const t = await getTranslations("findings");
  const choice = (change: Partial<FindingSearch>, text: string, isCurrent: boolean) => (
    <Link href={findingsHref(slug, { ...search, ...change })} aria-current={isCurrent ? "true" : undefined}>
      {text}
    </Link>
  );
  return (
    <>
      <nav className={styles["views"]} aria-label={t("views")}>
        {choice({ view: "controls" }, t("byControl"), search.view === "controls")}
        {choice({ view: "list" }, t("list"), search.view === "list")}
      </nav>
      <span className={styles["export"]}>
        <span>{t("export")}</span>
        <a className="button" href={findingsExportHref(slug, "csv", search)} download>
          {t("csv")}
        </a>
        <a className="button" href={findingsExportHref(slug, "ndjson", search)} download>
          {t("ndjson")}
        </a>
      </span>
    </>
  );
}

async function Shown({ context, page, search }: PartProps & { search: FindingSearch }) {
  const t = await getTranslations("findings");
  const slug = context.tenant.slug;
  if (page.page === null) {
    if (page.groups.groups.length === 0) return <Empty slug={slug} search={search} />;
    return <GroupTable context={context} search={search} groups={page.groups.groups} />;
  }
  if (page.page.findings.length === 0) return <Empty slug={slug} search={search} />;
  const order = (sort: FindingSearch["sort"]) => (
    <Link
      href={findingsHref(slug, { ...search, sort })}
      aria-current={search.sort === sort ? "true" : undefined}
      scroll={false}
    >
      {t(sort)}
    </Link>
  );
  return (
    <>
      <nav className={styles["views"]} aria-label={t("sort")}>
        {order("worst")}
        {order("newest")}
      </nav>
      <FindingList
        context={context}
        search={search}
        page={page.page}
        href={(place) => findingsHref(slug, search, place)}
      />
    </>
  );
}

/** Nothing to show: because of the filters, or because nothing is open. */
async function Empty({ slug, search }: { slug: string; search: FindingSearch }) {
  const t = await getTranslations("findings");
  const filtered = isFiltered(search);
  const href = filtered
    ? findingsHref(slug, withoutFilters(search))
    : findingsHref(slug, { ...search, statuses: ["unknown"] });
  return (
    <EmptyState
      title={filtered ? t("empty.title") : t("empty.clean")}
      action={
        <Link className="button" href={href}>
          {filtered ? t("filter.clear") : t("empty.unknown")}
        </Link>
      }
    >
      {filtered ? t("empty.text") : t("empty.cleanText")}
    </EmptyState>
  );
}
