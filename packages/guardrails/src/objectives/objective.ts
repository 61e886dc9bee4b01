import type { PolicyType } from "../organization.ts";
import type { PolicyCondition } from "../policy-document.ts";

export type LocalizedText = { readonly en: string; readonly ja: string };

/**
 * Who makes the request. `member`: users, role and federated sessions and the root of the account, never service-linked
 * roles. `human`: the same without the root. `root`: the account's root user. `external`: everybody outside the
 * organisation, anonymous callers too. `aws-service`: an AWS service principal.
 */
export const objectivePrincipals = ["member", "human", "root", "external", "aws-service"] as const;
export type ObjectivePrincipals = (typeof objectivePrincipals)[number];

/** `core` decides an objective's verdict; `hardening` are side routes, shown apart. */
export type RequestPart = "core" | "hardening";

/**
 * The requests that nobody shall be able to make, in IAM's own words. Each action, resource form and kind of principal
 * is one atom of the decision. `{name}` in a text stands for a parameter's values, `{orgId}` and `{account}` come from
 * the organisation. A request without the key belongs to it only where the operator matches an absent key
 * (`StringNotEquals`, `...IfExists`).
 */
export type RequestPattern = {
  readonly part: RequestPart;
  readonly principals: readonly ObjectivePrincipals[];
  /** Full names, or patterns that are expanded over the action universe. */
  readonly actions: readonly string[];
  /** Patterns that are none of its business. */
  readonly exceptActions?: readonly string[];
  /** ARN patterns, each a form of its own; `*` is whatever the action needs. */
  readonly resources: readonly string[];
  readonly exceptResources?: readonly string[];
  readonly conditions: readonly PolicyCondition[];
};

/** What does better where no SCP can prove an objective, since no key carries what counts. */
export type BetterMeans = {
  readonly kind: "declarative-policy" | "resource-control-policy" | "service-setting";
  readonly text: LocalizedText;
};

/** A declarative policy that fulfils the objective by itself: this setting must hold one of these values. */
export type DeclarativeSetting = {
  readonly type: PolicyType;
  /** Path in the effective policy, for instance `ec2_attributes.serial_console_access.status`. */
  readonly path: string;
  readonly values: readonly string[];
  /** Further settings of the same policy that must hold as well. */
  readonly and?: readonly { readonly path: string; readonly values: readonly string[] }[];
};

export type Objective = {
  readonly id: string;
  /** A responsibility domain's id. */
  readonly domain: string;
  readonly title: LocalizedText;
  readonly requests: readonly RequestPattern[];
  /** Names of the parameters that its texts use. */
  readonly parameters: readonly string[];
  /** Ways out that are usual and fair, for a reader who judges one. */
  readonly usualExemptions: LocalizedText;
  /** Null where a Deny can prove it fully. */
  readonly limit: { readonly text: LocalizedText; readonly better: readonly BetterMeans[] } | null;
  readonly metBy: readonly DeclarativeSetting[];
  /** Pages and samples that it rests on. */
  readonly references: readonly string[];
};

/** Values of parameters by name, without braces: `approvedRegions`. */
export type ObjectiveParameters = Readonly<Record<string, readonly string[]>>;
