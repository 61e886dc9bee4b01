"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import styles from "./shell.module.css";

/** The pages of where one is; the one that is open is marked. A client component for the path only. */
export function NavLinks({
  label,
  links,
}: {
  readonly label: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}) {
  const path = usePathname();
  return (
    <nav className={styles["nav"]} aria-label={label}>
      {links.map(({ href, text }) => (
        <Link
          key={href}
          href={href}
          className={styles["navLink"]}
          aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
