import { CoverageBadge, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { verdictNames } from "../../../../../guardrail-words/verdict-words.ts";
import type { Locale } from "../../../../../server/locale.ts";
import type { ComparedObjective, VerdictChange } from "../compare-view.ts";
import styles from "../what-if.module.css";

type Side = { readonly id: string; readonly name: string; readonly lockouts: readonly string[] };
type Props = {
  readonly tenant: string;
  readonly locale: Locale;
  readonly first: Side;
  readonly second: Side;
  readonly objectives: readonly ComparedObjective[];
};

const mostServices = 20;

/** Each objective that one of the drafts changes, with both beside each other; locked-out services last. */
export async function ComparedTable({ tenant, locale, first, second, objectives }: Props) {
  const t = await getTranslations("what-if.compare");
  const services = ({ lockouts }: Side) => {
    if (lockouts.length === 0) return t("none");
    const left = lockouts.length - mostServices;
    return `${lockouts.slice(0, mostServices).join(", ")}${left > 0 ? ` +${left}` : ""}`;
  };
  return (
    <TableFrame label={t("today")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("objective")}</th>
            {[first, second].map(({ id, name }, at) => (
              <th key={`${at} ${id}`} scope="col" className={styles["draftName"]}>
                <Link href={`/t/${tenant}/what-if/${id}`}>{name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objectives.map(({ objectiveId, title, first: one, second: two, isSame }) => (
            <tr key={objectiveId} data-same={isSame}>
              <th scope="row">
                <Link href={`/t/${tenant}/coverage/objectives/${objectiveId}`}>{title}</Link>
              </th>
              <td>
                <Changes changes={one} locale={locale} />
              </td>
              <td>
                <Changes changes={two} locale={locale} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("lockouts")}</th>
            <td className={styles["draftName"]}>{services(first)}</td>
            <td className={styles["draftName"]}>{services(second)}</td>
          </tr>
        </tbody>
      </table>
    </TableFrame>
  );
}

async function Changes({ changes, locale }: { readonly changes: readonly VerdictChange[]; readonly locale: Locale }) {
  const t = await getTranslations("what-if.compare");
  if (changes.length === 0) return <span className={styles["soft"]}>{t("unchanged")}</span>;
  return (
    <ul className={styles["list"]}>
      {changes.map(({ before, after, accounts }) => (
        <li key={`${before} ${after}`}>
          <CoverageBadge verdict={before}>{verdictNames[before][locale]}</CoverageBadge>
          <span aria-hidden="true">→</span>
          <CoverageBadge verdict={after}>{verdictNames[after][locale]}</CoverageBadge>
          <span className={styles["soft"]}>{t("accounts", { count: accounts })}</span>
        </li>
      ))}
    </ul>
  );
}
