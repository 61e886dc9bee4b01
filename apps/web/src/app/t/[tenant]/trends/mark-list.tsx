import type { AccountMoves, Annotation } from "@sekinin/posture";
import { domainTitles } from "@sekinin/responsibility";
import { accountHref, signedTenths } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { dayWords, type TrendPlace } from "./trend-place.ts";
import { mostNamedAccounts } from "./trend-view.ts";
import styles from "./trends.module.css";

/** What moved the line without anything getting better or worse: the numbered lines of the chart, in words. */
export async function MarkList({ place }: { place: TrendPlace }) {
  const t = await getTranslations("trends");
  const { marks, marksLeft } = place.page.view;
  return (
    <div id="moves" className={styles["marks"]}>
      <h3>{t("moves.title")}</h3>
      {marks.length === 0 && <p className={styles["soft"]}>{t("moves.none")}</p>}
      <ol>
        {marks.map((mark) => (
          <li key={mark.day}>
            <Mark place={place} mark={mark} />
          </li>
        ))}
      </ol>
      {marksLeft > 0 && <p className={styles["soft"]}>{t("moves.rest", { count: marksLeft })}</p>}
    </div>
  );
}

const kinds = ["joined", "left", "movedIn", "movedOut"] as const;

async function Mark({ place, mark }: { place: TrendPlace; mark: Annotation }) {
  const t = await getTranslations("trends");
  const effect = (score: number) => t("moves.effect", { points: signedTenths(Math.round(score * 1000)) });
  return (
    <>
      <strong>{dayWords(mark.day, place.locale)}</strong>
      {kinds.map((kind) => {
        const move = mark.moves[kind];
        return move === undefined ? null : (
          <span key={kind}>
            {t(`moves.${kind}`, { count: move.count })} <Accounts place={place} move={move} />
          </span>
        );
      })}
      {Object.keys(mark.moves).length > 0 && <span className={styles["soft"]}>{effect(mark.accounts)}</span>}
      {mark.catalogueDomains.length > 0 && (
        <>
          <span>
            {t("moves.catalogue", {
              domains: mark.catalogueDomains
                .map((domain) => domainTitles[domain][place.locale])
                .join(t("moves.separator")),
            })}
          </span>
          <span className={styles["soft"]}>{effect(mark.catalogue)}</span>
        </>
      )}
    </>
  );
}

async function Accounts({ place, move }: { place: TrendPlace; move: NonNullable<AccountMoves["joined"]> }) {
  const t = await getTranslations("trends");
  const named = move.accountIds.slice(0, mostNamedAccounts);
  const rest = move.count - named.length;
  return (
    <>
      {named.map((id, at) => (
        <span key={id}>
          {at > 0 && t("moves.separator")}
          <Link href={accountHref(`/t/${place.tenant}/accounts`, id, "all", place.search.organizationId)}>
            {place.page.accountNames.get(id) ?? id}
          </Link>
        </span>
      ))}
      {rest > 0 && ` ${t("moves.more", { count: rest })}`}
    </>
  );
}
