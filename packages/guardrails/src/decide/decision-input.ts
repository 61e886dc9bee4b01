import type { CoverageReason } from "../coverage/coverage.ts";
import type { PolicyLevels } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

/** A statement in force. What is made of it is kept by the identity of `statement`. */
export type ReadStatement = {
  readonly policyId: string;
  readonly version: PolicyDocument["version"];
  readonly statement: PolicyStatement;
  /** False where the policy may be attached, and nobody knows. */
  readonly isCertain: boolean;
};

/** A policy that nobody could read, or a level that nobody knows: it may allow or deny anything. */
export type UnreadableStatement = { readonly policyId: string | null; readonly reason: CoverageReason };

/** What is fixed for every request of an account. */
export type DecisionPlace = {
  readonly account: { readonly id: string; readonly partition: string };
  readonly organization: { readonly id: string; readonly managementAccountId: string };
  /** The account's place as `aws:PrincipalOrgPaths` writes it: `o-abc/r-1/ou-1-a/`; null where it is not known. */
  readonly path: string | null;
};

/** One objective in one account: SCPs on the way to it bind its principals, RCPs its resources. */
export type DecisionInput = DecisionPlace & {
  readonly atoms: readonly Atom[];
  readonly scp: PolicyLevels;
  readonly rcp: PolicyLevels;
  readonly universe: ActionUniverse;
};
