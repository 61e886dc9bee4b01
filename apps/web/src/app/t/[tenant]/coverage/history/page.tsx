import { calendarDay } from "@sekinin/posture";
import { Freshness, formatInstant, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { NothingYet } from "../../heatmap/nothing-yet.tsx";
import styles from "../coverage.module.css";
import { GuardrailWays } from "../guardrail-ways.tsx";
import { ChangeList } from "./change-list.tsx";
import { type HistoryView, historyHref, historySearch } from "./history-search.ts";
import { type HistoryPage, readHistoryPage } from "./read-history-page.ts";
import { TrendSection } from "./trend-section.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coverage"))("history.title") };
}

export default async function HistoryRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const view = historySearch(await searchParams);
  const today = calendarDay(context.tenant.zone, new Date());
  const page = await context.withTenant((tx) => readHistoryPage(tx, view, today));
  const t = await getTranslations("coverage.history");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "history") return <NothingYet context={context} page={page} title={t("title")} />;
  const { slug, zone } = context.tenant;
  const base = `/t/${slug}/coverage/history`;
  const at = page.organization.currentCrawlAt;
  const { locale } = context;
  const c = await getTranslations("coverage");
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        {...(at === null
          ? {}
          : {
              facts: (
                <Freshness at={at.toISOString()}>
                  {c("asOf", { time: formatInstant(at, { locale, zone, zoneName: true }) })}
                </Freshness>
              ),
            })}
        actions={<GuardrailWays slug={slug} current="history" organizationId={view.organizationId} />}
      />
      <TrendSection context={context} page={page} view={view} base={base} />
      <Changes context={context} page={page} view={view} base={base} />
    </PageBody>
  );
}

type ChangesProps = {
  context: TenantContext;
  page: Extract<HistoryPage, { kind: "history" }>;
  view: HistoryView;
  base: string;
};

async function Changes({ context, page, view, base }: ChangesProps) {
  const t = await getTranslations("coverage.history");
  const { changes, next, units } = page;
  const names = new Map(units.map(({ nodeId, name }) => [nodeId, name]));
  const isNarrowed = view.policyId !== null || view.objectiveId !== null;
  const older = next === null ? null : historyHref(base, { ...view, before: next });
  return (
    <Section
      title={t("changes")}
      aside={
        view.policyId === null ? undefined : (
          <span className={styles["soft"]}>
            {t("policyOnly", { name: view.policyId })}{" "}
            <Link href={historyHref(base, { ...view, policyId: null, before: null })}>{t("clear")}</Link>
          </span>
        )
      }
    >
      {changes.length === 0 ? (
        <p className={styles["soft"]}>{t(isNarrowed ? "filteredNone" : "none")}</p>
      ) : (
        <ChangeList
          context={context}
          changes={changes}
          objectiveId={view.objectiveId}
          nameOf={(id) => names.get(id) ?? id}
        />
      )}
      <nav className={styles["pager"]}>
        {view.before !== null && <Link href={historyHref(base, { ...view, before: null })}>{t("newest")}</Link>}
        {older !== null && <Link href={older}>{t("older")}</Link>}
      </nav>
    </Section>
  );
}
