import type { PageStore, StoredPage } from "@sekinin/aws";
import { listOrganizationPages, storeOrganizationPage, withLease } from "@sekinin/db";
import type { StepContext } from "../step/step-context.ts";

export type KeptPages = PageStore & {
  /** Keeps what waits. Throws `LeaseLost`. */
  flush(): Promise<void>;
};

/** A killed step reads at most so much again: a row for each page would be most of what a small crawl writes. */
const keepEveryMs = 2_000;
const list = "pages";

/**
 * Keeps the pages of the organisation's lists, those of some seconds in one row, fenced, so that a killed step goes on
 * after them. `now` is a monotonic clock in milliseconds.
 */
export function pageStore(
  { services, tenantId, step }: Pick<StepContext, "services" | "tenantId" | "step">,
  now: () => number = () => performance.now(),
): KeptPages {
  let waiting: StoredPage[] = [];
  let keptAt = now();
  let rows = 0;
  let earlier: Promise<readonly StoredPage[]> | null = null;
  const readEarlier = async () => {
    const kept = await services.database.withTenant(tenantId, (tx) => listOrganizationPages(tx, step.crawlId, list));
    rows = kept.length;
    // Only `flush` writes rows of this list; what the pages hold is checked by those who read them.
    return kept.flatMap(({ body }) => body as readonly StoredPage[]);
  };
  const known = () => {
    earlier ??= readEarlier();
    return earlier;
  };
  const flush = async () => {
    await known();
    if (waiting.length === 0) return;
    const body = waiting;
    const sequence = rows;
    waiting = [];
    rows += 1;
    keptAt = now();
    await services.database.withTenant(tenantId, async (tx) => {
      await withLease(tx, step.id, step.leaseToken);
      await storeOrganizationPage(tx, step.crawlId, { list, sequence, body, nextToken: null });
    });
  };
  return {
    async load(wanted) {
      const pages = (await known()).filter((page) => page.list === wanted);
      // A list that was read anew has replaced its pages.
      return [...new Map(pages.map((page) => [page.sequence, page])).values()].sort((a, b) => a.sequence - b.sequence);
    },
    async save(page) {
      waiting.push(page);
      if (now() - keptAt >= keepEveryMs) await flush();
    },
    flush,
  };
}
