"use client";

import { useActionState } from "react";
import { type Action, idle } from "../../../../server/action-state.ts";
import styles from "./connection.module.css";

type Props = {
  readonly action: Action<null>;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  readonly pendingLabel: string;
  readonly kind: "primary" | "plain";
};

/** A button that asks the server for one thing, and the reason where that was refused. Works without script too. */
export function OneButtonForm({ action, fields, label, pendingLabel, kind }: Props) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit} className={styles["buttonForm"]}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" data-kind={kind} aria-disabled={isPending}>
        {isPending ? pendingLabel : label}
      </button>
      {state.status === "failed" && (
        <p role="alert" className={styles["problem"]}>
          {state.text} {state.hint}
        </p>
      )}
    </form>
  );
}
