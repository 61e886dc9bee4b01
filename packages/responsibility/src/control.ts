import type { Localized, ResponsibilityDomain, Severity } from "./domains.ts";
import type { FactOf, ResourceType } from "./facts/index.ts";
import type { Mend } from "./mend.ts";
import type { Verdict } from "./verdict.ts";

/** What a verdict may need beside the resource itself. */
export type DecisionContext = {
  /** ISO instant that counts as now. */
  readonly now: string;
  readonly accountId: string;
  readonly organization: {
    readonly managementAccountId: string;
    /** Root credentials of members are managed centrally; null where it was not read. */
    readonly rootCredentialsManaged: boolean | null;
  };
};

/** Identifiers of other catalogues that a control gives evidence for. */
export type ControlMappings = {
  readonly securityHub?: string;
  readonly cis5?: string;
  readonly cis3?: string;
  readonly pci401?: string;
  readonly iso27001?: string;
  readonly soc2?: string;
  readonly nist80053?: string;
  readonly prowler?: string;
};

/** A duty of the customer: data, and one pure function that judges one resource. */
export type Control<T extends ResourceType = ResourceType> = {
  readonly id: string;
  readonly service: string;
  readonly domain: ResponsibilityDomain;
  /** Layer of the responsibility matrix; null for account and organisation duties. */
  readonly layer: string | null;
  readonly severity: Severity;
  readonly scope: "resource" | "region" | "account" | "organization";
  readonly resourceType: T;
  readonly title: Localized;
  /** Why it matters, one or two sentences. */
  readonly rationale: Localized;
  /** How to mend it, one or two sentences. */
  readonly remediation: Localized;
  /** The same in steps, commands and templates. */
  readonly mend: Mend;
  /** Words for each reason with which `decide` fails or declares a resource not applicable. */
  readonly reasons: Readonly<Record<string, Localized>>;
  /** AWS page that states the rule. */
  readonly source: string;
  /** IAM actions without which the verdict is unknown. */
  readonly reads: readonly string[];
  /** What in the organisation would prevent the failure; null where nothing would. */
  readonly guardrail: Localized | null;
  readonly objectives: readonly string[];
  readonly mappings: ControlMappings;
  /** A method, not a property: only so is a list of controls of several types a `Control[]`; `decideAccount` alone calls it, with facts of its type. */
  decide(resource: FactOf<T>, context: DecisionContext): Verdict;
};

/** Checks the shape at compile time and returns the control as it is. */
export function defineControl<T extends ResourceType>(control: Control<T>): Control<T> {
  return control;
}
