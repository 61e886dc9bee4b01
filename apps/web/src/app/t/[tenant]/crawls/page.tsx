import { may } from "@sekinin/auth";
import { type Connection, type CrawlSummary, listConnections, listCrawls } from "@sekinin/db";
import { EmptyState, formatDuration, formatInstant, formatNumber, PageBody, PageHeader, TableFrame } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { crawlNow } from "./actions.ts";
import { CrawlForm } from "./crawl-form.tsx";
import { CrawlStateBadge } from "./crawl-state.tsx";
import styles from "./crawls.module.css";
import { RefreshEvery } from "./refresh-every.tsx";

const Search = z.object({ before: z.uuid().optional().catch(undefined) });
const pageLength = 30;

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("crawls"))("title") };
}

export default async function CrawlsPage({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "crawl:read");
  const { before = null } = Search.parse(await searchParams);
  const { crawls, connections } = await context.withTenant(async (tx) => ({
    crawls: await listCrawls(tx, { limit: pageLength + 1, before }),
    connections: await listConnections(tx),
  }));
  const t = await getTranslations("crawls");
  const shown = crawls.slice(0, pageLength);
  const last = shown.at(-1);
  const base = `/t/${context.tenant.slug}/crawls`;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<p className={styles["soft"]}>{t("lead")}</p>}
        actions={<CrawlNowButtons context={context} connections={connections} />}
      />
      {shown.length === 0 ? (
        <NoCrawls context={context} connections={connections} />
      ) : (
        <CrawlTable context={context} crawls={shown} />
      )}
      {(before !== null || crawls.length > pageLength) && (
        <nav className={styles["pages"]}>
          {before !== null && <Link href={base}>{t("newest")}</Link>}
          {crawls.length > pageLength && last !== undefined && (
            <Link href={`${base}?before=${last.id}`}>{t("older")}</Link>
          )}
        </nav>
      )}
      {shown.some((crawl) => crawl.state === "running") && <RefreshEvery seconds={4} />}
    </PageBody>
  );
}

type ForConnections = { context: TenantContext; connections: readonly Connection[] };

const canCrawl = (connection: Connection) => connection.managementRoleArn !== null && connection.state !== "unsafe";

async function CrawlNowButtons({ context, connections }: ForConnections) {
  const t = await getTranslations("crawls");
  if (!may(context.role, "crawl:run")) return null;
  const usable = connections.filter(canCrawl);
  return usable.map((connection) => (
    <CrawlForm
      key={connection.id}
      action={crawlNow}
      tenant={context.tenant.slug}
      field={{ name: "connectionId", value: connection.id }}
      label={usable.length > 1 ? `${t("crawlNow")}: ${connection.organizationId ?? "–"}` : t("crawlNow")}
      pendingLabel={t("starting")}
      kind="primary"
    />
  ));
}

async function NoCrawls({ context, connections }: ForConnections) {
  const t = await getTranslations("crawls.empty");
  const isOwner = may(context.role, "crawl:run");
  const isReady = connections.some(canCrawl);
  const ownerText = isReady ? t("ready") : t("owner");
  return (
    <EmptyState
      title={t("title")}
      action={
        !isReady && (
          <Link className="button" href={`/t/${context.tenant.slug}/connection`}>
            {t("connect")}
          </Link>
        )
      }
    >
      {isOwner ? ownerText : t("viewer")}
    </EmptyState>
  );
}

async function CrawlTable({ context, crawls }: { context: TenantContext; crawls: readonly CrawlSummary[] }) {
  const t = await getTranslations("crawls");
  const { locale, tenant } = context;
  return (
    <TableFrame label={t("list")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("started")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("trigger")}</th>
            <th scope="col" className="number">
              {t("duration")}
            </th>
            <th scope="col" className="number">
              {t("accounts")}
            </th>
            <th scope="col" className="number">
              {t("unknown")}
            </th>
            <th scope="col" className="number">
              {t("calls")}
            </th>
            <th scope="col" className="number">
              {t("throttles")}
            </th>
          </tr>
        </thead>
        <tbody>
          {crawls.map((crawl) => (
            <tr key={crawl.id}>
              <th scope="row">
                <Link href={`/t/${tenant.slug}/crawls/${crawl.id}`}>
                  {formatInstant(crawl.startedAt ?? crawl.requestedAt, { locale, zone: tenant.zone })}
                </Link>
              </th>
              <td>
                <CrawlStateBadge state={crawl.state} isCancelling={crawl.cancelRequestedAt !== null} />
              </td>
              <td>{t(`triggers.${crawl.trigger}`)}</td>
              <td className="number">{crawl.startedAt === null ? "–" : formatDuration(secondsOf(crawl), locale)}</td>
              <td className="number">
                {crawl.accounts === 0 ? "–" : t("doneOf", { done: crawl.accountsDone, all: crawl.accounts })}
              </td>
              <td className="number">{formatNumber(crawl.accountsUnread, locale)}</td>
              <td className="number">{formatNumber(crawl.calls, locale)}</td>
              <td className="number">{formatNumber(crawl.throttles, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function secondsOf({ startedAt, finishedAt }: CrawlSummary): number {
  return startedAt === null ? 0 : ((finishedAt ?? new Date()).getTime() - startedAt.getTime()) / 1000;
}
