"use client";

import type { UnitOption } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import styles from "./digests.module.css";

const fewUnits = 12;
const deepest = 6;

/** OUs to tick, as the tree has them; where they are many, those whose name holds what is typed, and the ticked ones. */
export function UnitChoice({
  units,
  chosen,
  most,
}: {
  readonly units: readonly UnitOption[];
  readonly chosen: readonly string[];
  readonly most: number;
}) {
  const t = useTranslations("digests.form");
  const [text, setText] = useState("");
  const wanted = text.trim().toLocaleLowerCase();
  const below = units.filter(({ parentId }) => parentId !== null);
  return (
    <fieldset className={styles["picker"]}>
      <legend>{t("units")}</legend>
      {below.length > fewUnits && (
        <label className={styles["field"]}>
          <span>{t("findUnit")}</span>
          <input
            type="search"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </label>
      )}
      <ul className={styles["units"]}>
        {below.map(({ nodeId, name, depth }) => (
          <li
            key={nodeId}
            data-depth={Math.min(Math.max(1, depth), deepest)}
            // Hidden, not taken away: what is ticked stays ticked, and is sent.
            hidden={wanted !== "" && !name.toLocaleLowerCase().includes(wanted)}
          >
            <label>
              <input type="checkbox" name="units" value={nodeId} defaultChecked={chosen.includes(nodeId)} />
              {name}
            </label>
          </li>
        ))}
      </ul>
      <p className={styles["soft"]}>{t("below", { most })}</p>
    </fieldset>
  );
}
