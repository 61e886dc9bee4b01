"use client";

import { useActionState } from "react";
import { type Action, idle } from "../../../../server/action-state.ts";
import styles from "./crawls.module.css";

type Props = {
  readonly action: Action<null>;
  readonly tenant: string;
  /** The one hidden field beside the tenant. */
  readonly field: { readonly name: "connectionId" | "crawlId"; readonly value: string };
  readonly label: string;
  readonly pendingLabel: string;
  readonly kind: "primary" | "plain" | "danger";
};

/** One button that starts or ends a crawl, and the reason where that was refused. Works without script too. */
export function CrawlForm({ action, tenant, field, label, pendingLabel, kind }: Props) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit} className={styles["form"]}>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name={field.name} value={field.value} />
      <button type="submit" data-kind={kind} aria-disabled={isPending}>
        {isPending ? pendingLabel : label}
      </button>
      {state.status === "failed" && (
        <p role="alert">
          {state.text} {state.hint}
        </p>
      )}
    </form>
  );
}
