/** Which tenant's rows are made, and when they were. */
export type Place = {
  readonly tenantId: string;
  readonly organizationId: string;
  /** Crawls by how many days ago they were, today's first. */
  readonly crawlIds: readonly string[];
  readonly now: Date;
  readonly days: number;
};

/** The crawl of so many days ago. */
export function crawlOf({ crawlIds }: Place, daysAgo: number): string {
  const id = crawlIds[daysAgo];
  if (id === undefined) throw new RangeError(`no crawl ${daysAgo} days ago`);
  return id;
}

/** The calendar day so many days ago, in UTC. */
export function dayOf({ now }: Place, daysAgo: number): string {
  return new Date(now.getTime() - daysAgo * 24 * 3_600_000).toISOString().slice(0, 10);
}
