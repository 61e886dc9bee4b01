import { useTranslations } from "next-intl";
import type { DraftStep } from "../draft-state.ts";
import type { DraftView } from "../draft-view.ts";
import styles from "../what-if.module.css";
import { typeName } from "./type-name.ts";

type Props = { readonly view: DraftView; readonly canEdit: boolean; readonly onStep: (step: DraftStep) => void };

/** Policy types of the organisation, each on or off. */
export function TypeList({ view, canEdit, onStep }: Props) {
  const t = useTranslations("what-if.types");
  return (
    <details>
      <summary>{t("title")}</summary>
      <p className={styles["soft"]}>{t("note")}</p>
      <ul className={styles["list"]}>
        {[...view.types].map(([type, isOn]) => (
          <li key={type}>
            <span>{typeName(type)}</span>
            <span className={styles["soft"]}>{t(isOn ? "on" : "off")}</span>
            {canEdit && (
              <button
                type="button"
                data-kind="quiet"
                aria-label={t(isOn ? "turnOffThis" : "turnOnThis", { type: typeName(type) })}
                onClick={() =>
                  onStep({
                    kind: "do",
                    operation: { kind: "set-policy-type", type, status: isOn ? "DISABLED" : "ENABLED" },
                  })
                }
              >
                {t(isOn ? "turnOff" : "turnOn")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
