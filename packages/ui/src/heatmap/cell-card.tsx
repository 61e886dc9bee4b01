"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import styles from "./cell-card.module.css";
import type { CardPlace } from "./use-card.ts";

type Props = {
  readonly place: CardPlace;
  readonly title: string;
  readonly subtitle: string;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

const gap = 6;

/**
 * The card of one cell, below it or above where there is no room. It follows the grid in the document, so that Tab
 * leads from a cell to its links.
 */
export function CellCard({ place, title, subtitle, onEnter, onLeave, children }: Props): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const card = element.current;
    if (card === null) return;
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(gap, Math.min(place.cell.left, window.innerWidth - width - gap));
    const below = place.cell.bottom + gap;
    const above = place.cell.top - gap - height;
    card.style.left = `${left}px`;
    card.style.top = `${below + height > window.innerHeight && above > 0 ? above : below}px`;
    card.dataset["placed"] = "";
  }, [place]);
  return (
    <div
      ref={element}
      className={styles["card"]}
      role="presentation"
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
      onFocus={onEnter}
      onBlur={onLeave}
    >
      <p className={styles["title"]}>
        <strong>{title}</strong>
        <span>{subtitle}</span>
      </p>
      {children}
    </div>
  );
}
