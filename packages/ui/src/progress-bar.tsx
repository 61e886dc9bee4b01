import { wholePercent } from "./percent.ts";
import styles from "./progress-bar.module.css";

type Part = { readonly kind: "done" | "unknown" | "running"; readonly count: number };

type Props = {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly total: number;
  /** "34 of 60": for browsers that draw no bar. */
  readonly text: string;
};

/** How much of a known whole is done, in parts that lie side by side. */
export function ProgressBar({ label, parts, total, text }: Props) {
  const share = (count: number) => (total > 0 ? wholePercent(count / total) : 0);
  const done = parts.filter((part) => part.kind !== "running").reduce((sum, part) => sum + part.count, 0);
  return (
    <div className={styles["bar"]}>
      <progress className="visually-hidden" aria-label={label} max={Math.max(1, total)} value={done}>
        {text}
      </progress>
      <div className={styles["track"]} aria-hidden="true">
        {parts
          .filter((part) => part.count > 0)
          .map((part) => (
            <span key={part.kind} data-kind={part.kind} data-share={share(part.count)} />
          ))}
      </div>
    </div>
  );
}
