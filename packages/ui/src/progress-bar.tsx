import { wholePercent } from "./percent.ts";
import styles from "./progress-bar.module.css";

type Part = { readonly kind: "done" | "unknown" | "running"; readonly count: number };

type Props = {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly total: number;
  /** "34 of 60": read out instead of the bare number. */
  readonly text: string;
};

/** How much of a known whole is done, in parts that lie side by side. */
export function ProgressBar({ label, parts, total, text }: Props) {
  const share = (count: number) => (total > 0 ? wholePercent(count / total) : 0);
  const done = parts.filter((part) => part.kind !== "running").reduce((sum, part) => sum + part.count, 0);
  return (
    <div
      className={styles["track"]}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={text}
    >
      {parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <span key={part.kind} data-kind={part.kind} data-share={share(part.count)} />
        ))}
    </div>
  );
}
