import { getTranslations } from "next-intl/server";
import styles from "./findings.module.css";

/** What was seen, as names and values of ours; secrets never get this far. */
export async function Evidence({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const t = await getTranslations("account");
  const words = { none: t("evidenceNone"), yes: t("evidenceYes"), no: t("evidenceNo") };
  return (
    <dl className={styles["facts"]}>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{factText(value, words)}</dd>
        </div>
      ))}
    </dl>
  );
}

function factText(value: unknown, words: { none: string; yes: string; no: string }): string {
  if (value === null || value === undefined || value === "") return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? words.none : value.map(String).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}
