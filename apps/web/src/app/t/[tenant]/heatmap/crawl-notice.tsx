import type { Heatmap } from "@sekinin/db";
import { Notice } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { RefreshEvery } from "../crawls/refresh-every.tsx";

type Props = { context: TenantContext; heatmap: Pick<Heatmap, "partial" | "running"> };

/** Says that numbers are about to change, or that they are not whole yet, and leads to the crawl. */
export async function CrawlNotice({ context, heatmap }: Props) {
  const t = await getTranslations("heatmap");
  const { partial, running } = heatmap;
  const crawls = `/t/${context.tenant.slug}/crawls`;
  if (partial !== null) {
    return (
      <Notice
        kind={running === null ? "unknown" : "information"}
        title={t("partial.title", { read: partial.accountsRead, all: partial.accounts })}
        action={
          <Link href={running === null ? crawls : `${crawls}/${running.id}`}>
            {running === null ? t("partial.crawls") : t("partial.link")}
          </Link>
        }
      >
        {running === null ? t("partial.stopped") : t("partial.text")}
        {running !== null && <RefreshEvery seconds={4} />}
      </Notice>
    );
  }
  if (running === null) return null;
  return (
    <Notice
      kind="information"
      title={t("running.title")}
      action={<Link href={`${crawls}/${running.id}`}>{t("running.link")}</Link>}
    >
      {t("running.text")}
      <RefreshEvery seconds={15} />
    </Notice>
  );
}
