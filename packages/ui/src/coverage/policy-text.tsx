import type { ReactNode } from "react";
import styles from "./coverage.module.css";
import { isWithin, linesAround, policyLines, type TextRange } from "./policy-lines.ts";

type Props = {
  readonly text: string;
  /** Names what it is, for screen readers. */
  readonly label: string;
  /** Statements that are spoken of: their lines are marked. */
  readonly marked?: readonly TextRange[];
  /** Places of problems. */
  readonly problems?: readonly TextRange[];
  /** Word before a marked line, for screen readers. */
  readonly markedLabel?: string;
  /** Lines shown on both sides of what is marked; absent: the whole text. */
  readonly around?: number;
};

/** A policy in its own text with numbered lines, those that matter marked. */
export function PolicyText({ text, label, marked = [], problems = [], markedLabel, around }: Props): ReactNode {
  const lines = policyLines(text);
  const { first, last } = around === undefined ? { first: 0, last: lines.length } : linesAround(lines, marked, around);
  return (
    // Scrolls inside itself, so that a keyboard has to get there.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles["policy"]} aria-label={label} tabIndex={0}>
      <ol start={first + 1}>
        {lines.slice(first, last).map((line, offset) => {
          const isMarked = marked.some((range) => isWithin(line, range));
          const isProblem = problems.some((range) => isWithin(line, range));
          return (
            <li
              key={line.from}
              data-line={first + offset + 1}
              {...(isMarked ? { "data-marked": "" } : {})}
              {...(isProblem ? { "data-problem": "" } : {})}
            >
              <code>
                {isMarked && markedLabel !== undefined && <span className="visually-hidden">{markedLabel} </span>}
                {line.text}
              </code>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
