/** Which element of `Principal` named it; `any` is the bare `"*"`. */
export type PrincipalKind = "any" | "AWS" | "Service" | "Federated" | "CanonicalUser";
export type PolicyPrincipal = { readonly kind: PrincipalKind; readonly value: string };

/** One operator and key; its values are alternatives. Numbers and booleans are written as AWS compares them: as text. */
export type PolicyCondition = {
  /** As written, for instance `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
};

/** A statement with every list in one form. `null` means that the element is absent, which differs from empty. */
export type PolicyStatement = {
  readonly index: number;
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly resources: readonly string[] | null;
  readonly notResources: readonly string[] | null;
  readonly principals: readonly PolicyPrincipal[] | null;
  readonly notPrincipals: readonly PolicyPrincipal[] | null;
  readonly conditions: readonly PolicyCondition[];
};

export type PolicyDocument = {
  /** `2008-10-17` where the document names none, as IAM reads it. */
  readonly version: "2008-10-17" | "2012-10-17";
  /** Where the document names no Version. */
  readonly isVersionMissing?: true;
  readonly id: string | null;
  readonly statements: readonly PolicyStatement[];
};

export const policyProblemCodes = [
  "too-large",
  "too-deep",
  "too-many-statements",
  "not-json",
  "not-an-object",
  "duplicate-key",
  "unknown-element",
  "unknown-version",
  "missing-element",
  "conflicting-elements",
  "wrong-type",
  "lone-surrogate",
  "contradictory",
  "element-not-allowed",
] as const;
export type PolicyProblemCode = (typeof policyProblemCodes)[number];

/** Why a text is no policy. `path` says where, like `Statement[2].Effect`; empty for the whole document. */
export type PolicyProblem = { readonly code: PolicyProblemCode; readonly path: string };

export type ParsedPolicy =
  | { readonly status: "parsed"; readonly document: PolicyDocument }
  | { readonly status: "problem"; readonly problem: PolicyProblem };
