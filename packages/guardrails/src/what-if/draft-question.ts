import type { ServicesInUse } from "../lint/lint-lockouts.ts";
import type { ObjectiveParameters } from "../objectives/objective.ts";
import type { OrganizationReading } from "../organization.ts";
import type { Gap, Suggestion } from "../suggest/suggestion.ts";
import type { CoverageDelta } from "./coverage-delta.ts";
import type { DraftOperation } from "./draft-operation.ts";

/** The organisation that drafts are tried on. Plain data: it goes to another thread. */
export type DraftBase = {
  readonly reading: OrganizationReading;
  readonly partition: string;
  readonly parameters: ObjectiveParameters;
  readonly inUse: ServicesInUse;
};

/** What is asked about drafts; no operations are the organisation as it is. */
export type DraftQuestion =
  | { readonly kind: "delta"; readonly before: readonly DraftOperation[]; readonly after: readonly DraftOperation[] }
  | { readonly kind: "suggest"; readonly after: readonly DraftOperation[]; readonly gaps: readonly Gap[] };

/** What the thread of a draft tells: that it is ready for questions, and then one answer per question. */
export type DraftAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "delta"; readonly delta: CoverageDelta }
  | { readonly kind: "suggest"; readonly suggestion: Suggestion };
