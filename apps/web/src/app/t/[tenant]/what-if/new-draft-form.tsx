"use client";

import { useTranslations } from "next-intl";
import { useActionState, useId } from "react";
import { idle } from "../../../../server/action-state.ts";
import { startDraft } from "./actions.ts";
import styles from "./what-if.module.css";

type Props = {
  readonly tenant: string;
  readonly organizationId: string;
  readonly name: string;
  readonly objective: string;
  readonly node: string;
};

/** Name of a new draft; it opens when it is made. */
export function NewDraftForm({ tenant, organizationId, name, objective, node }: Props) {
  const t = useTranslations("what-if.new");
  const [state, submit, isPending] = useActionState(startDraft, idle);
  const id = useId();
  return (
    <form action={submit} className={styles["row"]}>
      {Object.entries({ tenant, organizationId, objective, node }).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <label htmlFor={id}>{t("name")}</label>
      <input id={id} name="name" defaultValue={name} maxLength={200} required autoComplete="off" />
      <button type="submit" data-kind="primary" aria-disabled={isPending}>
        {t("start")}
      </button>
      {state.status === "failed" && (
        <p role="alert" className={styles["problem"]}>
          {state.text} {state.hint}
        </p>
      )}
    </form>
  );
}
