"use client";

import { useActionState } from "react";
import { type Action, idle } from "../../../server/action-state.ts";
import styles from "./one-button.module.css";

type Props = {
  readonly action: Action<null>;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  /** What exactly the button does, for those who do not see the line that it stands in. */
  readonly title: string;
};

/** One button of a line, and why it was refused. Works without script too. */
export function OneButton({ action, fields, label, title }: Props) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit} className={styles["one"]}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" data-kind="quiet" aria-disabled={isPending} aria-label={title} title={title}>
        {label}
      </button>
      {state.status === "failed" && (
        <p role="alert" className={styles["problem"]}>
          {state.text} {state.hint}
        </p>
      )}
    </form>
  );
}
