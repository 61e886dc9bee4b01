import { findObjective, objectives } from "@sekinin/guardrails";
import {
  CoverageTimeline,
  countsInWords,
  formatDay,
  Section,
  TableFrame,
  type TimelinePoint,
  UnitSelect,
} from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "../coverage.module.css";
import { coverageTexts } from "../coverage-texts.ts";
import { type HistoryView, historyHref, historyParameters, spans, trends } from "./history-search.ts";
import type { HistoryPage } from "./read-history-page.ts";
import { sharesInWords } from "./shares-in-words.ts";
import { trendPoints } from "./trend-points.ts";

type Props = {
  context: TenantContext;
  page: Extract<HistoryPage, { kind: "history" }>;
  view: HistoryView;
  base: string;
};

/** How coverage went: a picture, its numbers as a table, and one sentence. */
export async function TrendSection({ context, page, view, base }: Props) {
  const t = await getTranslations("coverage.history");
  const texts = await coverageTexts(context.locale);
  const points = trendPoints(page.points, view);
  const objective = view.objectiveId === null ? undefined : findObjective(view.objectiveId);
  const name = page.units.find(({ nodeId }) => nodeId === (view.nodeId ?? page.organization.rootId))?.name ?? "";
  const sentence =
    objective === undefined
      ? t(view.trend === "pairs" ? "trendPairs" : "trendText", { name })
      : t("trendObjective", { name, title: objective.title[context.locale] });
  const last = points.at(-1);
  const share = last === undefined ? "" : sharesInWords(last.counts, texts, context.locale);
  return (
    <Section title={t("trend")}>
      <TrendForm context={context} page={page} view={view} base={base} />
      <p className={styles["soft"]}>{sentence}</p>
      {last === undefined ? (
        <p>{t("trendNone")}</p>
      ) : (
        <>
          <CoverageTimeline points={points} from={page.from} to={page.to} label={`${sentence} ${share}`} />
          <p className={styles["ends"]}>
            <span>{formatDay(page.from, { locale: context.locale, zone: "UTC" })}</span>
            <strong>{share}</strong>
            <span>{formatDay(page.to, { locale: context.locale, zone: "UTC" })}</span>
          </p>
          <TrendTable context={context} points={points} texts={texts} />
        </>
      )}
    </Section>
  );
}

async function TrendForm({ context, page, view, base }: Props) {
  const t = await getTranslations("coverage");
  const kept = historyParameters({ ...view, objectiveId: null, nodeId: null, days: 90, trend: "pairs", before: null });
  return (
    <form method="get" action={base} className={styles["filters"]} key={historyHref("", view)}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        <span>{t("history.objective")}</span>
        <select name="objective" defaultValue={view.objectiveId ?? ""}>
          <option value="">{t("history.allObjectives")}</option>
          {objectives.map(({ id, title }) => (
            <option key={id} value={id}>
              {title[context.locale]}
            </option>
          ))}
        </select>
      </label>
      <UnitSelect
        name="node"
        label={t("history.unit")}
        units={page.units}
        value={view.nodeId}
        wholeLabel={t("objectivePage.whole")}
      />
      <CountedSelect view={view} />
      <label>
        <span>{t("history.days")}</span>
        <select name="days" defaultValue={String(view.days)}>
          {spans.map((days) => (
            <option key={days} value={days}>
              {t("history.daysOption", { days })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t("filter.apply")}</button>
    </form>
  );
}

/** What a point counts where no objective is chosen. */
async function CountedSelect({ view }: Pick<Props, "view">) {
  const t = await getTranslations("coverage.history");
  return (
    <label>
      <span>{t("counted")}</span>
      <select name="trend" defaultValue={view.trend}>
        {trends.map((trend) => (
          <option key={trend} value={trend}>
            {t(`trends.${trend}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

type TableProps = {
  context: TenantContext;
  points: readonly TimelinePoint[];
  texts: Awaited<ReturnType<typeof coverageTexts>>;
};

/** The same in numbers, newest first. */
async function TrendTable({ context, points, texts }: TableProps) {
  const t = await getTranslations("coverage.history");
  const c = await getTranslations("coverage");
  return (
    <details>
      <summary>{c("asTable")}</summary>
      <TableFrame label={t("trend")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col">{t("effects")}</th>
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map(({ day, counts }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day, { locale: context.locale, zone: "UTC" })}</th>
                <td>{`${sharesInWords(counts, texts, context.locale)} (${countsInWords(counts, texts)})`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
