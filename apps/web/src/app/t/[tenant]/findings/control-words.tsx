import { controlById, type Mend, placeholdersOf } from "@sekinin/responsibility";
import { CopyButton, Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./findings.module.css";

type Props = { locale: Locale; controlId: string };

/** Why a control matters, and what would prevent its failing. */
export async function ControlMeaning({ locale, controlId }: Props) {
  const t = await getTranslations("findings.control");
  const control = controlById(controlId);
  if (control === null) return null;
  return (
    <div className={styles["words"]}>
      <Section title={t("why")}>
        <p>{control.rationale[locale]}</p>
      </Section>
      <Section title={t("guardrail")}>
        <p>{control.guardrail?.[locale] ?? t("noGuardrail")}</p>
      </Section>
    </div>
  );
}

/** How to mend it: in the console, by commands, as code. */
export async function Mending({ locale, controlId }: Props) {
  const t = await getTranslations("findings.control");
  const control = controlById(controlId);
  if (control === null) return null;
  const { mend, remediation, source } = control;
  return (
    <Section
      title={t("mend")}
      id="mend"
      aside={
        <a href={source} rel="noreferrer" target="_blank">
          {t("source")}
        </a>
      }
    >
      <p className={styles["measure"]}>{remediation[locale]}</p>
      {mend.caution !== null && (
        <p className={styles["caution"]}>
          <strong>{t("caution")}</strong> {mend.caution[locale]}
        </p>
      )}
      <details className={styles["way"]} open>
        <summary>{t("console")}</summary>
        <ol>
          {mend.console.map((step) => (
            <li key={step.en}>{step[locale]}</li>
          ))}
        </ol>
      </details>
      <Code title={t("cli")} text={mend.cli} />
      <Code title={t("terraform")} text={mend.terraform} />
      {mend.cloudformation !== undefined && <Code title={t("cloudformation")} text={mend.cloudformation} />}
      <Blanks locale={locale} mend={mend} />
    </Section>
  );
}

async function Code({ title, text }: { title: string; text: string }) {
  const t = await getTranslations("findings.finding");
  return (
    <details className={styles["way"]}>
      <summary>{title}</summary>
      <div className={styles["code"]}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
        <CopyButton text={text} label={t("copy")} done={t("copied")} what={title} />
      </div>
    </details>
  );
}

/** What to put in for the words in angle brackets. */
async function Blanks({ locale, mend }: { locale: Locale; mend: Mend }) {
  const t = await getTranslations("findings.control");
  const blanks = placeholdersOf(mend);
  if (blanks.length === 0) return null;
  return (
    <details className={styles["way"]}>
      <summary>{t("blanks")}</summary>
      <dl className={styles["blanks"]}>
        {blanks.map(({ name, words }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{words[locale]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
