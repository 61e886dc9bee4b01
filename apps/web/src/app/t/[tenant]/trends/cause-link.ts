import { findingsAfterHref } from "../findings/finding-search.ts";
import type { CauseLine } from "../overview/overview-view.ts";
import type { TrendPlace } from "./trend-place.ts";

/** Where a cause of the range leads: to its findings, to the crawl that could not read, or to the marks below. */
export function causeLinks({ tenant, search, page }: TrendPlace): (cause: CauseLine["cause"]) => string {
  const since = page.view.days[0]?.day ?? null;
  const where = { organization: search.organizationId, node: search.unitId };
  return (cause) => {
    if (cause === "new-findings") return findingsAfterHref(tenant, "opened", since, where);
    if (cause === "mended") return findingsAfterHref(tenant, "resolved", since, where);
    if (cause === "visibility-lost" || cause === "visibility-regained") return "#unknown";
    return cause === "resources" || cause === "rest" ? "#domains" : "#moves";
  };
}
