import { controlById, controlsOfObjective, severityNames } from "@sekinin/responsibility";
import { Section, SeverityBadge, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { jointState } from "../../../../../../guardrail-words/joint-state.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import { controlHref } from "../../../findings/finding-search.ts";
import styles from "../../coverage.module.css";
import { JointBadge } from "../../joint-badge.tsx";
import type { ObjectivePage } from "./read-objective-page.ts";

type Props = { context: TenantContext; objectiveId: string; page: Extract<ObjectivePage, { kind: "objective" }> };

/** Controls whose failures this objective would have prevented, with what fails today. */
export async function PreventedControls({ context, objectiveId, page }: Props) {
  const t = await getTranslations("coverage.controls");
  const controls = controlsOfObjective(objectiveId).flatMap((id) => controlById(id) ?? []);
  const { controls: sums, outcomes, organization } = page;
  if (controls.length === 0) {
    return (
      <Section title={t("title")}>
        <p className={styles["soft"]}>{t("none")}</p>
      </Section>
    );
  }
  // Outcomes come worst first: what holds for the worst account is said of all.
  const verdicts = outcomes.rows
    .filter(({ outcome }) => outcome.verdict !== "exempt")
    .map(({ outcome }) => outcome.verdict);
  return (
    <Section title={t("title")} id="controls">
      <p className={styles["soft"]}>{t("text")}</p>
      <TableFrame label={t("title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("control")}</th>
              <th scope="col">{t("open")}</th>
              <th scope="col">{t("joint")}</th>
            </tr>
          </thead>
          <tbody>
            {controls.map((control) => {
              const sum = sums?.[control.id];
              return (
                <tr key={control.id}>
                  <th scope="row" data-wrap>
                    <Link
                      href={controlHref(context.tenant.slug, control.id, { organization: organization.organizationId })}
                    >
                      {control.title[context.locale]}
                    </Link>{" "}
                    <SeverityBadge severity={control.severity}>
                      {severityNames[control.severity][context.locale]}
                    </SeverityBadge>
                  </th>
                  <td>
                    {sum === undefined
                      ? t("unknownText")
                      : t("failing", { resources: sum.failed, accounts: sum.failingAccounts })}
                  </td>
                  <td>
                    {sum !== undefined && <JointBadge state={jointState(sum.failed > 0, verdicts.slice(0, 1))} />}
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
