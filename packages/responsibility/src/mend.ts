import type { Localized } from "./domains.ts";

/** How to mend what a control found, for the page of the control. Commands and snippets carry placeholders such as `<BUCKET_NAME>`. */
export type Mend = {
  /** Two to five steps in the console, in order, one sentence or two each. */
  readonly console: readonly Localized[];
  /** Commands of AWS CLI v2, a line each; `\` ends a line that goes on; `#` starts a remark. */
  readonly cli: string;
  /** HCL: the least that states the wish. */
  readonly terraform: string;
  /** YAML: a fragment of `Resources`. Left out where CloudFormation has no resource for it. */
  readonly cloudformation?: string;
  /** What to mind before; null where nothing can go wrong. */
  readonly caution: Localized | null;
};
