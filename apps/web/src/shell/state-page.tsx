import type { ReactNode } from "react";
import styles from "./state-page.module.css";

/** A page that has one thing to say and one way on: nothing here, not allowed, failed, nothing yet. */
export function StatePage({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles["page"]}>
      <h1>{title}</h1>
      <p>{text}</p>
      {children !== undefined && <div className={styles["ways"]}>{children}</div>}
    </div>
  );
}
