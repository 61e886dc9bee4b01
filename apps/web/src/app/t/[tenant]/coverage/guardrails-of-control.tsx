import type { CoverageCounts } from "@sekinin/db";
import { findObjective } from "@sekinin/guardrails";
import { objectivesOfControl } from "@sekinin/responsibility";
import {
  CoverageBadge,
  CoverageBar,
  countsInWords,
  objectiveHref,
  outcomeHref,
  Section,
  TableFrame,
  worstOf,
} from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { jointState } from "../../../../guardrail-words/joint-state.ts";
import { verdictNames } from "../../../../guardrail-words/verdict-words.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import styles from "./coverage.module.css";
import { coverageTexts } from "./coverage-texts.ts";
import { JointBadge } from "./joint-badge.tsx";

type Props = {
  context: TenantContext;
  controlId: string;
  organizationId: string;
  /** How the organisation, or one account, is covered; null where nothing was decided of it. */
  counts: CoverageCounts | null;
  /** The account that is spoken of, and whether something fails there; null for the whole organisation. */
  account: { readonly id: string; readonly isOpen: boolean } | null;
};

/** The objectives that would have prevented a control's failure, and how they stand here. */
export async function GuardrailsOfControl({ context, controlId, organizationId, counts, account }: Props) {
  const t = await getTranslations("coverage");
  const objectives = objectivesOfControl(controlId).flatMap((id) => findObjective(id) ?? []);
  if (objectives.length === 0 || counts === null) return null;
  const texts = await coverageTexts(context.locale);
  const base = `/t/${context.tenant.slug}/coverage`;
  const verdicts = objectives.map(({ id }) => worstOf(counts[id] ?? [0, 0, 0, 0, 0, 0])?.verdict);
  const joint = account === null ? null : jointState(account.isOpen, verdicts);
  return (
    <Section title={t("controls.guardrails")} id="guardrails">
      {joint !== null && (
        <p>
          <JointBadge state={joint} /> <span className={styles["soft"]}>{t(`controls.${joint}Text`)}</span>
        </p>
      )}
      <TableFrame label={t("controls.guardrails")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("objective")}</th>
              <th scope="col">{t("controls.where")}</th>
            </tr>
          </thead>
          <tbody>
            {objectives.map(({ id, title }, at) => {
              const verdict = verdicts[at];
              const href =
                account === null
                  ? objectiveHref(base, id, { organizationId })
                  : outcomeHref(base, id, account.id, organizationId);
              return (
                <tr key={id}>
                  <th scope="row" data-wrap>
                    <Link href={href}>{title[context.locale]}</Link>
                  </th>
                  <td data-wrap>
                    {account !== null && verdict !== undefined && (
                      <CoverageBadge verdict={verdict}>{verdictNames[verdict][context.locale]}</CoverageBadge>
                    )}
                    {account === null && (
                      <span className={styles["spread"]}>
                        {countsInWords(counts[id] ?? [0, 0, 0, 0, 0, 0], texts)}
                        <CoverageBar counts={counts[id] ?? [0, 0, 0, 0, 0, 0]} />
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
