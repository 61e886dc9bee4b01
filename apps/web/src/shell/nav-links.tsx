"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { PopoverMenu } from "./popover-menu.tsx";
import styles from "./shell.module.css";
import { isOpen } from "./tenant-ways.ts";

type NavLink = { readonly href: string; readonly text: string };

/** The pages of where one is; the one that is open is marked. A client component for the path only. */
export function NavLinks({
  label,
  links,
  manage,
}: {
  readonly label: string;
  readonly links: readonly NavLink[];
  /** A second group behind one button; left out where it holds nothing. */
  readonly manage: { readonly text: string; readonly links: readonly NavLink[] };
}) {
  const path = usePathname();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the row scrolls: the page that is open is in view.
    const open = path === "" ? null : row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    open?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav className={styles["nav"]} aria-label={label}>
      <div ref={row} className={styles["navRow"]}>
        {links.map(({ href, text }) => (
          <Link
            key={href}
            href={href}
            className={styles["navLink"]}
            aria-current={isOpen(href, path) ? "page" : undefined}
          >
            {text}
          </Link>
        ))}
      </div>
      {manage.links.length > 0 && <ManageMenu path={path} {...manage} />}
    </nav>
  );
}

function ManageMenu({
  path,
  text,
  links,
}: {
  readonly path: string;
  readonly text: string;
  readonly links: readonly NavLink[];
}) {
  const holdsOpen = links.some(({ href }) => isOpen(href, path));
  return (
    <>
      <button
        type="button"
        className={`${styles["navLink"]} ${styles["manageButton"]}`}
        popoverTarget="manage-menu"
        data-kind="quiet"
        aria-current={holdsOpen ? "true" : undefined}
      >
        {text}
        <span aria-hidden="true" className={styles["caret"]} />
      </button>
      <PopoverMenu id="manage-menu" className={styles["manageMenu"]}>
        <ul className={styles["menuList"]}>
          {links.map((link) => (
            <li key={link.href}>
              <Link
                href={link.href}
                className={styles["menuItem"]}
                aria-current={isOpen(link.href, path) ? "page" : undefined}
              >
                {link.text}
              </Link>
            </li>
          ))}
        </ul>
      </PopoverMenu>
    </>
  );
}
