import type { AtomQuestion } from "../decide/prepare-cases.ts";
import { nothingInForce, relevantStatements } from "../decide/relevant-statements.ts";
import { statementsFor } from "../decide/statements-for.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import type { Atom } from "../objectives/atom.ts";
import type { ObjectivePrincipals } from "../objectives/objective.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { PolicyCondition, PolicyDocument } from "../policy-document.ts";
import { loadUniverse } from "../universe/load-universe.ts";

/** Where cases are decided: a member account and its organisation. */
export const member = {
  account: { id: "111122223333", partition: "aws" },
  organization: { id: "o-abc1234567", managementAccountId: "222222222222" },
  path: "o-abc1234567/r-1/ou-1/",
} as const;

export const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };

/** Statements as written in a policy. */
export function documentWith(statements: readonly unknown[], version = "2012-10-17"): PolicyDocument {
  const parsed = parsePolicyDocument(JSON.stringify({ Version: version, Statement: statements }));
  if (parsed.status !== "parsed") throw new Error(JSON.stringify(parsed.problem));
  return parsed.document;
}

/** One level with FullAWSAccess and these statements. */
export function levelWith(statements: readonly unknown[], version?: string): Level {
  const full = {
    kind: "policy",
    policyId: "p-FullAWSAccess",
    isCertain: true,
    document: documentWith([allowAll]),
  } as const;
  const own = {
    kind: "policy",
    policyId: "p-1",
    isCertain: true,
    document: documentWith(statements, version),
  } as const;
  return { nodeId: "r-1", entries: statements.length === 0 ? [full] : [full, own] };
}

export type AtomCase = {
  /** `guardduty:DeleteDetector` without it. */
  readonly action?: string;
  readonly principals?: ObjectivePrincipals;
  /** ARN patterns, one per resource of the call; those of the universe without it. */
  readonly resources?: readonly string[];
  readonly conditions?: readonly PolicyCondition[];
  readonly scp?: readonly Level[];
  readonly rcp?: readonly Level[];
};

export function questionOf({
  action = "guardduty:DeleteDetector",
  principals = "member",
  resources,
  conditions = [],
  scp = [],
  rcp = [],
}: AtomCase): AtomQuestion {
  const universe = loadUniverse();
  const patterns = resources ?? universe.action(action)?.resourceTypes[0]?.arns ?? ["*"];
  const atom: Atom = {
    id: action,
    objectiveId: "some",
    part: "core",
    principals,
    action,
    resources: patterns.map((pattern) => ({
      type: null,
      patterns: [pattern.replace("arn:*:", "arn:aws:")],
      except: [],
    })),
    conditions,
  };
  const relevant = (levels: readonly Level[]) =>
    levels.length === 0 ? nothingInForce : relevantStatements(action, levels);
  return { atom, place: member, universe, relevant: statementsFor(atom, relevant(scp), relevant(rcp), universe) };
}
