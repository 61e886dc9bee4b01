import type { Objective } from "@sekinin/guardrails";
import { coverageVerdicts } from "@sekinin/guardrails/coverage";
import { CoverageBadge, outcomeHref, Section, TableFrame, UnitSelect, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { reasonWords } from "../../../../../../guardrail-words/reason-words.ts";
import { verdictNames, wayOutKinds } from "../../../../../../guardrail-words/verdict-words.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { type ObjectiveView, objectiveAddress, objectiveParametersOf } from "./objective-search.ts";
import type { ObjectivePage } from "./read-objective-page.ts";

type Props = {
  context: TenantContext;
  objective: Objective;
  page: Extract<ObjectivePage, { kind: "objective" }>;
  view: ObjectiveView;
};

/** Its accounts one by one, worst first, below one OU where a cell was followed. */
export async function AccountsOfObjective({ context, objective, page, view }: Props) {
  const t = await getTranslations("coverage.objectivePage");
  const { locale, tenant } = context;
  const base = `/t/${tenant.slug}/coverage`;
  const own = `${base}/objectives/${objective.id}`;
  const units = new Map(page.units.map((unit) => [unit.nodeId, unit.name]));
  const below = view.nodeId === null ? null : (units.get(view.nodeId) ?? view.nodeId);
  const { accounts, next } = page.accounts;
  return (
    <Section
      id="accounts"
      title={below === null ? t("accountsTitle") : `${t("accountsTitle")} ${t("below", { name: below })}`}
      aside={<AccountFilter action={`${own}#accounts`} page={page} view={view} context={context} />}
    >
      {accounts.length === 0 ? (
        <p className={styles["soft"]}>{t("none")}</p>
      ) : (
        <TableFrame label={t("accountsTitle")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("account")}</th>
                <th scope="col">{t("column.verdict")}</th>
                <th scope="col">{t("way")}</th>
                <th scope="col">{t("place")}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ accountId, name, parentId, verdict, reason, wayOut, waysOut }) => (
                <tr key={accountId}>
                  <th scope="row">
                    <Link href={outcomeHref(base, objective.id, accountId, view.organizationId)}>{name}</Link>{" "}
                    <span className={styles["soft"]}>{accountId}</span>
                  </th>
                  <td>
                    <CoverageBadge verdict={verdict}>{verdictNames[verdict][locale]}</CoverageBadge>
                  </td>
                  <td data-wrap>
                    {reason !== null && <Words>{reasonWords(reason, locale).text}</Words>}
                    {reason === null &&
                      wayOut !== null &&
                      t("kindAndWays", { kind: wayOutKinds[wayOut][locale], ways: t("ways", { count: waysOut }) })}
                    {reason === null && wayOut === null && t("nobody")}
                  </td>
                  <td>{units.get(parentId) ?? parentId}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <nav className={styles["pager"]}>
        {view.after !== null && <Link href={objectiveAddress(own, { ...view, after: null }, true)}>{t("first")}</Link>}
        {next !== null && <Link href={objectiveAddress(own, { ...view, after: next }, true)}>{t("next")}</Link>}
      </nav>
    </Section>
  );
}

type FilterProps = Pick<Props, "context" | "page" | "view"> & { action: string };

async function AccountFilter({ context, action, page, view }: FilterProps) {
  const t = await getTranslations("coverage");
  const kept = objectiveParametersOf({ ...view, nodeId: null, verdict: null, after: null });
  return (
    <form method="get" action={action} className={styles["filters"]} key={objectiveAddress("", view)}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <UnitSelect
        name="node"
        label={t("history.unit")}
        units={page.units}
        value={view.nodeId}
        wholeLabel={t("objectivePage.whole")}
      />
      <label>
        <span>{t("objectivePage.verdictFilter")}</span>
        <select name="verdict" defaultValue={view.verdict ?? ""}>
          <option value="">{t("objectivePage.all")}</option>
          {coverageVerdicts.map((verdict) => (
            <option key={verdict} value={verdict}>
              {verdictNames[verdict][context.locale]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t("filter.apply")}</button>
    </form>
  );
}
