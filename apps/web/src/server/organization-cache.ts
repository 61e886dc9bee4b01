/** What a kept value belongs to: never shared between tenants, and gone with the next crawl. */
export type OrganizationKey = {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly crawlId: string;
  /** What else it was made from: a hash of parameters. */
  readonly variant: string;
};

export type OrganizationCache<T> = {
  /** The kept value, or the one that `make` gives. Callers that ask at the same time share one `make`. */
  get(key: OrganizationKey, make: () => Promise<T>): Promise<T>;
};

/** Keeps at most `most` values, those used last. A failed `make` is not kept. */
export function createOrganizationCache<T>({ most }: { readonly most: number }): OrganizationCache<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    get({ tenantId, organizationId, crawlId, variant }, make) {
      // JSON, so that no part can be mistaken for another.
      const key = JSON.stringify([tenantId, organizationId, crawlId, variant]);
      const made = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, made);
      made.catch(() => {
        if (kept.get(key) === made) kept.delete(key);
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return made;
    },
  };
}
