import type { CoverageState } from "@sekinin/db";
import { Notice } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { keepsUnknown } from "./keeps-unknown.ts";

type Props = {
  readonly context: TenantContext;
  readonly state: CoverageState;
  readonly isPending: boolean;
  /** Whether a verdict on the page is unknown. */
  readonly hasUnknown: boolean;
  /** Objectives that lack a value. */
  readonly withoutParameter: number;
};

/** What a reader must know before the numbers: that they change, are older, or that something kept them from being known. */
export async function CoverageNotices({ context, state, isPending, hasUnknown, withoutParameter }: Props) {
  const t = await getTranslations("coverage");
  const base = `/t/${context.tenant.slug}`;
  const errors = hasUnknown ? state.problems.filter(keepsUnknown).length : 0;
  return (
    <>
      {isPending && (
        <Notice kind="information" title={t("pending.title")}>
          {t("pending.text")}
        </Notice>
      )}
      {!isPending && state.currentCrawlId !== state.crawlId && (
        <Notice kind="unknown" title={t("older.title")}>
          {t("older.text")}
        </Notice>
      )}
      {errors > 0 && (
        <Notice
          kind="warning"
          title={t("problems.title", { count: errors })}
          action={<Link href={`${base}/policies`}>{t("problems.link")}</Link>}
        >
          {t("problems.text")}
        </Notice>
      )}
      {withoutParameter > 0 && (
        <Notice
          kind="unknown"
          title={t("parameters.title", { count: withoutParameter })}
          action={<Link href={`${base}/guardrail-settings`}>{t("parameters.link")}</Link>}
        >
          {t("parameters.text")}
        </Notice>
      )}
    </>
  );
}
