import type { PolicyTypeName } from "./types.ts";

export type PolicyPlan = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: PolicyTypeName;
  /** OUs name the keys of their policies; this adds the root. */
  readonly onRoot?: boolean;
  /** The week in which somebody wrote it; 0 without it. */
  readonly sinceWeek?: number;
  /** An object, or the text itself where it must be no JSON. */
  readonly content: object | string;
};
