import { getTranslations } from "next-intl/server";
import { Choice } from "../choice.tsx";
import styles from "./coverage.module.css";

export type GuardrailWay = "matrix" | "policies" | "history" | "whatIf" | "settings";

const paths: Readonly<Record<GuardrailWay, string>> = {
  matrix: "coverage",
  policies: "policies",
  history: "coverage/history",
  whatIf: "what-if",
  settings: "guardrail-settings",
};

type Props = { readonly slug: string; readonly current: GuardrailWay; readonly organizationId: string | null };

/** The pages about guardrails, side by side. An organisation that was chosen goes along. */
export async function GuardrailWays({ slug, current, organizationId }: Props) {
  const t = await getTranslations("coverage.ways");
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  const options = (Object.keys(paths) as GuardrailWay[]).map((way) => ({
    key: way,
    text: t(way),
    href: `/t/${slug}/${paths[way]}${query}`,
  }));
  return (
    <div className={styles["guardrailWays"]}>
      <Choice label={t("label")} options={options} current={current} />
    </div>
  );
}
