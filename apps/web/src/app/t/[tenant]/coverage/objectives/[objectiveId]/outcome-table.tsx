import type { ObjectiveCoverageRow } from "@sekinin/db";
import type { Objective } from "@sekinin/guardrails";
import { CoverageBadge, outcomeHref, Section, TableFrame, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { verdictNames } from "../../../../../../guardrail-words/verdict-words.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { actionsInWords, outcomeInShort } from "../../outcome-words.ts";
import type { ObjectiveView } from "./objective-search.ts";
import type { ObjectivePage } from "./read-objective-page.ts";

type Props = {
  context: TenantContext;
  objective: Objective;
  page: Extract<ObjectivePage, { kind: "objective" }>;
  view: ObjectiveView;
};

/** How the objective stands: accounts that share an outcome together, worst first. */
export async function OutcomeTable({ context, page, objective, view }: Props) {
  const t = await getTranslations("coverage.objectivePage");
  const { rows, leftOff } = page.outcomes;
  if (rows.length === 0) return null;
  const base = `/t/${context.tenant.slug}/coverage`;
  return (
    <Section title={t("byOutcome")}>
      <TableFrame label={t("outcomes")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("column.verdict")}</th>
              <th scope="col" className="number">
                {t("column.accounts")}
              </th>
              <th scope="col">{t("column.why")}</th>
              <th scope="col">{t("column.actions")}</th>
              <th scope="col">{t("column.example")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Outcomes have no id of their own, and their order is the server's.
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves here
              <OutcomeRow
                key={index}
                context={context}
                row={row}
                href={(id) => outcomeHref(base, objective.id, id, view.organizationId)}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {leftOff > 0 && <p className={styles["soft"]}>{t("leftOff", { count: leftOff })}</p>}
    </Section>
  );
}

type RowProps = { context: TenantContext; row: ObjectiveCoverageRow; href: (accountId: string) => string };

async function OutcomeRow({ context, row, href }: RowProps) {
  const t = await getTranslations("coverage");
  const { locale } = context;
  const { outcome, accounts, sample } = row;
  const why = outcomeInShort(outcome, locale);
  const more = outcome.waysOut.length + outcome.waysOutLeftOff - 1;
  const [first] = sample;
  return (
    <tr>
      <td>
        <CoverageBadge verdict={outcome.verdict}>{verdictNames[outcome.verdict][locale]}</CoverageBadge>
      </td>
      <td className="number">{accounts}</td>
      <td data-wrap>
        {outcome.metBy !== null && <strong>{t("metBy.title")} </strong>}
        {why !== null && <Words>{why}</Words>}
        {outcome.reason === null && more > 0 && <small className={styles["more"]}> +{more}</small>}
      </td>
      <td data-wrap>{await actionsInWords(outcome.actions)}</td>
      <td>{first !== undefined && <Link href={href(first.accountId)}>{first.name}</Link>}</td>
    </tr>
  );
}
