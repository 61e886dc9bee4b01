"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { idle } from "../../server/action-state.ts";
import { endOwnSession } from "./actions.ts";

/** Ends one session of the list. `device` names it for readers of the screen. */
export function EndSessionForm({ sessionId, device }: { readonly sessionId: string; readonly device: string }) {
  const t = useTranslations("profile");
  const [state, submit, isPending] = useActionState(endOwnSession, idle);
  return (
    <form action={submit}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <button disabled={isPending} aria-label={t("sessions.endNamed", { device })}>
        {t("sessions.end")}
      </button>
      {state.status === "done" && state.data.isGone && <output>{t("sessions.gone")}</output>}
      {state.status === "failed" && <output>{state.text}</output>}
    </form>
  );
}
