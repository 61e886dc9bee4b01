import { Icon } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { JointState } from "../../../../guardrail-words/joint-state.ts";
import styles from "./coverage.module.css";

/** Finding and guardrail in two words: a shield where one stands in the way, a warning where none does. */
export async function JointBadge({ state }: { readonly state: JointState }) {
  const t = await getTranslations("coverage.controls");
  if (state === "unknown") return null;
  const isGuarded = state === "openGuarded" || state === "closedGuarded";
  return (
    <span className={styles["joint"]} data-guarded={isGuarded} title={t(`${state}Text`)}>
      <Icon name={isGuarded ? "shield" : "warning"} />
      {t(state)}
    </span>
  );
}
