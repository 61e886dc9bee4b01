"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { type Action, idle } from "../../../../server/action-state.ts";
import { askTeam, endDigest, pauseDigest, resendMail, restartDigest, resumeDigest, sendNow } from "./actions.ts";
import styles from "./digests.module.css";

/** What an action answers, as a key of `outcomes`, or null where the page shows it. */
const outcomeOf = (data: unknown): string | null => {
  if (typeof data === "string") return data;
  if (typeof data === "object" && data !== null && "isResent" in data) return data.isResent ? "resent" : "not-held";
  return null;
};

const actions = {
  pause: pauseDigest as Action<unknown>,
  resume: resumeDigest as Action<unknown>,
  end: endDigest as Action<unknown>,
  restart: restartDigest as Action<unknown>,
  sendNow: sendNow as Action<unknown>,
  askTeam: askTeam as Action<unknown>,
  resend: resendMail as Action<unknown>,
};

type Props = {
  readonly what: keyof typeof actions;
  readonly fields: Readonly<Record<string, string>>;
  /** For readers of the screen: which digest, team or mail. */
  readonly of: string;
  readonly kind?: "plain" | "primary" | "quiet" | "danger";
};

/** One button that asks for one thing, and what came of it in words. */
export function ButtonForm({ what, fields, of, kind = "plain" }: Props) {
  const t = useTranslations("digests");
  const [state, submit, isPending] = useActionState(actions[what], idle);
  const outcome = state.status === "done" ? outcomeOf(state.data) : null;
  return (
    <form action={submit} className={styles["buttonForm"]}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" data-kind={kind} aria-disabled={isPending} aria-label={`${t(`buttons.${what}`)}: ${of}`}>
        {t(`buttons.${what}`)}
      </button>
      <output className={styles["outcome"]} data-failed={state.status === "failed"}>
        {outcome !== null && t(`outcomes.${outcome}`)}
        {state.status === "failed" && `${state.text} ${state.hint}`}
      </output>
    </form>
  );
}
