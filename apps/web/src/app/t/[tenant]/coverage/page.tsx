import { objectives } from "@sekinin/guardrails";
import {
  accountsOf,
  CoverageLegend,
  CoverageTable,
  type CoverageView,
  coverageHref,
  EmptyState,
  Freshness,
  formatInstant,
  matrixColumns,
  PageBody,
  PageHeader,
  packMatrix,
  wholeCoverage,
} from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { verdictMeanings } from "../../../../guardrail-words/verdict-words.ts";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { Choice } from "../choice.tsx";
import { NothingYet } from "../heatmap/nothing-yet.tsx";
import styles from "./coverage.module.css";
import { CoverageFilters, VerdictStrip } from "./coverage-filters.tsx";
import { CoverageNotices } from "./coverage-notices.tsx";
import { hasUnknown, lackingValues, objectivesByVerdict, rowsOf, shownRows } from "./coverage-rows.ts";
import { coverageSearch } from "./coverage-search.ts";
import { coverageTexts, inLocale } from "./coverage-texts.ts";
import { MatrixWithRouter } from "./coverage-view.tsx";
import { GuardrailWays } from "./guardrail-ways.tsx";
import { type CoveragePage, readCoveragePage } from "./read-coverage-page.ts";
import { Undecided } from "./undecided.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** With 90 objectives, more columns would be more cells than anybody reads. */
const mostColumns = 40;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coverage"))("title") };
}

export default async function CoverageRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const view = coverageSearch(await searchParams);
  const page = await context.withTenant((tx) => readCoveragePage(tx, view));
  const t = await getTranslations("coverage");
  if (page.kind === "foreign") notFound();
  if (page.kind === "undecided") {
    return <Undecided context={context} title={t("title")} isPending={page.isPending} current="matrix" />;
  }
  if (page.kind !== "coverage") return <NothingYet context={context} page={page} title={t("title")} />;
  const base = `/t/${context.tenant.slug}/coverage`;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} page={page} />}
        actions={
          <>
            <GuardrailWays slug={context.tenant.slug} current="matrix" organizationId={view.organizationId} />
            <Organizations base={base} view={view} ids={page.organizationIds} />
          </>
        }
      />
      <Body context={context} page={page} view={view} base={base} />
    </PageBody>
  );
}

type Drawn = Extract<CoveragePage, { kind: "coverage" }>;
type BodyProps = { context: TenantContext; page: Drawn; view: CoverageView; base: string };

async function Body({ context, page, view, base }: BodyProps) {
  const t = await getTranslations("coverage");
  const { locale } = context;
  const texts = await coverageTexts(locale);
  const { columns, leftOff } = matrixColumns(page.nodes.map(withDecided), new Set(page.opened), mostColumns);
  const all = rowsOf(objectives, columns, page.nodes, locale);
  const rows = shownRows(all, view);
  const shared = { columns, texts, base, accountNames: page.accountNames };
  return (
    <>
      <CoverageNotices
        context={context}
        state={page.state}
        isPending={page.isPending}
        hasUnknown={hasUnknown(all)}
        withoutParameter={lackingValues(objectives, all, page.state.parameters)}
      />
      <VerdictStrip base={base} view={view} counts={objectivesByVerdict(all)} texts={texts} />
      <div className={styles["tools"]}>
        <CoverageFilters base={base} view={view} locale={locale} />
        <Views base={base} view={view} />
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t("nothing.title")}
          action={
            <Link className="button" href={coverageHref(base, { ...wholeCoverage, opened: view.opened })}>
              {t("filter.clear")}
            </Link>
          }
        >
          {t("nothing.text")}
        </EmptyState>
      ) : view.table ? (
        <CoverageTable {...shared} rows={rows} organizationId={view.organizationId} />
      ) : (
        <MatrixWithRouter {...shared} rows={packMatrix(rows)} view={view} opened={page.opened} />
      )}
      {leftOff > 0 && <p className={styles["soft"]}>{t("leftOff", { count: leftOff })}</p>}
      <CoverageLegend
        texts={texts}
        label={t("legend")}
        meanings={inLocale(verdictMeanings, locale)}
        note={t("legendNote")}
      />
      {!view.table && <p className={styles["keys"]}>{t("keys")}</p>}
    </>
  );
}

/** Accounts are those that were decided upon: suspended ones as well, which scores leave out. */
function withDecided(node: Drawn["nodes"][number]): Drawn["nodes"][number] {
  const [counts] = Object.values(node.counts);
  return { ...node, accounts: counts === undefined ? 0 : accountsOf(counts) };
}

async function Views({ base, view }: { base: string; view: CoverageView }) {
  const t = await getTranslations("coverage");
  return (
    <div className={styles["views"]}>
      <Choice
        label={t("sort")}
        current={view.sort}
        options={(["domain", "worst"] as const).map((sort) => ({
          key: sort,
          text: t(sort === "domain" ? "byDomain" : "byWorst"),
          href: coverageHref(base, { ...view, sort }),
        }))}
      />
      <Choice
        label={t("views")}
        current={String(view.table)}
        options={[false, true].map((table) => ({
          key: String(table),
          text: t(table ? "asTable" : "asMatrix"),
          href: coverageHref(base, { ...view, table }),
        }))}
      />
    </div>
  );
}

async function Organizations({ base, view, ids }: { base: string; view: CoverageView; ids: readonly string[] }) {
  const t = await getTranslations("heatmap");
  if (ids.length < 2) return null;
  const options = ids.map((id) => ({
    key: id,
    text: id,
    href: coverageHref(base, { ...view, organizationId: id, opened: null }),
  }));
  return <Choice label={t("organization")} options={options} current={view.organizationId ?? ids[0] ?? ""} />;
}

async function Facts({ context, page }: { context: TenantContext; page: Drawn }) {
  const t = await getTranslations("coverage");
  const at = page.organization.currentCrawlAt ?? page.state.decidedAt;
  const time = formatInstant(at, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  const root = page.nodes.find((node) => node.kind === "root");
  const accounts = root === undefined ? 0 : withDecided(root).accounts;
  const note = [t("objectives", { count: objectives.length }), t("accounts", { count: accounts })].join(t("between"));
  return (
    <Freshness at={at.toISOString()} note={note}>
      {t("asOf", { time })}
    </Freshness>
  );
}
