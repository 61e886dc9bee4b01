"use client";

import { Notice } from "@sekinin/ui";
import { useActionState, useId } from "react";
import { idle } from "../../../../server/action-state.ts";
import { addTeam, changeTeam } from "./actions.ts";
import styles from "./responsibility.module.css";

export type TeamFormTexts = {
  readonly name: string;
  readonly email: string;
  readonly emailHelp: string;
  readonly save: string;
  readonly saved: string;
  /** Title and text where the address was asked too often to be asked now. */
  readonly tooMany: { readonly title: string; readonly text: string };
  /** By problem of an address. */
  readonly problems: Readonly<Record<string, string>>;
};

type Props = {
  readonly tenant: string;
  /** Null: a new one. */
  readonly team: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  readonly texts: TeamFormTexts;
};

/** Name and address of a team; an address that is none is shown again with what is wrong with it. */
export function TeamForm({ tenant, team, texts }: Props) {
  const [state, submit, isPending] = useActionState(team === null ? addTeam : changeTeam, idle);
  const id = useId();
  const sent = state.status === "done" ? state.data : null;
  const shown = sent ?? { name: team?.name ?? "", email: team?.email ?? "", problem: null, notice: null };
  const problem = shown.problem === null ? null : (texts.problems[shown.problem] ?? shown.problem);
  return (
    <form action={submit} className={styles["team"]}>
      <input type="hidden" name="tenant" value={tenant} />
      {team !== null && <input type="hidden" name="teamId" value={team.id} />}
      <div className={styles["fields"]}>
        <label htmlFor={`${id}-name`}>
          <span>{texts.name}</span>
          <input
            key={shown.name}
            id={`${id}-name`}
            name="name"
            defaultValue={shown.name}
            maxLength={200}
            required
            autoComplete="off"
          />
        </label>
        <label htmlFor={`${id}-email`}>
          <span>{texts.email}</span>
          <input
            key={shown.email}
            id={`${id}-email`}
            name="email"
            inputMode="email"
            defaultValue={shown.email}
            maxLength={254}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${id}-help`}
            aria-invalid={problem === null ? undefined : true}
          />
        </label>
        <button type="submit" aria-disabled={isPending}>
          {texts.save}
        </button>
        <output className={styles["soft"]}>
          {sent !== null && problem === null && sent.notice === null && texts.saved}
        </output>
      </div>
      <p id={`${id}-help`} className={styles[problem === null ? "help" : "problem"]}>
        {problem ?? texts.emailHelp}
      </p>
      {shown.notice === "too-many" && (
        <Notice kind="warning" title={texts.tooMany.title} live>
          {texts.tooMany.text}
        </Notice>
      )}
      {state.status === "failed" && (
        <p role="alert" className={styles["problem"]}>
          {state.text} {state.hint}
        </p>
      )}
    </form>
  );
}
