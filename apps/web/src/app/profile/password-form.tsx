"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect, useRef } from "react";
import { type ActionState, idle } from "../../server/action-state.ts";
import { changePassword, type PasswordOutcome } from "./actions.ts";
import styles from "./profile.module.css";

type Lengths = { readonly least: number; readonly most: number };

/** Three fields and one answer; the fields are emptied once the password is changed. */
export function PasswordForm({ lengths }: { readonly lengths: Lengths }) {
  const t = useTranslations("profile");
  const [state, submit, isPending] = useActionState<ActionState<PasswordOutcome>, FormData>(changePassword, idle);
  const form = useRef<HTMLFormElement>(null);
  const isChanged = state.status === "done" && state.data.problem === null;
  useEffect(() => {
    if (isChanged) form.current?.reset();
  }, [isChanged]);
  return (
    <form ref={form} action={submit} className={styles["form"]}>
      <PasswordField name="current" label={t("password.current")} autoComplete="current-password" />
      <PasswordField name="next" label={t("password.new")} autoComplete="new-password" least={lengths.least} />
      <PasswordField name="repeat" label={t("password.repeat")} autoComplete="new-password" />
      <output id="password-outcome" className={styles["outcome"]} data-failed={!isChanged}>
        <Outcome state={state} lengths={lengths} />
      </output>
      <button data-kind="primary" disabled={isPending}>
        {t("password.submit")}
      </button>
    </form>
  );
}

function Outcome({ state, lengths }: { readonly state: ActionState<PasswordOutcome>; readonly lengths: Lengths }) {
  const t = useTranslations("profile");
  if (state.status === "idle") return null;
  if (state.status === "failed") return `${state.text} ${state.hint}`;
  if (state.data.problem === null) return t("password.changed");
  return t(`password.problem.${state.data.problem}`, lengths);
}

function PasswordField({
  name,
  label,
  autoComplete,
  least,
}: {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly least?: number;
}) {
  return (
    <div className={styles["field"]}>
      <label htmlFor={`password-${name}`}>{label}</label>
      <input
        id={`password-${name}`}
        name={name}
        type="password"
        autoComplete={autoComplete}
        required
        minLength={least}
        maxLength={128}
        aria-describedby="password-outcome"
      />
    </div>
  );
}
