"use client";

import { Figures, type FormatLocale, fill, formatDuration, formatNumber, ProgressBar } from "@sekinin/ui";
import Link from "next/link";
import styles from "../crawls.module.css";
import { accountCounts, elapsedSeconds, type ProgressMessage } from "./progress-message.ts";
import type { ProgressTexts } from "./progress-texts.ts";
import { useProgress, useSince } from "./use-progress.ts";

type Props = {
  readonly initial: ProgressMessage;
  /** The event stream. */
  readonly source: string;
  /** This page, for those without script. */
  readonly here: string;
  readonly locale: FormatLocale;
  readonly texts: ProgressTexts;
};

/** Bar and figures of a crawl; live while it runs. */
export function LiveProgress({ initial, source, here, locale, texts }: Props) {
  const { progress, line } = useProgress(initial, source);
  const { all, done, notWhole } = accountCounts(progress);
  const { byState, unknownAccounts } = progress;
  const isRunning = progress.state === "running";
  const since = useSince(progress, isRunning && line === "live");
  const text = fill(texts.progressText, { done: formatNumber(done, locale), all: formatNumber(all, locale) });
  const number = (value: number) => formatNumber(value, locale);
  const left = progress.secondsLeft === null ? texts.estimating : formatDuration(progress.secondsLeft, locale);
  const figures = [
    ...(isRunning ? [{ label: texts.timeLeft, value: left }] : []),
    { label: texts.elapsed, value: formatDuration(elapsedSeconds(progress, since), locale) },
    { label: texts.calls, value: number(progress.calls) },
    { label: texts.throttles, value: number(progress.throttles) },
    { label: texts.unknown, value: number(unknownAccounts) },
    ...(["pending", "running", "failed", "cancelled"] as const)
      .filter((state) => byState[state] > 0)
      .map((state) => ({ label: texts.stepStates[state], value: number(byState[state]) })),
    ...((progress.accountSecondsMedian ?? 0) < 1
      ? []
      : [{ label: texts.median, value: formatDuration(progress.accountSecondsMedian ?? 0, locale) }]),
  ];
  return (
    <section className={styles["progress"]} aria-label={texts.progress}>
      <div className={styles["progressHead"]}>
        <strong>{all > 0 ? text : texts.phases[progress.phase]}</strong>
        {isRunning && all > 0 && <span>{texts.phases[progress.phase]}</span>}
        <span className={styles["line"]} data-line={line} role={line === "closed" ? "alert" : undefined}>
          {line !== "still" && texts[line]}
        </span>
        {isRunning && <Link href={here}>{texts.refresh}</Link>}
      </div>
      <ProgressBar
        label={texts.progress}
        text={text}
        total={all}
        parts={[
          { kind: "done", count: Math.max(0, done - notWhole) },
          { kind: "unknown", count: notWhole },
          { kind: "running", count: byState.running },
        ]}
      />
      <Figures items={figures} />
    </section>
  );
}
