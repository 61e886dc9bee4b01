import styles from "./skeleton.module.css";

/** The shape of what is coming; nothing to read, so hidden from screen readers. */
export function Skeleton({ rows, columns = 0 }: { readonly rows: number; readonly columns?: number }) {
  return (
    <div className={styles["skeleton"]} aria-hidden="true" data-loading="">
      <span className={styles["title"]} />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles["row"]}>
          <span className={styles["name"]} />
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} className={styles["cell"]} />
          ))}
        </div>
      ))}
    </div>
  );
}
