"use client";

import { useLocale, useTranslations } from "next-intl";
import type { DigestFormValues } from "./digest-form-values.ts";
import { weekdayName } from "./digest-words.ts";
import styles from "./digests.module.css";

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** Weekday, time and zone, and the language of the mail. */
export function ScheduleFields({
  values,
  zones,
}: {
  readonly values: Pick<DigestFormValues, "weekday" | "time" | "zone" | "locale">;
  readonly zones: readonly string[];
}) {
  const t = useTranslations("digests.form");
  const locale = useLocale() === "ja" ? "ja" : "en";
  return (
    <div className={styles["schedule"]}>
      <label className={styles["field"]}>
        <span>{t("weekday")}</span>
        <select name="weekday" defaultValue={values.weekday}>
          {weekdays.map((weekday) => (
            <option key={weekday} value={weekday}>
              {weekdayName(weekday, locale)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles["field"]}>
        <span>{t("time")}</span>
        <input type="time" name="time" required defaultValue={values.time} />
      </label>
      <label className={styles["field"]}>
        <span>{t("zone")}</span>
        <select name="zone" defaultValue={values.zone}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </label>
      <label className={styles["field"]}>
        <span>{t("language")}</span>
        <select name="locale" defaultValue={values.locale}>
          <option value="en" lang="en">
            English
          </option>
          <option value="ja" lang="ja">
            日本語
          </option>
        </select>
      </label>
    </div>
  );
}
