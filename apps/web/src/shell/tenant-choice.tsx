"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId, useRef, useState } from "react";
import { PopoverMenu } from "./popover-menu.tsx";
import styles from "./shell.module.css";
import { switchHref } from "./tenant-ways.ts";

export type TenantChoiceItem = {
  readonly slug: string;
  readonly name: string;
  /** As what the reader enters it. */
  readonly note: string;
};
type Texts = { readonly title: string; readonly filter: string; readonly noMatch: string };

const fewTenants = 7;

/** The tenants to switch to, each at the page that is open now. Many can be narrowed by typing; Enter takes the first. */
export function TenantChoice({
  tenants,
  current,
  texts,
}: {
  readonly tenants: readonly TenantChoiceItem[];
  readonly current: string | undefined;
  readonly texts: Texts;
}) {
  const path = usePathname();
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const titleId = useId();
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = tenants.filter(({ name, slug }) => `${name} ${slug}`.toLocaleLowerCase().includes(wanted));
  return (
    <PopoverMenu
      id="tenant-menu"
      className={styles["tenantMenu"]}
      onOpen={(menu) => menu.querySelector("input")?.select()}
    >
      <p id={titleId} className={styles["menuTitle"]}>
        {texts.title}
      </p>
      {tenants.length > fewTenants && (
        <input
          type="search"
          className={styles["menuFilter"]}
          aria-label={texts.filter}
          placeholder={texts.filter}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) list.current?.querySelector("a")?.click();
            if (event.key === "ArrowDown") list.current?.querySelector("a")?.focus();
          }}
        />
      )}
      <ul ref={list} className={styles["menuList"]} aria-labelledby={titleId}>
        {shown.map(({ slug, name, note }) => (
          <li key={slug}>
            <Link
              href={switchHref(slug, path)}
              className={styles["menuItem"]}
              aria-current={slug === current ? "true" : undefined}
            >
              <span>{name}</span>
              <span className={styles["menuNote"]}>{note}</span>
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={styles["menuTitle"]}>{texts.noMatch}</p>}
    </PopoverMenu>
  );
}
