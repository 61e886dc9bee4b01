import { Icon } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import type { ToldProblem } from "../editor/policy-lint.ts";
import styles from "../what-if.module.css";

const mostShown = 20;
const icons = { error: "fail", warning: "warning", note: "information" } as const;

/** What is wrong with the open policy, by line, for those who do not hover. */
export function ProblemList({ problems, text }: { readonly problems: readonly ToldProblem[]; readonly text: string }) {
  const t = useTranslations("what-if.policy");
  return (
    <div aria-live="polite">
      {problems.length > 0 && (
        <ul className={styles["problems"]}>
          {problems.slice(0, mostShown).map(({ from, severity, text: words, suggestion }) => (
            <li key={`${from} ${words}`} data-severity={severity}>
              <Icon name={icons[severity]} />
              <span>
                <b>{t(`severity.${severity}`)}</b> {t("line", { line: lineOf(text, from) })}: {words}
                {suggestion !== null && ` ${t("meant", { suggestion })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {problems.length > mostShown && (
        <p className={styles["soft"]}>{t("moreProblems", { count: problems.length - mostShown })}</p>
      )}
    </div>
  );
}

/** From 1. */
function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
