import type { ReactNode } from "react";
import styles from "./heatmap.module.css";
import type { HeatmapLegendTexts } from "./heatmap-texts.ts";

const steps = Array.from({ length: 21 }, (_, step) => step * 5);

/** What colour, hatching, bar and mark mean, in words. */
export function HeatmapLegend({ texts }: { readonly texts: HeatmapLegendTexts }): ReactNode {
  return (
    <ul className={styles["legend"]} aria-label={texts.title}>
      <li>
        <span>{texts.low}</span>
        <span className={styles["scale"]} aria-hidden="true">
          {steps.map((score) => (
            <span key={score} data-score={score} />
          ))}
        </span>
        <span>{texts.high}</span>
      </li>
      <li>
        <span className={styles["sample"]} data-nothing="unknown" aria-hidden="true" />
        {texts.nothing}
      </li>
      <li>
        <span className={styles["sample"]} data-nothing="no-duties" aria-hidden="true" />
        {texts.noDuties}
      </li>
      <li>
        <span className={styles["sample"]} data-score={60} aria-hidden="true">
          <span className={styles["bar"]} data-share={40} />
        </span>
        {texts.bar}
      </li>
      <li>
        <span className={styles["sample"]} data-score={60} aria-hidden="true">
          <span className={styles["mark"]} />
        </span>
        {texts.mark}
      </li>
    </ul>
  );
}
