import type { NodePosture, PostureSums } from "@sekinin/posture";
import type { Organization } from "../organization/list-organizations.ts";

export type HeatmapRow = {
  readonly nodeId: string;
  readonly kind: "root" | "organizational-unit" | "account";
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  readonly accountState: string;
  readonly accounts: number;
  readonly childCount: number;
  readonly posture: NodePosture;
  /** What the node stood at on `day` (`YYYY-MM-DD`), a week ago in the tenant's zone; null where nothing was known yet. */
  readonly before: { readonly day: string; readonly sums: PostureSums } | null;
};

export type HeatmapCrawl = {
  readonly id: string;
  readonly state: "running" | "complete" | "cancelled" | "failed";
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

export type Heatmap = {
  readonly organization: Organization;
  /** The crawl that the rows come from; null where nothing was ever complete. */
  readonly crawl: HeatmapCrawl | null;
  /** The crawl that runs now, if any. */
  readonly running: HeatmapCrawl | null;
  /** Before the first complete crawl: how many accounts the sums hold, of how many. Null afterwards. */
  readonly partial: { readonly accountsRead: number; readonly accounts: number } | null;
  /** The root, and the direct children of every opened node, parents before children, OUs before accounts, by name. */
  readonly rows: readonly HeatmapRow[];
};
