import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./notices.module.css";

/** What a notice is about; the words say it, the colour helps. */
export type NoticeKind = "information" | "success" | "warning" | "danger" | "unknown";
const icons = {
  information: "information",
  success: "pass",
  warning: "warning",
  danger: "warning",
  unknown: "unknown",
} as const;

type NoticeProps = {
  readonly kind: NoticeKind;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Read out when it appears: only for what happens while the page is open. */
  readonly live?: boolean;
};

/** One line that must not be missed, with what to do about it. */
export function Notice({ kind, title, children, action, live = false }: NoticeProps) {
  return (
    <div className={styles["notice"]} data-kind={kind} {...(live ? { role: "status" } : {})}>
      <Icon name={icons[kind]} />
      <div className={styles["words"]}>
        <strong>{title}</strong>
        {children !== undefined && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}

type EmptyStateProps = { readonly title: ReactNode; readonly children?: ReactNode; readonly action?: ReactNode };

/** A page or list with nothing in it: why, and what to do next. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section className={styles["empty"]}>
      <svg width="96" height="56" viewBox="0 0 96 56" aria-hidden="true" focusable="false">
        {[0, 1, 2].map((row) =>
          [0, 1, 2, 3, 4].map((column) => (
            <rect key={`${row}-${column}`} x={column * 20} y={row * 20} width="16" height="16" rx="2" />
          )),
        )}
      </svg>
      <h2>{title}</h2>
      {children !== undefined && <div>{children}</div>}
      {action}
    </section>
  );
}

type FreshnessProps = {
  /** ISO instant. */
  readonly at: string | null;
  readonly children: ReactNode;
  readonly note?: ReactNode;
};

/** As of when, and of how much: stands on every page that shows a number. */
export function Freshness({ at, children, note }: FreshnessProps) {
  return (
    <p className={styles["freshness"]}>
      <Icon name="clock" />
      {at === null ? <span>{children}</span> : <time dateTime={at}>{children}</time>}
      {note !== undefined && <span>{note}</span>}
    </p>
  );
}
