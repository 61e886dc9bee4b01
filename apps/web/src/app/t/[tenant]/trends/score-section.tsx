import { domainTitles } from "@sekinin/responsibility";
import { formatTenths, Section, signedTenths, tenthsOf } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import { CauseTable } from "../overview/cause-table.tsx";
import { causeLinks } from "./cause-link.ts";
import { MarkList } from "./mark-list.tsx";
import { ScoreLegend } from "./score-legend.tsx";
import { LazyScoreChart } from "./trend-charts.tsx";
import { dayWords, percentOf, type TrendPlace } from "./trend-place.ts";
import type { TrendDay } from "./trend-view.ts";
import styles from "./trends.module.css";
import { Twin } from "./twin.tsx";

/** Score over time beside what real change alone would have made of it, and the causes of the difference. */
export async function ScoreSection({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { view } = place.page;
  const { locale, search } = place;
  const sentence = await scoreSentence(place);
  const domainNames = search.domains.map((domain) => domainTitles[domain][locale]);
  const notesOf = (day: TrendDay) => [
    ...(day.isCrawled ? [] : [t("score.carried", { days: day.crawlAgeDays })]),
    ...view.marks.flatMap((mark, at) => (mark.day === day.day ? [t("score.markOf", { number: at + 1 })] : [])),
  ];
  return (
    <Section title={t("score.title")}>
      <p>{sentence}</p>
      <div className={styles["scoreGrid"]}>
        <div className={styles["chart"]}>
          <LazyScoreChart
            label={sentence}
            points={view.days.map((day) => ({
              day: day.day,
              label: dayWords(day.day, locale, false),
              score: percentOf(day.cell.score),
              isCrawled: day.isCrawled,
              real: percentOf(day.real),
              domains: search.domains.map((domain) =>
                percentOf(day.sums[domain].known > 0 ? day.sums[domain].met / day.sums[domain].known : null),
              ),
              notes: notesOf(day),
            }))}
            domainNames={domainNames}
            marks={view.marks.map(({ day }, at) => ({ day, number: at + 1 }))}
            texts={{ score: t("score.line"), real: t("score.realLine"), unit: t("percentSign") }}
          />
          <ScoreLegend domainNames={domainNames} />
        </div>
        <div className={styles["causes"]}>
          <h3>{t("score.causes")}</h3>
          {view.change === null || view.change.causes.length === 0 ? (
            <p className={styles["soft"]}>{t("score.noCauses")}</p>
          ) : (
            <CauseTable change={view.change} hrefOf={causeLinks(place)} />
          )}
        </div>
      </div>
      <MarkList place={place} />
      <ScoreTwin place={place} domainNames={domainNames} />
    </Section>
  );
}

async function scoreSentence({ page: { view }, locale }: TrendPlace): Promise<string> {
  const t = await getTranslations("trends");
  const [first, last] = [view.days[0], view.days.at(-1)];
  if (view.change === null || first === undefined || last === undefined) return t("score.unknown");
  const { before, after, byKind } = view.change;
  return t("score.sentence", {
    direction: after > before ? "up" : after < before ? "down" : "level",
    before: formatTenths(before),
    after: formatTenths(after),
    from: dayWords(first.day, locale),
    to: dayWords(last.day, locale),
    total: signedTenths(after - before),
    real: signedTenths(byKind.real),
    accounts: signedTenths(byKind.accounts),
    catalogue: signedTenths(byKind.catalogue),
    visibility: signedTenths(byKind.visibility),
  });
}

async function ScoreTwin({ place, domainNames }: { place: TrendPlace; domainNames: readonly string[] }) {
  const t = await getTranslations("trends");
  const { locale, search } = place;
  const { days } = place.page.view;
  // The days between crawls repeat the last one: the table is as long as there is something to say.
  const shown = days.filter((day, at) => day.isCrawled || at === 0 || at === days.length - 1);
  const percent = (share: number | null) =>
    share === null ? "–" : t("percent", { share: formatTenths(tenthsOf(share)) });
  return (
    <Twin
      caption={t("score.title")}
      note={t("score.tableNote")}
      head={[t("day"), t("score.line"), t("score.realLine"), t("known"), t("accounts"), ...domainNames]}
      rows={shown.map((day) => [
        dayWords(day.day, locale),
        percent(day.cell.score),
        percent(day.real),
        percent(day.cell.knownShare),
        String(day.accounts),
        ...search.domains.map((domain) =>
          percent(day.sums[domain].known > 0 ? day.sums[domain].met / day.sums[domain].known : null),
        ),
      ])}
    />
  );
}
