import { Icon } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { BaseUnit, DraftBase } from "../draft-base.ts";
import { type DraftView, parentAfter } from "../draft-view.ts";
import styles from "../what-if.module.css";

type Props = {
  readonly base: DraftBase;
  readonly view: DraftView;
  readonly chosen: string;
  readonly onChoose: (nodeId: string) => void;
};

/** The OUs where the draft puts them. Open: the root and what is above the chosen one. */
export function OrganizationTree({ base, view, chosen, onChoose }: Props) {
  const t = useTranslations("what-if.tree");
  const children = useMemo(() => childrenAfter(base, view), [base, view]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([base.rootId]));
  const toggle = (id: string) => setOpen((known) => (known.has(id) ? without(known, id) : new Set([...known, id])));
  const root = base.units.find(({ id }) => id === base.rootId);
  if (root === undefined) return null;
  const level = (unit: BaseUnit, depth: number) => {
    const below = children.get(unit.id) ?? [];
    const isOpen = open.has(unit.id);
    const attachments = view.attachments.get(unit.id) ?? [];
    const isChanged = view.moved.has(unit.id) || attachments.some(({ change }) => change !== "none");
    return (
      <li key={unit.id}>
        <div className={styles["node"]} data-chosen={unit.id === chosen}>
          {below.length > 0 ? (
            <button
              type="button"
              data-kind="quiet"
              className={styles["caret"]}
              aria-expanded={isOpen}
              aria-label={t(isOpen ? "close" : "open", { name: unit.name })}
              onClick={() => toggle(unit.id)}
            >
              <Icon name="chevron" />
            </button>
          ) : (
            <span className={styles["caret"]} />
          )}
          <button
            type="button"
            data-kind="quiet"
            className={styles["nodeName"]}
            aria-current={unit.id === chosen ? "true" : undefined}
            onClick={() => onChoose(unit.id)}
          >
            <span className={styles["name"]}>{unit.name}</span>
            {isChanged && <span className={styles["mark"]}>{t("changed")}</span>}
            <span className={styles["count"]}>
              {t("counts", {
                policies: attachments.filter(({ change }) => change !== "detached").length,
                accounts: unit.accounts,
              })}
            </span>
          </button>
        </div>
        {isOpen && below.length > 0 && depth < 8 && <ul>{below.map((one) => level(one, depth + 1))}</ul>}
      </li>
    );
  };
  return <ul className={styles["tree"]}>{level(root, 0)}</ul>;
}

function childrenAfter(base: DraftBase, view: DraftView): ReadonlyMap<string, readonly BaseUnit[]> {
  const children = new Map<string, BaseUnit[]>();
  for (const unit of base.units) {
    const parent = parentAfter(view, unit.id);
    if (parent === null || parent === unit.id) continue;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  return children;
}

function without(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(known);
  rest.delete(id);
  return rest;
}
