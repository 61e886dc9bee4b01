"use client";

import { Notice } from "@sekinin/ui";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { idle } from "../../../../server/action-state.ts";
import { type ParameterAnswer, saveParameters } from "./actions.ts";
import styles from "./guardrail-settings.module.css";
import { mostCharacters } from "./most-characters.ts";

export type ParameterField = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Taken where nothing is given. */
  readonly standard: readonly string[];
  readonly value: string;
  readonly objectives: readonly { readonly id: string; readonly title: string }[];
};

type Props = {
  readonly tenant: string;
  readonly organizationId: string;
  readonly fields: readonly ParameterField[];
  readonly canWrite: boolean;
};

/** Every parameter with the objectives that need it; a wrong value is shown again with what is wrong. */
export function ParameterFormView({ tenant, organizationId, fields, canWrite }: Props) {
  const t = useTranslations("guardrail-settings");
  const [state, submit, isPending] = useActionState(saveParameters, idle);
  const sent = state.status === "done" ? state.data : null;
  return (
    <form action={submit} className={styles["form"]} key={organizationId}>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name="organizationId" value={organizationId} />
      {fields.map((field) => (
        <Field key={field.name} tenant={tenant} field={field} sent={sent} canWrite={canWrite} />
      ))}
      {state.status === "failed" && (
        <Notice kind="danger" title={state.text} live>
          {state.hint}
        </Notice>
      )}
      {sent !== null && sent.problems.length > 0 && <Notice kind="warning" title={t("notSaved")} live />}
      {canWrite ? (
        <p className={styles["save"]}>
          <button type="submit" data-kind="primary" aria-disabled={isPending}>
            {t("save")}
          </button>
          <output className={styles["soft"]}>{sent !== null && sent.problems.length === 0 && t("saved")}</output>
        </p>
      ) : (
        <p className={styles["soft"]}>{t("viewer")}</p>
      )}
    </form>
  );
}

type FieldProps = Pick<Props, "tenant" | "canWrite"> & {
  readonly field: ParameterField;
  readonly sent: ParameterAnswer | null;
};

function Field({ tenant, field, sent, canWrite }: FieldProps) {
  const t = useTranslations("guardrail-settings");
  const { name, label, hint, standard, objectives } = field;
  const id = `parameter-${name}`;
  const value = sent?.fields[`value.${name}`] ?? field.value;
  const wrong = (sent?.problems ?? []).filter((problem) => problem.name === name);
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>
        {label} <code>{name}</code>
      </label>
      <p id={`${id}-hint`} className={styles["soft"]}>
        {hint} {standard.length > 0 && t("standard", { values: standard.join(", ") })}
      </p>
      <textarea
        key={value}
        id={id}
        name={`value.${name}`}
        defaultValue={value}
        rows={Math.min(8, Math.max(2, value.split("\n").length))}
        maxLength={mostCharacters}
        readOnly={!canWrite}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong.length > 0 ? true : undefined}
      />
      {wrong.map((problem) => (
        <p key={problem.value} className={styles["problem"]}>
          {t("wrong", { value: problem.value })}
        </p>
      ))}
      <details className={styles["soft"]}>
        <summary>{t("usedBy", { count: objectives.length })}</summary>
        <ul>
          {objectives.map((objective) => (
            <li key={objective.id}>
              <a href={`/t/${tenant}/coverage/objectives/${objective.id}`}>{objective.title}</a>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
