import type { UnreadReason } from "@sekinin/responsibility";
import { z } from "zod";
import { type CollectorContext, reasonOf } from "../collectors/collector-context.ts";
import { createPageGuard, type Page, type PageBounds } from "../collectors/read-pages.ts";
import type { AwsAction } from "../permissions/collector-actions.ts";

/** One page of one list of the organisation, as it is kept between attempts. `nextToken` null: the list's last. */
export type StoredPage = {
  readonly list: string;
  readonly sequence: number;
  readonly body: unknown;
  readonly nextToken: string | null;
};

/** Where pages are kept, so that a killed step goes on after the last one. The same page again replaces it. */
export type PageStore = {
  /** Pages of one list, by sequence. */
  load(list: string): Promise<readonly StoredPage[]>;
  save(page: StoredPage): Promise<void>;
};

/** A store for one attempt in memory. */
export function createMemoryPageStore(): PageStore {
  const kept = new Map<string, StoredPage>();
  return {
    load: async (list) =>
      [...kept.values()].filter((page) => page.list === list).toSorted((a, b) => a.sequence - b.sequence),
    save: async (page) => {
      kept.set(`${page.list}\n${page.sequence}`, page);
    },
  };
}

/** Organizations lists 50,000 accounts at most, 20 a page. */
export const organizationBounds: PageBounds = { pages: 5_000, items: 100_000 };

export type StoredList<T> = {
  readonly list: string;
  readonly action: AwsAction;
  /** Shape of an item as it is kept: pages of an older release that differ are read anew. */
  readonly item: z.ZodType<T>;
  readonly idOf: (item: T) => string;
  readonly fetch: (token: string | undefined) => Promise<Page<T>>;
};

/** What was read of a list, and why it ends early, if it does. */
export type ReadList<T> = { readonly items: readonly T[]; readonly cut: UnreadReason | null };

/** Reads a list from where an earlier attempt ended. Throws only when the step is given up. */
export async function readStoredList<T>(
  context: CollectorContext,
  pages: PageStore,
  list: StoredList<T>,
): Promise<ReadList<T>> {
  const stored = soundPages(await pages.load(list.list), z.array(list.item));
  const read = await goOn(context, pages, list, stored);
  // Tokens end, and a list that changed may know them no more: then it is read from its beginning.
  if (stored.length > 0 && read.cut?.detail === "InvalidInputException") return goOn(context, pages, list, []);
  return read;
}

type SoundPage<T> = { readonly items: readonly T[]; readonly nextToken: string | null };

/** The pages from the first on, up to a gap, a page of another shape, or the list's end. */
function soundPages<T>(stored: readonly StoredPage[], shape: z.ZodType<T[]>): readonly SoundPage<T>[] {
  const pages: SoundPage<T>[] = [];
  for (const { sequence, body, nextToken } of stored) {
    const parsed = shape.safeParse(body);
    if (sequence !== pages.length || !parsed.success) break;
    pages.push({ items: parsed.data, nextToken });
    if (nextToken === null) break;
  }
  return pages;
}

async function goOn<T>(
  { signal }: CollectorContext,
  pages: PageStore,
  list: StoredList<T>,
  stored: readonly SoundPage<T>[],
): Promise<ReadList<T>> {
  const guard = createPageGuard(list.action, organizationBounds);
  const items: T[] = [];
  let token: string | null = null;
  try {
    for (const page of stored) {
      token = page.nextToken;
      items.push(...page.items);
      guard({ ids: page.items.map(list.idOf), next: token });
    }
    if (stored.length > 0 && token === null) return { items, cut: null };
    for (let sequence = stored.length; ; sequence += 1) {
      const answer: Page<T> = await list.fetch(token ?? undefined);
      const body = answer.items ?? [];
      token = answer.next === undefined || answer.next === "" ? null : answer.next;
      guard({ ids: body.map(list.idOf), next: token });
      items.push(...body);
      signal.throwIfAborted();
      await pages.save({ list: list.list, sequence, body, nextToken: token });
      if (token === null) return { items, cut: null };
    }
  } catch (error) {
    signal.throwIfAborted();
    return { items, cut: reasonOf(error, list.action) };
  }
}
