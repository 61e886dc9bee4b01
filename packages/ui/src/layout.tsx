import type { ReactNode } from "react";
import styles from "./layout.module.css";

type PageHeaderProps = {
  readonly title: ReactNode;
  /** Where one is: links to what is above. */
  readonly path?: ReactNode;
  /** As of when, how much: one line under the title. */
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
};

/** The head of a page: its name, as of when, and what one can do. */
export function PageHeader({ title, path, facts, actions }: PageHeaderProps) {
  return (
    <header className={styles["header"]}>
      <div className={styles["heading"]}>
        {path !== undefined && <nav className={styles["path"]}>{path}</nav>}
        <h1>{title}</h1>
        {facts}
      </div>
      {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
    </header>
  );
}

/** The body of a page: its parts under one another, evenly apart. */
export function PageBody({ children, narrow = false }: { readonly children: ReactNode; readonly narrow?: boolean }) {
  return (
    <div className={styles["body"]} data-narrow={narrow}>
      {children}
    </div>
  );
}

type SectionProps = {
  readonly title: ReactNode;
  readonly id?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** One part of a page, under a heading that a screen reader finds. */
export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section className={styles["section"]} {...(id === undefined ? {} : { id })}>
      <div className={styles["sectionHead"]}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Figures side by side: label above, number below. */
export function Figures({
  items,
}: {
  readonly items: readonly { readonly label: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className={styles["figures"]}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A table that scrolls inside itself where the page is narrow. */
export function TableFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // Scrolls sideways where it must, so that a keyboard has to get there even if no link is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles["table"]} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
