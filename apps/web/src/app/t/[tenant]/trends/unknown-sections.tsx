import { overallSum } from "@sekinin/posture";
import { formatNumber, formatTenths, Section, tenthsOf } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LazyLevelChart } from "./trend-charts.tsx";
import { dayWords, percentOf, type TrendPlace } from "./trend-place.ts";
import type { TrendDay } from "./trend-view.ts";
import { Twin } from "./twin.tsx";

const unknownShare = ({ cell }: TrendDay) => (cell.knownShare === null ? null : 1 - cell.knownShare);
const crawledOnly = (days: readonly TrendDay[]) =>
  days.filter((day, at) => day.isCrawled || at === 0 || at === days.length - 1);

/** How much of everything could not be judged. */
export async function UnknownSection({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { locale, page } = place;
  const { days } = page.view;
  const share = (day: TrendDay | undefined) => {
    const unknown = day === undefined ? null : unknownShare(day);
    return unknown === null ? "–" : formatTenths(tenthsOf(unknown));
  };
  const unknownDuties = (day: TrendDay) => formatNumber(overallSum(day.sums).unknownDuties, locale);
  const most = days.reduce<TrendDay | undefined>(
    (best, day) => ((unknownShare(day) ?? -1) > (best === undefined ? -1 : (unknownShare(best) ?? -1)) ? day : best),
    undefined,
  );
  const sentence = t("unknown.sentence", {
    now: share(days.at(-1)),
    before: share(days[0]),
    most: share(most),
    day: most === undefined ? "" : dayWords(most.day, locale),
  });
  return (
    <Section
      title={t("unknown.title")}
      id="unknown"
      aside={
        <Link href={`/t/${place.tenant}/crawls/${page.organization.currentCrawlId ?? ""}`}>{t("unknown.open")}</Link>
      }
    >
      <p>{sentence}</p>
      <LazyLevelChart
        label={sentence}
        unit={t("percentSign")}
        atLeast={5}
        points={days.map((day) => ({
          day: day.day,
          label: dayWords(day.day, locale, false),
          value: percentOf(unknownShare(day)),
          lines: [
            { name: t("unknown.share"), value: t("percent", { share: share(day) }) },
            { name: t("unknown.duties"), value: unknownDuties(day) },
          ],
        }))}
      />
      <Twin
        caption={t("unknown.title")}
        head={[t("day"), t("unknown.share"), t("unknown.duties")]}
        rows={crawledOnly(days).map((day) => [
          dayWords(day.day, locale),
          t("percent", { share: share(day) }),
          unknownDuties(day),
        ])}
      />
    </Section>
  );
}

/** How old the oldest thing is that counts as today's. */
export async function AgeSection({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { locale, page } = place;
  const { days } = page.view;
  const last = days.at(-1);
  const sentence = t("age.sentence", { count: last?.unreadAccounts ?? 0, days: last?.ageDays ?? -1 });
  const age = ({ ageDays }: TrendDay) => (ageDays === null ? t("age.never") : String(ageDays));
  return (
    <Section title={t("age.title")}>
      <p>{sentence}</p>
      <LazyLevelChart
        label={sentence}
        unit=""
        atLeast={4}
        points={days.map((day) => ({
          day: day.day,
          label: dayWords(day.day, locale, false),
          value: day.ageDays,
          lines: [
            { name: t("age.days"), value: age(day) },
            { name: t("age.accounts"), value: String(day.unreadAccounts) },
          ],
        }))}
      />
      <Twin
        caption={t("age.title")}
        head={[t("day"), t("age.days"), t("age.accounts"), t("age.crawled")]}
        rows={days.map((day) => [
          dayWords(day.day, locale),
          age(day),
          String(day.unreadAccounts),
          day.isCrawled ? t("age.yes") : t("age.no"),
        ])}
      />
    </Section>
  );
}
