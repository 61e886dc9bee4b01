import { AwsRefusal } from "../errors/aws-refusal.ts";
import type { AwsAction } from "../permissions/collector-actions.ts";
import type { CollectorContext } from "./collector-context.ts";

/** One page of a list; `next` is absent or empty on the last one. */
export type Page<T> = { readonly items: readonly T[] | undefined; readonly next: string | undefined };

export type PageBounds = { readonly pages: number; readonly items: number };

/** Pages without anything new, one after the other, that AWS may send with a filter; more is no honest list. */
const mostIdlePages = 20;

/** Watches the pages of one list, whoever fetches them. Throws AwsRefusal `too-many-items` where they do not end. */
export function createPageGuard(action: AwsAction, bounds: PageBounds): (page: GuardedPage) => void {
  const tokens = new Set<string>();
  const ids = new Set<string>();
  let pages = 0;
  let items = 0;
  let idle = 0;
  return ({ ids: pageIds, next }) => {
    pages += 1;
    items += pageIds.length;
    const before = ids.size;
    for (const id of pageIds) ids.add(id);
    idle = ids.size === before ? idle + 1 : 0;
    if (next === null) return;
    const problem = tokens.has(next)
      ? "RepeatedToken"
      : idle > mostIdlePages || (idle > 0 && pageIds.length > 0)
        ? "RepeatedPage"
        : pages >= bounds.pages
          ? "TooManyPages"
          : items >= bounds.items
            ? "TooManyItems"
            : null;
    if (problem !== null) throw new AwsRefusal("too-many-items", action, problem);
    tokens.add(next);
  };
}

export type GuardedPage = { readonly ids: readonly string[]; readonly next: string | null };

/** All items of a list. `idOf` tells items apart, so that pages which only repeat are noticed. Throws AwsRefusal. */
export async function readPages<T>(
  { session }: CollectorContext,
  action: AwsAction,
  fetch: (token: string | undefined) => Promise<Page<T>>,
  idOf: (item: T) => string | undefined,
): Promise<readonly T[]> {
  const guard = createPageGuard(action, session.access.limits);
  const all: T[] = [];
  let token: string | undefined;
  for (;;) {
    const { items, next } = await fetch(token);
    // AWS sends empty lists as such: an answer without any is a proxy's or half of one, and no proof of emptiness.
    if (items === undefined) throw new AwsRefusal("malformed-answer", action, "NoList");
    all.push(...items);
    token = next === undefined || next === "" ? undefined : next;
    guard({ ids: items.map((item) => idOf(item) ?? ""), next: token ?? null });
    if (token === undefined) return all;
  }
}
