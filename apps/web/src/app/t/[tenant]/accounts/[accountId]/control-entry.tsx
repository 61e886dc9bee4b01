import type { AccountPage } from "@sekinin/db";
import { controlById, domainTitles, objectivesOfControl, severityNames, unreadTexts } from "@sekinin/responsibility";
import { SeverityBadge, VerdictBadge, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { jointState } from "../../../../../guardrail-words/joint-state.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { JointBadge } from "../../coverage/joint-badge.tsx";
import { controlHref } from "../../findings/finding-search.ts";
import styles from "./account.module.css";
import { FindingTable } from "./finding-table.tsx";
import type { ControlGroup } from "./group-controls.ts";

type Props = {
  context: TenantContext;
  group: ControlGroup;
  /** Who answers for it here; null: nobody is named. */
  who: string | null;
  isCut: boolean;
  /** How guardrails hold here, by objective; null where that was not decided. */
  verdicts: AccountPage["verdicts"];
};

/** One control: a line that opens to its findings, why it matters, how to mend it, what would prevent it. */
export async function ControlEntry({ context, group, who, isCut, verdicts }: Props) {
  const t = await getTranslations("account");
  const { locale } = context;
  // A control of a newer or older release has no words here: its id says at least which.
  const title = controlById(group.controlId)?.title[locale] ?? group.controlId;
  return (
    <details className={styles["control"]} id={group.controlId}>
      <summary>
        <VerdictBadge verdict={group.verdict}>{t(`verdict.${group.verdict}`)}</VerdictBadge>
        <span className={styles["title"]}>
          {title}
          {who !== null && <span className={styles["who"]}> {who}</span>}
        </span>
        <span className={styles["meta"]}>
          <span>{domainTitles[group.domain][locale]}</span>
          <SeverityBadge severity={group.severity}>{severityNames[group.severity][locale]}</SeverityBadge>
          <span className={styles["tally"]}>{tally(group)}</span>
        </span>
      </summary>
      <div className={styles["detail"]}>
        <p className={styles["soft"]}>
          {t("counts", { failed: group.failed, passed: group.passed, unknown: group.unknown })} ·{" "}
          {group.regions.includes("global") ? t("global") : t("regions", { count: group.regions.length })} ·{" "}
          {who === null ? (
            <Link href={`/t/${context.tenant.slug}/responsibility`}>{t("nobodyAnswers")}</Link>
          ) : (
            t("answers", { party: who })
          )}
        </p>
        {group.findings.length > 0 && <FindingTable context={context} group={group} isCut={isCut} />}
        <UnknownReasons context={context} group={group} />
        <Joint group={group} verdicts={verdicts} />
        <Meaning context={context} controlId={group.controlId} />
      </div>
    </details>
  );
}

/** How many of the decided resources fail, or are unknown. */
function tally({ verdict, failed, unknown, passed }: ControlGroup): string {
  const all = failed + unknown + passed;
  if (verdict === "not-applicable") return "";
  if (verdict === "fail") return `${failed} / ${all}`;
  return verdict === "unknown" ? `${unknown} / ${all}` : `${passed} / ${all}`;
}

/** Whether a guardrail keeps such failures from coming about, where one could. */
async function Joint({ group, verdicts }: Pick<Props, "group" | "verdicts">) {
  const objectives = objectivesOfControl(group.controlId);
  const isDecided = group.verdict === "fail" || group.verdict === "pass";
  if (verdicts === null || objectives.length === 0 || !isDecided) return null;
  const state = jointState(
    group.verdict === "fail",
    objectives.map((id) => verdicts[id]),
  );
  return (
    <p>
      <JointBadge state={state} />
    </p>
  );
}

async function UnknownReasons({ context, group }: Omit<Props, "isCut" | "who" | "verdicts">) {
  const t = await getTranslations("account");
  if (group.unknownReasons.length === 0) return null;
  return (
    <div>
      <h4>{t("unknownHere", { count: group.unknown })}</h4>
      <ul className={styles["plain"]}>
        {group.unknownReasons.map(({ reason, count }) => (
          <li key={`${reason.code} ${reason.action ?? ""} ${reason.detail ?? ""}`}>
            {unreadTexts[reason.code].text[context.locale]}{" "}
            {reason.action !== undefined && <code>{reason.action}</code>}{" "}
            {count > 1 && <span className={styles["soft"]}>× {count}</span>}
            <span className={styles["hint"]}>
              <Words>{unreadTexts[reason.code].hint[context.locale]}</Words>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function Meaning({ context, controlId }: { context: TenantContext; controlId: string }) {
  const t = await getTranslations("account");
  const control = controlById(controlId);
  if (control === null) return null;
  const { locale } = context;
  return (
    <dl className={styles["words"]}>
      <div>
        <dt>{t("rationale")}</dt>
        <dd>{control.rationale[locale]}</dd>
      </div>
      <div>
        <dt>{t("remediation")}</dt>
        <dd>
          {control.remediation[locale]}{" "}
          <a href={control.source} rel="noreferrer" target="_blank">
            {t("source")}
          </a>{" "}
          <Link href={controlHref(context.tenant.slug, controlId)}>{t("controlPage")}</Link>
        </dd>
      </div>
      {control.guardrail !== null && (
        <div>
          <dt>{t("guardrail")}</dt>
          <dd>{control.guardrail[locale]}</dd>
        </div>
      )}
    </dl>
  );
}
