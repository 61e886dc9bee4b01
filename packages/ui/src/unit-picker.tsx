import type { ReactNode } from "react";
import styles from "./unit-picker.module.css";

/** A root or OU as pickers show it: `listUnits` of the database gives them, each below its parent. */
export type UnitOption = {
  readonly nodeId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
};

type UnitSelectProps = {
  /** Name of the field in the form, and of the parameter in the address. */
  readonly name: string;
  readonly label: string;
  readonly units: readonly UnitOption[];
  /** Chosen OU; null: the whole organisation, whose value in the form is empty. */
  readonly value: string | null;
  /** "Whole organization": what the root stands for. */
  readonly wholeLabel: string;
};

/** One field that chooses the organisation or an OU, for any form; works without script. */
export function UnitSelect({ name, label, units, value, wholeLabel }: UnitSelectProps): ReactNode {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <select name={name} defaultValue={value ?? ""}>
        <option value="">{wholeLabel}</option>
        {units
          .filter((unit) => unit.parentId !== null)
          .map((unit) => (
            <option key={unit.nodeId} value={unit.nodeId}>
              {indented(unit)}
            </option>
          ))}
      </select>
    </label>
  );
}

type UnitPickerProps = Omit<UnitSelectProps, "name"> & {
  readonly name?: string;
  /** Path of the page that is chosen for. */
  readonly action: string;
  /** What else the address holds, kept as it is. */
  readonly kept?: Readonly<Record<string, string>>;
  /** Word of the button. */
  readonly submitLabel: string;
};

/** Chooses the organisation or an OU for a whole page: a form that only changes the address. */
export function UnitPicker({ action, kept = {}, submitLabel, name = "unit", ...select }: UnitPickerProps): ReactNode {
  return (
    <form method="get" action={action} className={styles["picker"]}>
      {Object.entries(kept).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <UnitSelect name={name} {...select} />
      <button type="submit">{submitLabel}</button>
    </form>
  );
}

/** Spaces at the start of an option are dropped unless they cannot break. */
function indented({ name, depth }: UnitOption): string {
  return `${"\u2003".repeat(Math.min(Math.max(0, depth - 1), 8))}${name}`;
}
