export type CrawlState = "running" | "complete" | "cancelled" | "failed";
export type CrawlTrigger = "schedule" | "manual" | "command-line" | "import";

/** Why a crawl failed: a code of `failureKinds` or an unread reason's, with facts of ours. */
export type CrawlFailure = { readonly code: string; readonly detail?: Readonly<Record<string, unknown>> };

export type Crawl = {
  readonly id: string;
  readonly connectionId: string;
  /** Null until the organisation's step has read it. */
  readonly organizationId: string | null;
  readonly state: CrawlState;
  readonly trigger: CrawlTrigger;
  readonly failure: CrawlFailure | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
};
