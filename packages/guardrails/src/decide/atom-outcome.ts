import type {
  CoverageReason,
  StatementReference,
  WayOutKind,
  WayOutRequirement,
  WitnessRequest,
} from "../coverage/coverage.ts";

/** A request that gets through, confirmed by the plain evaluator. */
export type PassingRequest = {
  readonly request: WitnessRequest;
  /** False where it breaks a rule between keys that the search does not know: it is assumed to be possible. */
  readonly isChecked: boolean;
};

/** One minimal way to get through: its requirements hold together. */
export type AtomWayOut = {
  readonly kind: WayOutKind;
  readonly requirements: readonly WayOutRequirement[];
  readonly detail: string;
  readonly statements: readonly StatementReference[];
  /** Null where a statement that nobody can read may stop it. */
  readonly witness: PassingRequest | null;
};

/**
 * One atom in one account. `stopped`: no request whatever gets through. `escapes`: only with what some have, by one of
 * these ways and no other. `open`: ordinary principals get through.
 */
export type AtomOutcome =
  | {
      readonly kind: "stopped";
      /** Empty where a level allows nothing. */
      readonly by: readonly StatementReference[];
      /** One of the requests that are stopped. */
      readonly refused: WitnessRequest | null;
    }
  | { readonly kind: "escapes"; readonly waysOut: readonly AtomWayOut[] }
  | { readonly kind: "open"; readonly wayOut: AtomWayOut }
  | { readonly kind: "unknown"; readonly reason: CoverageReason };
