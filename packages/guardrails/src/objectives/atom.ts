import type { PolicyCondition } from "../policy-document.ts";
import type { ObjectivePrincipals, RequestPart } from "./objective.ts";

/** One resource that a call is authorised against. Every call names one that fits; texts are globs. */
export type ResourceShape = {
  /**
   * Name of the resource type in the action universe. Null where the action has none, so that its resource is `*`, and
   * where it stands for any of several: then a request may carry the keys of all types of the action.
   */
  readonly type: string | null;
  /** ARN patterns, alternatives. `{account}` stands for the account decided upon. */
  readonly patterns: readonly string[];
  /** ARN patterns that are none of the objective's business. */
  readonly except: readonly string[];
  /** Keys that are there where this one of several resources is asked about; absent where any of the action's may be. */
  readonly keys?: readonly string[];
};

/**
 * The smallest question: can principals of one kind make calls of one action, against resources of these shapes, under
 * these conditions? Independent of the account, so that accounts share answers; `{account}` is left in its texts.
 */
export type Atom = {
  readonly id: string;
  readonly objectiveId: string;
  readonly part: RequestPart;
  readonly principals: ObjectivePrincipals;
  /** Full name as the universe spells it. */
  readonly action: string;
  /** All of them in one call; never empty. */
  readonly resources: readonly ResourceShape[];
  /** All hold; parameters are already replaced. */
  readonly conditions: readonly PolicyCondition[];
};
