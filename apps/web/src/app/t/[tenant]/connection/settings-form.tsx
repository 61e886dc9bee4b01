"use client";

import { fill } from "@sekinin/ui";
import { useActionState } from "react";
import { idle } from "../../../../server/action-state.ts";
import { saveSettings } from "./actions.ts";
import styles from "./connection.module.css";

type Props = {
  readonly tenant: string;
  readonly connectionId: string;
  readonly scheduleHour: string;
  readonly hours: readonly { readonly value: string; readonly label: string }[];
  readonly regions: string;
  readonly texts: {
    readonly schedule: string;
    readonly zone: string;
    readonly next: string | null;
    readonly regions: string;
    readonly regionsHelp: string;
    readonly badRegions: string;
    readonly save: string;
    readonly saved: string;
  };
};

/** Hour of the daily crawl, and the Regions it is cut to. */
export function SettingsForm({ tenant, connectionId, scheduleHour, hours, regions, texts }: Props) {
  const [state, submit, isPending] = useActionState(saveSettings, idle);
  const bad = state.status === "done" ? state.data.bad : [];
  const shown = state.status === "done" ? state.data : { regions, scheduleHour };
  return (
    <form action={submit} className={styles["form"]}>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name="connectionId" value={connectionId} />
      <div className={styles["field"]}>
        <label htmlFor="scheduleHour">{texts.schedule}</label>
        <select key={shown.scheduleHour} id="scheduleHour" name="scheduleHour" defaultValue={shown.scheduleHour}>
          {hours.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <p className={styles["help"]}>{texts.zone}</p>
        {texts.next !== null && <p className={styles["help"]}>{texts.next}</p>}
      </div>
      <div className={styles["field"]}>
        <label htmlFor="regions">{texts.regions}</label>
        <input
          key={shown.regions}
          id="regions"
          name="regions"
          defaultValue={shown.regions}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="regions-help"
          aria-invalid={bad.length > 0 ? true : undefined}
        />
        <p id="regions-help" className={styles[bad.length > 0 ? "problem" : "help"]}>
          {bad.length > 0 ? fill(texts.badRegions, { names: bad.join(", ") }) : texts.regionsHelp}
        </p>
      </div>
      <div className={styles["buttonForm"]}>
        <button type="submit" aria-disabled={isPending}>
          {texts.save}
        </button>
        <output className={styles["soft"]}>{state.status === "done" && bad.length === 0 && texts.saved}</output>
        {state.status === "failed" && (
          <p role="alert" className={styles["problem"]}>
            {state.text} {state.hint}
          </p>
        )}
      </div>
    </form>
  );
}
