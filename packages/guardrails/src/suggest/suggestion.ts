import type { WayOutKind } from "../coverage/coverage.ts";

/** One gap to close: an objective below a node. */
export type Gap = { readonly objectiveId: string; readonly nodeId: string };

export type SuggestedPolicy = {
  readonly name: string;
  /** Minified, within the quota of its type. */
  readonly content: string;
  readonly type: string;
  readonly targetIds: readonly string[];
};

export type Suggestion = {
  readonly policies: readonly SuggestedPolicy[];
  /** What the engine proved with the policies in place, gap by gap; unread policies taken as denying nothing. */
  readonly closed: readonly (Gap & { readonly after: string; readonly remaining: readonly WayOutKind[] })[];
  /** Gaps that no SCP can close, or not within the quota, with the reason. */
  readonly left: readonly (Gap & {
    readonly why: "parameter-missing" | "needs-resource-control-policy" | "no-room" | "not-expressible" | "unknown";
  })[];
};
