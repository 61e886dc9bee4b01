import { may } from "@sekinin/auth";
import { failureCodes, failureWords } from "@sekinin/config";
import { type Crawl, type CrawlStepRow, crawlProgress, findCrawl, listCrawlSteps } from "@sekinin/db";
import { unreadTexts } from "@sekinin/responsibility";
import { Freshness, formatInstant, Notice, PageBody, PageHeader, Section, Words } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { cancelCrawl } from "../actions.ts";
import { CrawlForm } from "../crawl-form.tsx";
import { CrawlStateBadge } from "../crawl-state.tsx";
import styles from "../crawls.module.css";
import { LiveProgress } from "./live-progress.tsx";
import { progressMessage } from "./progress-message.ts";
import { progressTexts } from "./progress-texts.ts";
import { UnreadSteps } from "./unread-steps.tsx";

const Search = z.object({ after: z.uuid().optional().catch(undefined) });
const pageLength = 50;

type Props = {
  params: Promise<{ tenant: string; crawlId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("crawls"))("title") };
}

export default async function CrawlPage({ params, searchParams }: Props) {
  const { tenant: slug, crawlId } = await params;
  const context = await requireTenant(slug, "crawl:read");
  const { after = null } = Search.parse(await searchParams);
  const { crawl, progress, steps } = await context.withTenant(async (tx) => ({
    crawl: await findCrawl(tx, crawlId),
    progress: await crawlProgress(tx, crawlId),
    steps: await listCrawlSteps(tx, { crawlId, unreadOnly: true, limit: pageLength + 1, after }),
  }));
  if (crawl === null || progress === null) notFound();
  const base = `/t/${context.tenant.slug}/crawls`;
  return (
    <PageBody>
      <Head context={context} crawl={crawl} />
      <Outcome context={context} crawl={crawl} />
      <LiveProgress
        key={`${crawl.id} ${crawl.state}`}
        initial={progressMessage(progress, new Date())}
        source={`/api/t/${context.tenant.slug}/crawls/${crawl.id}/progress`}
        here={`${base}/${crawl.id}`}
        locale={context.locale}
        texts={await progressTexts()}
      />
      <Unread context={context} crawl={crawl} steps={steps} count={progress.unknownAccounts} />
    </PageBody>
  );
}

async function Head({ context, crawl }: { context: TenantContext; crawl: Crawl }) {
  const t = await getTranslations("crawls");
  const { locale, tenant, role } = context;
  const at = crawl.startedAt ?? crawl.requestedAt;
  const isCancelling = crawl.cancelRequestedAt !== null;
  return (
    <PageHeader
      path={<Link href={`/t/${tenant.slug}/crawls`}>{t("title")}</Link>}
      title={t("detail.title", { time: formatInstant(at, { locale, zone: tenant.zone }) })}
      facts={
        <Freshness at={at.toISOString()} note={crawl.organizationId ?? undefined}>
          {t(`triggers.${crawl.trigger}`)}
        </Freshness>
      }
      actions={
        <>
          <CrawlStateBadge state={crawl.state} isCancelling={isCancelling} />
          {crawl.state === "running" && !isCancelling && may(role, "crawl:run") && (
            <CrawlForm
              action={cancelCrawl}
              tenant={tenant.slug}
              field={{ name: "crawlId", value: crawl.id }}
              label={t("detail.cancel")}
              pendingLabel={t("detail.cancelling")}
              kind="danger"
            />
          )}
        </>
      }
    />
  );
}

/** How it ended, in words, and what follows from it. */
async function Outcome({ context, crawl }: { context: TenantContext; crawl: Crawl }) {
  const t = await getTranslations("crawls.detail");
  const heatmap = <Link href={`/t/${context.tenant.slug}/heatmap`}>{t("openHeatmap")}</Link>;
  if (crawl.state === "running") {
    return crawl.cancelRequestedAt === null ? null : <Notice kind="information" title={t("cancelling")} live />;
  }
  if (crawl.state === "complete") return <Notice kind="success" title={t("complete")} action={heatmap} />;
  if (crawl.state === "cancelled") return <Notice kind="unknown" title={t("cancelled")} action={heatmap} />;
  const words = failureText(crawl.failure?.code, context.locale);
  return (
    <Notice kind="danger" title={t("failure")}>
      {words === null ? (
        <code>{crawl.failure?.code}</code>
      ) : (
        <p>
          <Words>{`${words.text} ${words.hint}`}</Words>
        </p>
      )}
    </Notice>
  );
}

/** A crawl fails with a failure's code or with a reason for which something could not be read. */
function failureText(code: string | undefined, locale: "en" | "ja"): { text: string; hint: string } | null {
  const failure = failureCodes.find((known) => known === code);
  if (failure !== undefined) return failureWords(failure, locale);
  const reason = Object.entries(unreadTexts).find(([known]) => known === code)?.[1];
  return reason === undefined ? null : { text: reason.text[locale], hint: reason.hint[locale] };
}

type UnreadProps = { context: TenantContext; crawl: Crawl; steps: readonly CrawlStepRow[]; count: number };

async function Unread({ context, crawl, steps, count }: UnreadProps) {
  const t = await getTranslations("crawls.detail");
  const shown = steps.slice(0, pageLength);
  const last = shown.at(-1);
  if (shown.length === 0) {
    return crawl.state === "complete" ? <p className={styles["soft"]}>{t("unreadNone")}</p> : null;
  }
  return (
    <Section title={t("unread")}>
      {count > 0 && <p className={styles["soft"]}>{t("unreadLead", { count })}</p>}
      <UnreadSteps context={context} organizationId={crawl.organizationId} steps={shown} />
      {steps.length > pageLength && last !== undefined && (
        <nav className={styles["pages"]}>
          <Link href={`/t/${context.tenant.slug}/crawls/${crawl.id}?after=${last.id}`}>{t("more")}</Link>
        </nav>
      )}
    </Section>
  );
}
