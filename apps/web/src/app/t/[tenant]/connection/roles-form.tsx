"use client";

import { useActionState } from "react";
import { idle } from "../../../../server/action-state.ts";
import { type RolesAnswer, saveRoles } from "./actions.ts";
import styles from "./connection.module.css";

type Values = RolesAnswer["values"];
type Props = {
  readonly tenant: string;
  readonly connectionId: string;
  readonly saved: Values;
  readonly texts: {
    readonly arn: string;
    readonly arnHelp: string;
    readonly memberName: string;
    readonly memberNameHelp: string;
    readonly save: string;
    readonly pending: string;
    readonly problems: Readonly<Record<string, string>>;
  };
};

/** ARN and name of the roles; what is wrong stands under its field. */
export function RolesForm({ tenant, connectionId, saved, texts }: Props) {
  const [state, submit, isPending] = useActionState(saveRoles, idle);
  const { values, problems } = state.status === "done" ? state.data : { values: saved, problems: {} };
  return (
    <form action={submit} className={styles["form"]}>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name="connectionId" value={connectionId} />
      <Field
        name="managementRoleArn"
        label={texts.arn}
        help={texts.arnHelp}
        value={values.managementRoleArn}
        problem={problems.managementRoleArn === undefined ? null : (texts.problems[problems.managementRoleArn] ?? null)}
      />
      <Field
        name="memberRoleName"
        label={texts.memberName}
        help={texts.memberNameHelp}
        value={values.memberRoleName}
        problem={problems.memberRoleName === undefined ? null : (texts.problems[problems.memberRoleName] ?? null)}
      />
      <div className={styles["buttonForm"]}>
        <button type="submit" data-kind="primary" aria-disabled={isPending}>
          {isPending ? texts.pending : texts.save}
        </button>
        {state.status === "failed" && (
          <p role="alert" className={styles["problem"]}>
            {state.text} {state.hint}
          </p>
        )}
      </div>
    </form>
  );
}

type FieldProps = {
  readonly name: keyof Values;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly problem: string | null;
};

function Field({ name, label, help, value, problem }: FieldProps) {
  return (
    <div className={styles["field"]}>
      <label htmlFor={name}>{label}</label>
      <input
        key={value}
        id={name}
        name={name}
        defaultValue={value}
        required
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${name}-help`}
        aria-invalid={problem === null ? undefined : true}
      />
      <p
        id={`${name}-help`}
        className={styles[problem === null ? "help" : "problem"]}
        role={problem === null ? undefined : "alert"}
      >
        {problem ?? help}
      </p>
    </div>
  );
}
