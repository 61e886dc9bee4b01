import type { UnreadReason } from "@sekinin/responsibility";
import { type CollectorContext, reasonOf } from "../collectors/collector-context.ts";
import { createPageGuard } from "../collectors/read-pages.ts";
import type { AwsAction } from "../permissions/collector-actions.ts";

/** One page of a list of Organizations as it is kept. `nextToken` null: the list's last. `body` is plain JSON. */
export type StoredPage = {
  readonly list: string;
  readonly sequence: number;
  readonly body: unknown;
  readonly nextToken: string | null;
};

/** Keeps pages of one crawl, so that a killed step goes on after the last one. */
export type PageStore = {
  load(list: string): Promise<readonly StoredPage[]>;
  save(page: StoredPage): Promise<void>;
};

/** Items of a list, and why it is not whole, if it is not. */
export type PagedList<T> = { readonly items: readonly T[]; readonly reason: UnreadReason | null };

type Fetched<T> = { readonly items: readonly T[]; readonly next: string | null };

/**
 * All items of one list, going on after the pages that are kept. What AWS refuses half-way leaves the items so far and
 * the reason. `parse` reads a kept item back; items are plain JSON.
 */
export async function readStoredPages<T>(
  context: CollectorContext,
  pages: PageStore,
  spec: {
    readonly list: string;
    readonly action: AwsAction;
    readonly fetch: (token: string | undefined) => Promise<Fetched<T>>;
    readonly idOf: (item: T) => string;
  },
): Promise<PagedList<T>> {
  const guard = createPageGuard(spec.action, context.session.access.limits);
  const all: T[] = [];
  const take = ({ items, next }: Fetched<T>) => {
    all.push(...items);
    guard({ ids: items.map(spec.idOf), next });
  };
  try {
    const kept = [...(await pages.load(spec.list))].sort((a, b) => a.sequence - b.sequence);
    // Only `save` below wrote these bodies.
    for (const { body, nextToken } of kept) take({ items: body as readonly T[], next: nextToken });
    const last = kept.at(-1);
    if (last !== undefined && last.nextToken === null) return { items: all, reason: null };
    await fetchRest(pages, spec, { from: last, take });
    return { items: all, reason: null };
  } catch (error) {
    return { items: all, reason: reasonOf(error, spec.action) };
  }
}

async function fetchRest<T>(
  pages: PageStore,
  spec: { readonly list: string; readonly fetch: (token: string | undefined) => Promise<Fetched<T>> },
  { from, take }: { readonly from: StoredPage | undefined; readonly take: (page: Fetched<T>) => void },
): Promise<void> {
  let token = from?.nextToken ?? undefined;
  for (let sequence = from === undefined ? 0 : from.sequence + 1; ; sequence += 1) {
    const page = await spec.fetch(token);
    await pages.save({ list: spec.list, sequence, body: page.items, nextToken: page.next });
    take(page);
    if (page.next === null) return;
    token = page.next;
  }
}
