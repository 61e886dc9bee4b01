import "server-only";
import { getTranslations } from "next-intl/server";

/** Words of the live progress; `{name}` places are filled in the browser, message by message. */
export async function progressTexts() {
  const t = await getTranslations("crawls");
  return {
    phases: {
      organization: t("phases.organization"),
      accounts: t("phases.accounts"),
      finalise: t("phases.finalise"),
      ended: t("phases.ended"),
    },
    stepStates: {
      pending: t("stepStates.pending"),
      running: t("stepStates.running"),
      done: t("stepStates.done"),
      cancelled: t("stepStates.cancelled"),
      failed: t("stepStates.failed"),
    },
    unknown: t("unknown"),
    calls: t("calls"),
    throttles: t("throttles"),
    progress: t("detail.progress"),
    progressText: String(t.raw("detail.progressText")),
    timeLeft: t("detail.timeLeft"),
    estimating: t("detail.estimating"),
    elapsed: t("detail.elapsed"),
    median: t("detail.median"),
    refresh: t("detail.refresh"),
    live: t("detail.live"),
    reconnecting: t("detail.reconnecting"),
    closed: t("detail.closed"),
  };
}
export type ProgressTexts = Awaited<ReturnType<typeof progressTexts>>;
