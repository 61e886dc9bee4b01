import type { FindingStatus } from "@sekinin/db";
import { StateBadge, type StateKind } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";

const kinds: Readonly<Record<FindingStatus, StateKind>> = {
  open: "bad",
  unknown: "unknown",
  resolved: "good",
  frozen: "stopped",
};

/** How a finding stands: icon and word. */
export async function StatusBadge({ status }: { readonly status: FindingStatus }) {
  const t = await getTranslations("findings.status");
  return <StateBadge state={kinds[status]}>{t(status)}</StateBadge>;
}
