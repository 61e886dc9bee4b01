import Link from "next/link";
import styles from "./choice.module.css";

type Props = {
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly text: string; readonly href: string }[];
  readonly current: string;
};

/** One of a few views of the same page: each is an address. */
export function Choice({ label, options, current }: Props) {
  return (
    <nav className={styles["choice"]} aria-label={label}>
      {options.map(({ key, text, href }) => (
        <Link key={key} href={href} aria-current={key === current ? "page" : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
