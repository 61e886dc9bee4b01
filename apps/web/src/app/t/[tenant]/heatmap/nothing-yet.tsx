import type { CrawlSummary } from "@sekinin/db";
import { EmptyState, PageBody, PageHeader } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { RefreshEvery } from "../crawls/refresh-every.tsx";

/** Why a tenant has no number to show. */
export type NothingToShow =
  | { readonly kind: "not-connected" }
  | { readonly kind: "waiting"; readonly latest: CrawlSummary };

type Props = { context: TenantContext; page: NothingToShow; title: string };

/** No cell yet: whoever can change that is led to where it is done. */
export async function NothingYet({ context, page, title }: Props) {
  const t = await getTranslations("heatmap");
  const isOwner = context.role === "owner";
  const base = `/t/${context.tenant.slug}`;
  if (page.kind === "waiting") {
    const isRunning = page.latest.state === "running";
    return (
      <PageBody>
        <PageHeader title={title} />
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
      <PageHeader title={title} />
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
