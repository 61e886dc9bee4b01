import type { FlowBucket } from "@sekinin/posture";
import { formatNumber, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { findingsAfterHref } from "../findings/finding-search.ts";
import { LazyFlowChart } from "./trend-charts.tsx";
import { dayWords, type TrendPlace } from "./trend-place.ts";
import styles from "./trends.module.css";
import { Twin } from "./twin.tsx";

/** Findings that came and findings that went, by day or by week. */
export async function FlowSection({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { locale, search } = place;
  const { buckets, flow, days } = place.page.view;
  const net = flow.opened + flow.reopened - flow.mended - flow.gone;
  const count = (value: number) => formatNumber(value, locale);
  const sentence = t("flow.sentence", {
    opened: flow.opened,
    reopened: flow.reopened,
    mended: flow.mended,
    gone: flow.gone,
    direction: net > 0 ? "more" : net < 0 ? "fewer" : "same",
    net: count(Math.abs(net)),
  });
  const words = ({ from, to }: FlowBucket) =>
    from === to
      ? dayWords(from, locale)
      : t("flow.week", { from: dayWords(from, locale, false), to: dayWords(to, locale) });
  const kinds = ["opened", "reopened", "mended", "gone"] as const;
  const where = { organization: search.organizationId, node: search.unitId, sort: "newest", view: "list" } as const;
  return (
    <Section
      title={t("flow.title")}
      aside={
        <Link href={findingsAfterHref(place.tenant, "changed", days[0]?.day ?? null, where)}>{t("flow.open")}</Link>
      }
    >
      <p>{sentence}</p>
      <LazyFlowChart
        label={sentence}
        points={buckets.map((bucket) => ({ day: bucket.from, label: words(bucket), ...bucket.flow }))}
        texts={{
          opened: t("flow.opened"),
          reopened: t("flow.reopened"),
          mended: t("flow.mended"),
          gone: t("flow.gone"),
        }}
        ticks={Object.fromEntries(buckets.map(({ from }) => [from, dayWords(from, locale, false)]))}
      />
      <ul className={styles["legend"]} aria-label={t("legend")}>
        {kinds.map((kind) => (
          <li key={kind}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false" data-bar={kind}>
              <rect width="12" height="12" rx="2" />
            </svg>
            {t(`flow.${kind}`)}
          </li>
        ))}
      </ul>
      <Twin
        caption={t("flow.title")}
        head={[
          t("day"),
          ...kinds.map((kind) => t(`flow.${kind}`)),
          t("flow.unread"),
          t("flow.readAgain"),
          t("flow.frozen"),
        ]}
        rows={buckets.map((bucket) => [
          words(bucket),
          ...[...kinds, "unread" as const, "readAgain" as const, "frozen" as const].map((kind) =>
            count(bucket.flow[kind]),
          ),
        ])}
      />
    </Section>
  );
}
