import type { AccountPage } from "@sekinin/db";
import { objectives } from "@sekinin/guardrails";
import { verdictsWorstFirst } from "@sekinin/guardrails/coverage";
import { CoverageBadge, outcomeHref, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { verdictNames } from "../../../../../guardrail-words/verdict-words.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "./account.module.css";

type Props = { context: TenantContext; page: AccountPage; organizationId: string | null };

const mostNamed = 5;

/** How guardrails hold in this account: objectives by verdict, the weakest by name, and the way to all of them. */
export async function AccountGuardrails({ context, page, organizationId }: Props) {
  const t = await getTranslations("coverage");
  const { verdicts, account } = page;
  if (verdicts === null) return null;
  const { locale, tenant } = context;
  const base = `/t/${tenant.slug}/coverage`;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  const all = `${base}/accounts/${account.accountId}`;
  const weakest = objectives
    .filter(({ id }) => verdicts[id] === "none" || verdicts[id] === "partial")
    .sort(
      (a, b) =>
        verdictsWorstFirst.indexOf(verdicts[a.id] ?? "exempt") - verdictsWorstFirst.indexOf(verdicts[b.id] ?? "exempt"),
    )
    .slice(0, mostNamed);
  return (
    <Section
      title={t("accountPage.section")}
      id="guardrails"
      aside={<Link href={`${all}${query}`}>{t("accountPage.link", { count: Object.keys(verdicts).length })}</Link>}
    >
      <ul className={styles["guardrails"]}>
        {verdictsWorstFirst.flatMap((verdict) => {
          const count = Object.values(verdicts).filter((one) => one === verdict).length;
          if (count === 0) return [];
          return [
            <li key={verdict}>
              <Link href={`${all}${query === "" ? "?" : `${query}&`}verdict=${verdict}`}>
                <CoverageBadge verdict={verdict}>
                  {verdictNames[verdict][locale]} {count}
                </CoverageBadge>
              </Link>
            </li>,
          ];
        })}
      </ul>
      {weakest.length > 0 && (
        <p className={styles["soft"]}>
          {t("accountPage.worstTitle")}:{" "}
          {weakest.map(({ id, title }, at) => (
            <span key={id}>
              {at > 0 && t("between")}
              <Link href={outcomeHref(base, id, account.accountId, organizationId)}>{title[locale]}</Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}
