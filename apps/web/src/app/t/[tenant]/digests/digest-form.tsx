"use client";

import type { UnitOption } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useActionState } from "react";
import { type Action, idle } from "../../../../server/action-state.ts";
import { AccountPicker } from "./account-picker.tsx";
import { changeDigest, type DigestAnswer, subscribe } from "./actions.ts";
import type { DigestFormValues } from "./digest-form-values.ts";
import styles from "./digests.module.css";
import { ScheduleFields } from "./schedule-fields.tsx";
import { UnitChoice } from "./unit-choice.tsx";

export type DigestFormProps = {
  readonly tenant: string;
  readonly organization: {
    readonly id: string;
    /** Told where there are several. */
    readonly name: string | null;
  };
  readonly units: readonly UnitOption[];
  /** Teams to choose from; null: the digest of whoever fills it in. */
  readonly teams: readonly { readonly id: string; readonly name: string }[] | null;
  /** The one that is changed; null: a new one. */
  readonly subscriptionId: string | null;
  readonly values: DigestFormValues;
  readonly zones: readonly string[];
  readonly most: number;
};

/** About what, when, in which language. The same fields by GET are the preview of what is not saved yet. */
export function DigestForm(props: DigestFormProps) {
  const { tenant, organization, teams, subscriptionId, values } = props;
  const t = useTranslations("digests.form");
  const action: Action<DigestAnswer> = subscriptionId === null ? subscribe : changeDigest;
  const [state, submit, isPending] = useActionState(action, idle);
  const problem = state.status === "done" ? state.data.problem : null;
  return (
    // React empties a form that it sends itself, and with it what was chosen before the problem.
    <form action={submit} onSubmit={(event) => keepChoices(event, submit)} className={styles["form"]}>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name="organization" value={organization.id} />
      {subscriptionId !== null && <input type="hidden" name="subscriptionId" value={subscriptionId} />}
      {teams !== null && (
        <label className={styles["field"]}>
          <span>{t("team")}</span>
          <select name="team" required>
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <ScopeFields {...props} />
      <ScheduleFields values={values} zones={props.zones} />
      <div className={styles["actions"]}>
        <button type="submit" data-kind="primary" aria-disabled={isPending}>
          {subscriptionId === null ? t("subscribe") : t("save")}
        </button>
        <button type="submit" formAction={`/t/${tenant}/digests/preview`} formMethod="get" formTarget="_blank">
          {t("preview")}
        </button>
        <p role="alert" className={styles["problem"]}>
          {problem !== null && t(`problems.${problem}`)}
          {state.status === "failed" && `${state.text} ${state.hint}`}
        </p>
      </div>
    </form>
  );
}

/** Sends the form without emptying it. The preview's button goes its own way, and so does a form without script. */
function keepChoices(event: FormEvent<HTMLFormElement>, submit: (form: FormData) => void): void {
  const { submitter } = event.nativeEvent as SubmitEvent;
  if (submitter?.hasAttribute("formaction") === true) return;
  event.preventDefault();
  const form = new FormData(event.currentTarget, submitter);
  startTransition(() => submit(form));
}

/** The part for OUs or accounts shows with its choice: the style sheet sees the chosen one, with or without script. */
function ScopeFields({ tenant, organization, units, teams, values, most }: DigestFormProps) {
  const t = useTranslations("digests.form");
  const scopes = [...(teams === null ? [] : (["assignments"] as const)), "organization", "units", "accounts"] as const;
  return (
    <div className={styles["scope"]}>
      <fieldset className={styles["choices"]}>
        <legend>{t("about")}</legend>
        {scopes.map((scope) => (
          <label key={scope}>
            <input type="radio" name="scope" value={scope} defaultChecked={values.scope === scope} />
            {t(`scopes.${scope}`, { organization: organization.name ?? "none" })}
          </label>
        ))}
      </fieldset>
      <div className={styles["forUnits"]}>
        <UnitChoice units={units} chosen={values.units} most={most} />
      </div>
      <div className={styles["forAccounts"]}>
        <AccountPicker tenant={tenant} organizationId={organization.id} chosen={values.accounts} most={most} />
      </div>
    </div>
  );
}
