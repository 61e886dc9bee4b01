"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./shell.module.css";

/**
 * A menu that the browser itself opens and closes (button with `popoverTarget`, Escape, a click beside it), with or
 * without script. The script's part: it closes once a way in it was taken, and tells when it opens.
 */
export function PopoverMenu({
  id,
  className,
  children,
  onOpen,
}: {
  readonly id: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
  readonly onOpen?: (menu: HTMLDivElement) => void;
}) {
  const path = usePathname();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The bar stays when only the page below it changes. Named here, so that each path runs this anew.
    if (path !== "" && menu.current?.matches(":popover-open") === true) menu.current.hidePopover();
  }, [path]);
  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      className={`${styles["menu"]} ${className ?? ""}`}
      onToggle={(event) => {
        if (event.newState === "open") onOpen?.(event.currentTarget);
      }}
    >
      {children}
    </div>
  );
}
