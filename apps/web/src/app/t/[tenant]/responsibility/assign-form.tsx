"use client";

import { type UnitOption, UnitSelect } from "@sekinin/ui";
import { useActionState } from "react";
import { NamedOptions } from "../../../../parties/named-options.tsx";
import { idle } from "../../../../server/action-state.ts";
import { assign } from "./actions.ts";
import styles from "./responsibility.module.css";

type Named = { readonly id: string; readonly name: string };

type Props = {
  readonly tenant: string;
  readonly organizationId: string;
  readonly rootId: string;
  readonly units: readonly UnitOption[];
  readonly domains: readonly Named[];
  readonly controls: readonly Named[];
  readonly known: { readonly teams: readonly Named[]; readonly partners: readonly Named[] };
  readonly texts: Readonly<
    Record<
      | "title"
      | "place"
      | "whole"
      | "subject"
      | "domains"
      | "controls"
      | "party"
      | "teams"
      | "partners"
      | "save"
      | "saved"
      | "help",
      string
    >
  >;
};

/** Where, what, who: one line. What was said of the same subject at the same place is replaced. */
export function AssignForm({ tenant, organizationId, rootId, units, domains, controls, known, texts }: Props) {
  const [state, submit, isPending] = useActionState(assign, idle);
  return (
    <form action={submit} className={styles["assign"]} aria-labelledby="assign-title">
      <h3 id="assign-title">{texts.title}</h3>
      <input type="hidden" name="tenant" value={tenant} />
      <input type="hidden" name="organizationId" value={organizationId} />
      <input type="hidden" name="rootId" value={rootId} />
      <div className={styles["fields"]}>
        <UnitSelect name="place" label={texts.place} units={units} value={null} wholeLabel={texts.whole} />
        <label>
          <span>{texts.subject}</span>
          <select name="subject">
            <optgroup label={texts.domains}>
              {domains.map(({ id, name }) => (
                <option key={id} value={`domain:${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
            <optgroup label={texts.controls}>
              {controls.map(({ id, name }) => (
                <option key={id} value={`control:${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label>
          <span>{texts.party}</span>
          <select name="party">
            <NamedOptions label={texts.teams} kind="team" named={known.teams} />
            <NamedOptions label={texts.partners} kind="partner" named={known.partners} />
          </select>
        </label>
        <button type="submit" data-kind="primary" aria-disabled={isPending}>
          {texts.save}
        </button>
        <output className={styles["soft"]}>{state.status === "done" && texts.saved}</output>
      </div>
      {state.status === "failed" && (
        <p role="alert" className={styles["problem"]}>
          {state.text} {state.hint}
        </p>
      )}
      <p className={styles["help"]}>{texts.help}</p>
    </form>
  );
}
