import type { CrawlState } from "@sekinin/db";
import { StateBadge, type StateKind } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";

const kinds: Readonly<Record<CrawlState, StateKind>> = {
  running: "running",
  complete: "good",
  cancelled: "stopped",
  failed: "bad",
};

/** A crawl's state in a word; one that was asked to end says so until it has. */
export async function CrawlStateBadge({ state, isCancelling }: { state: CrawlState; isCancelling: boolean }) {
  const t = await getTranslations("crawls.states");
  return (
    <StateBadge state={kinds[state]}>{isCancelling && state === "running" ? t("cancelling") : t(state)}</StateBadge>
  );
}
