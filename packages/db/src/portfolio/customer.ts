import type { ControlSums, PostureSums, TrendChange } from "@sekinin/posture";
import type { ConnectionState } from "../connection/connection.ts";
import type { CrawlState } from "../crawl/crawl.ts";
import type { MailState } from "../outbox/outbox-mail.ts";

/** An organisation of a customer as its last complete crawl left it. */
export type CustomerOrganization = {
  readonly organizationId: string;
  readonly accounts: number;
  readonly sums: PostureSums;
  /** Of the root; empty before sums by control were kept. */
  readonly controls: ControlSums;
  /** What the root stood at a week ago; null where nothing was known yet. */
  readonly before: PostureSums | null;
  /** The root's changes since then, oldest first. */
  readonly changes: readonly Pick<TrendChange, "day" | "causes">[];
  /** Accounts that the last crawl could not enter. */
  readonly unreadAccounts: number;
};

/** How a customer stands, in what an operator needs to choose between forty of them. */
export type CustomerPosture = {
  /** With a complete crawl. */
  readonly organizations: readonly CustomerOrganization[];
  /** Of organisations without a complete crawl: accounts that were read so far. Null where there is none such. */
  readonly partial: { readonly organizations: number; readonly accountsRead: number } | null;
  readonly connections: readonly ConnectionState[];
  readonly crawl: { readonly id: string; readonly state: CrawlState; readonly at: Date } | null;
  readonly digest: { readonly state: MailState; readonly at: Date } | null;
  /** What is assigned to the operator that asks: by control, with everything below the places. */
  readonly taken: { readonly subjects: number; readonly controls: ControlSums };
};
