import type { AccountPage } from "@sekinin/db";
import { EmptyState, Section, type VerdictKind } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "./account.module.css";
import { type AccountView, accountAddress, verdictKinds } from "./account-search.ts";
import { ControlEntry } from "./control-entry.tsx";
import type { ControlGroup } from "./group-controls.ts";
import type { WhoAnswers } from "./who-answers.ts";

type Props = {
  context: TenantContext;
  page: AccountPage;
  groups: readonly ControlGroup[];
  answers: WhoAnswers;
  view: AccountView;
  base: string;
};

/** Controls by verdict: failing first, then unknown; what is met or does not apply is folded away. */
export async function ControlLists({ context, page, groups, answers, view, base }: Props) {
  const t = await getTranslations("account");
  if (groups.length === 0) {
    return <EmptyState title={t("noDuties.title")}>{t("noDuties.text")}</EmptyState>;
  }
  const shown = groups.filter(
    (group) =>
      (view.domain === null || group.domain === view.domain) &&
      (view.verdict === null || group.verdict === view.verdict),
  );
  if (shown.length === 0) {
    const everything = accountAddress(base, { ...view, domain: null, verdict: null });
    return (
      <EmptyState
        title={t("nothing.title")}
        action={
          <Link className="button" href={everything}>
            {t("nothing.clear")}
          </Link>
        }
      >
        {t("nothing.text")}
      </EmptyState>
    );
  }
  const isCut = page.findings.length < page.findingCounts.open + page.findingCounts.unknown;
  return verdictKinds.map((verdict) => (
    <VerdictList
      key={verdict}
      context={context}
      verdict={verdict}
      groups={shown.filter((group) => group.verdict === verdict)}
      isFolded={view.verdict === null && (verdict === "pass" || verdict === "not-applicable")}
      answers={answers}
      isCut={isCut}
      verdicts={page.verdicts}
    />
  ));
}

type ListProps = {
  context: TenantContext;
  verdict: VerdictKind;
  groups: readonly ControlGroup[];
  isFolded: boolean;
  answers: WhoAnswers;
  /** Some findings were left out of the read. */
  isCut: boolean;
  verdicts: AccountPage["verdicts"];
};

async function VerdictList({ context, verdict, groups, isFolded, answers, isCut, verdicts }: ListProps) {
  const t = await getTranslations("account");
  if (groups.length === 0) return null;
  const list = (
    <div className={styles["controls"]}>
      {groups.map((group) => (
        <ControlEntry
          key={group.controlId}
          context={context}
          group={group}
          who={answers({ id: group.controlId, domain: group.domain })}
          isCut={isCut}
          verdicts={verdicts}
        />
      ))}
    </div>
  );
  if (isFolded) {
    return (
      <details className={styles["folded"]}>
        <summary>{t(verdict === "pass" ? "passing" : "notApplicable", { count: groups.length })}</summary>
        {list}
      </details>
    );
  }
  return (
    <Section title={t(`groups.${verdict}`)} aside={<span className={styles["soft"]}>{groups.length}</span>}>
      {list}
    </Section>
  );
}
