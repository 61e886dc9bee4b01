"use client";

import { Notice } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import type { DeltaAnswer, ToldRow } from "../delta-answer.ts";
import styles from "../what-if.module.css";
import { DeltaTold } from "./delta-told.tsx";
import type { Delta } from "./use-delta.ts";

/** What would change: first what nobody could use any more, then objectives, worst first. */
export function DeltaPanel({ tenant, delta, isHeld }: { tenant: string; delta: Delta; isHeld: boolean }) {
  const t = useTranslations("what-if.delta");
  const { asked, isStale } = delta;
  return (
    <section className={styles["delta"]} aria-labelledby="delta-title" data-stale={isStale || isHeld}>
      <header className={styles["panelHead"]}>
        <h2 id="delta-title">{t("title")}</h2>
        <output className={styles["soft"]}>
          {isHeld ? t("held") : isStale || asked === null ? t("working") : asked.ok && summary(t, asked.data)}
        </output>
      </header>
      {asked?.ok === false && !isStale && (
        <Notice
          kind="danger"
          title={t("failed")}
          action={
            <button type="button" onClick={delta.again}>
              {t("again")}
            </button>
          }
        >
          {asked.code === "offline" ? t("offline") : asked.text}
        </Notice>
      )}
      {asked?.ok === true && <DeltaTold tenant={tenant} answer={asked.data} />}
    </section>
  );
}

type Words = ReturnType<typeof useTranslations<"what-if.delta">>;

function summary(t: Words, { rows, rowsLeftOff, lockouts, lockoutsLeftOff }: DeltaAnswer): string {
  if (rows.length === 0 && lockouts.length === 0) return t("nothing");
  const objectives = (direction: ToldRow["direction"]) =>
    new Set(rows.filter((row) => row.direction === direction).map(({ objectiveId }) => objectiveId)).size;
  return t("summary", {
    stronger: objectives("stronger"),
    weaker: objectives("weaker"),
    mixed: objectives("mixed"),
    lockouts: lockouts.length + lockoutsLeftOff,
    more: rowsLeftOff,
  });
}
