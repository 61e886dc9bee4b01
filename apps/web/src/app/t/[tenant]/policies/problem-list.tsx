import { type LintProblem, lintMessage } from "@sekinin/guardrails";
import { Icon, TableFrame, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./policies.module.css";

type Props = {
  readonly problems: readonly LintProblem[];
  readonly locale: Locale;
  /** Names of policies and nodes by id. */
  readonly nameOf: (id: string) => string;
  /** Null on a policy's own page. */
  readonly policyHref: ((id: string) => string) | null;
};

const icons = { error: "fail", warning: "warning", note: "information" } as const;
const most = 200;

/** What is wrong, errors first: how bad, where, what, and what was probably meant. */
export async function ProblemList({ problems, locale, nameOf, policyHref }: Props) {
  const t = await getTranslations("policies");
  return (
    <>
      <TableFrame label={t("problems.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("problems.severity")}</th>
              {policyHref !== null && <th scope="col">{t("problems.where")}</th>}
              <th scope="col">{t("problems.what")}</th>
              <th scope="col">{t("problems.place")}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, most).map((problem) => (
              <tr
                key={`${problem.code} ${problem.policyId} ${problem.nodeId} ${problem.path} ${JSON.stringify(problem.details)}`}
              >
                <td>
                  <span className={styles["severity"]} data-severity={problem.severity}>
                    <Icon name={icons[problem.severity]} />
                    {t(`problems.${problem.severity}`)}
                  </span>
                </td>
                {policyHref !== null && (
                  <td>
                    {problem.policyId !== null && (
                      <Link href={policyHref(problem.policyId)}>{nameOf(problem.policyId)}</Link>
                    )}
                    {problem.policyId === null && problem.nodeId !== null && nameOf(problem.nodeId)}
                  </td>
                )}
                <td data-wrap>
                  <Words>{lintMessage(withNames(problem, nameOf), locale)}</Words>
                  {problem.suggestion !== null && (
                    <span className={styles["soft"]}>
                      {" "}
                      {t("problems.meant")} <code>{problem.suggestion}</code>
                    </span>
                  )}
                </td>
                <td>
                  {problem.path !== "" && <code>{problem.path}</code>}
                  {problem.path === "" &&
                    problem.policyId !== null &&
                    problem.nodeId !== null &&
                    nameOf(problem.nodeId)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {problems.length > most && (
        <p className={styles["soft"]}>{t("problems.more", { count: problems.length - most })}</p>
      )}
    </>
  );
}

/** Ids of nodes as their names: details hold one, or several after one another. */
function withNames(problem: LintProblem, nameOf: (id: string) => string): LintProblem {
  const named = (value: string) => {
    const [, list, more = ""] = /^([\w-]+(?:, [\w-]+)*)( \(\+\d+\))?$/.exec(value) ?? [];
    return list === undefined ? value : list.split(", ").map(nameOf).join(", ") + more;
  };
  const details = Object.entries(problem.details).map(([name, value]) => [name, named(value)]);
  return { ...problem, details: Object.fromEntries(details) };
}
