import { domainTitles } from "@sekinin/responsibility";
import { formatTenths, Section, Sparkline, signedTenths, tenthsOf, wholePercent } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TrendPlace } from "./trend-place.ts";
import { trendHref, withDomain } from "./trend-search.ts";
import { type DomainTrend, domainChange } from "./trend-view.ts";
import styles from "./trends.module.css";
import { Twin } from "./twin.tsx";

/** Each domain by itself on one scale; one that is chosen is drawn beside the score. */
export async function DomainSection({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { domains } = place.page.view;
  const known = domains.flatMap(({ scores }) => scores).filter((score) => score !== null);
  const edges = known.length === 0 ? {} : { low: Math.min(...known), high: Math.max(...known) };
  return (
    <Section title={t("domains.title")} id="domains">
      <p>{await domainSentence(place)}</p>
      <ul className={styles["domains"]}>
        {domains.map((domain) => (
          <li key={domain.domain}>
            <DomainTile place={place} trend={domain} edges={edges} />
          </li>
        ))}
      </ul>
      <DomainTwin place={place} />
    </Section>
  );
}

type TileProps = {
  place: TrendPlace;
  trend: DomainTrend;
  edges: { readonly low?: number; readonly high?: number };
};

async function DomainTile({ place, trend, edges }: TileProps) {
  const t = await getTranslations("trends");
  const { search, locale } = place;
  const { domain, last, scores } = trend;
  const change = domainChange(trend);
  const isChosen = search.domains.includes(domain);
  const percent = last.score === null ? null : wholePercent(last.score);
  const words = change === null ? t("domains.noChange") : t("points", { points: signedTenths(change) });
  return (
    <Link
      href={`${trendHref(place.base, withDomain(search, domain))}#domains`}
      scroll={false}
      className={styles["domain"]}
      aria-current={isChosen ? "true" : undefined}
    >
      <span>{domainTitles[domain][locale]}</span>
      <strong>{percent === null ? "–" : t("percent", { share: percent })}</strong>
      <span className={styles["soft"]}>{words}</span>
      {scores.length > 1 && <Sparkline label={words} values={scores} {...edges} width={300} height={40} />}
    </Link>
  );
}

/** The domain that rose most and the one that fell most. */
async function domainSentence({ page: { view }, locale }: TrendPlace): Promise<string> {
  const t = await getTranslations("trends");
  const changes = view.domains
    .map((trend) => ({ name: domainTitles[trend.domain][locale], change: domainChange(trend) }))
    .filter((one): one is { name: string; change: number } => one.change !== null)
    .sort((left, right) => right.change - left.change);
  const [best, worst] = [changes[0], changes.at(-1)];
  if (best === undefined || worst === undefined) return t("domains.unknown");
  const rises = best.change > 0;
  const falls = worst.change < 0;
  return t("domains.sentence", {
    what: rises && falls ? "both" : rises ? "up" : falls ? "down" : "level",
    best: best.name,
    bestPoints: signedTenths(best.change),
    worst: worst.name,
    worstPoints: signedTenths(worst.change),
  });
}

async function DomainTwin({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const percent = (share: number | null) =>
    share === null ? "–" : t("percent", { share: formatTenths(tenthsOf(share)) });
  return (
    <Twin
      caption={t("domains.title")}
      head={[t("domains.head"), t("domains.first"), t("domains.last"), t("domains.change"), t("known")]}
      rows={place.page.view.domains.map((trend) => {
        const change = domainChange(trend);
        return [
          domainTitles[trend.domain][place.locale],
          percent(trend.first.score),
          percent(trend.last.score),
          change === null ? "–" : signedTenths(change),
          percent(trend.last.knownShare),
        ];
      })}
    />
  );
}
