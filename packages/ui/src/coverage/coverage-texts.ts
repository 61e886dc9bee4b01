import type { CoverageVerdict } from "@sekinin/guardrails/coverage";

/** All words of the matrix in one language; `{name}` places are filled by the component. */
export type CoverageTexts = {
  readonly caption: string;
  /** Head of the first column. */
  readonly objective: string;
  readonly verdicts: Readonly<Record<CoverageVerdict, string>>;
  /** Titles of domains, by id. */
  readonly domains: Readonly<Record<string, string>>;
  /** `{verdict}`, `{count}`: one part of what a cell says. */
  readonly count: string;
  readonly between: string;
  /** Accessible name of a cell: `{row}`, `{column}`, `{value}`. */
  readonly cell: string;
  readonly noAccounts: string;
  /** `{name}` */
  readonly expand: string;
  /** `{name}` */
  readonly collapse: string;
  /** `{count}` */
  readonly accounts: string;
  readonly worst: string;
  readonly limited: string;
  readonly limitedShort: string;
};
