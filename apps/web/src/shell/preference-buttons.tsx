import { getTranslations } from "next-intl/server";
import { locales, themes } from "../server/locale.ts";
import { readPreferences } from "../server/session.ts";
import { ActionForm } from "./action-form.tsx";
import { savePreferences } from "./actions.ts";
import styles from "./shell.module.css";

/** Names of languages stand in their own language: who cannot read the page must find the way out. */
const languageNames = { en: "English", ja: "日本語" } as const;

/** One button per language; each takes effect at once. */
export async function LanguageButtons() {
  const t = await getTranslations("shell");
  const { locale } = await readPreferences();
  return (
    <ActionForm action={savePreferences} className={styles["choices"]}>
      <fieldset>
        <legend>{t("language")}</legend>
        <div className={styles["choiceRow"]}>
          {locales.map((name) => (
            <button key={name} name="locale" value={name} lang={name} aria-pressed={name === locale}>
              {languageNames[name]}
            </button>
          ))}
        </div>
      </fieldset>
    </ActionForm>
  );
}

/** One button per appearance; each takes effect at once. */
export async function ThemeButtons() {
  const t = await getTranslations("shell");
  const { theme } = await readPreferences();
  return (
    <ActionForm action={savePreferences} className={styles["choices"]}>
      <fieldset>
        <legend>{t("themeLabel")}</legend>
        <div className={styles["choiceRow"]}>
          {themes.map((name) => (
            <button key={name} name="theme" value={name} aria-pressed={name === theme}>
              {t(`theme.${name}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </ActionForm>
  );
}
