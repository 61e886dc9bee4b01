import type { ObjectiveOutcome, StatementReference } from "@sekinin/guardrails/coverage";

/** What a statement does to an objective: it stops it, a way out passes it by, or it could not be understood. */
export type StatementRole = "decides" | "passed-by" | "unknown";

/** The statements of one policy that an outcome speaks of. */
export type InvolvedPolicy = {
  readonly policyId: string;
  readonly attachedTo: string | null;
  readonly statements: readonly { readonly index: number; readonly sid: string | null; readonly role: StatementRole }[];
};

/** Policies that an outcome speaks of, those that decide first; a statement that does both is told as deciding. */
export function involvedPolicies(outcome: ObjectiveOutcome): InvolvedPolicy[] {
  const policies = new Map<
    string,
    { attachedTo: string | null; statements: Map<number, [string | null, StatementRole]> }
  >();
  const add = (references: readonly StatementReference[], role: StatementRole) => {
    for (const { policyId, statement, sid, attachedTo } of references) {
      const known = policies.get(policyId) ?? { attachedTo, statements: new Map() };
      if (!known.statements.has(statement)) known.statements.set(statement, [sid, role]);
      policies.set(policyId, known);
    }
  };
  add(outcome.deciding, "decides");
  add(outcome.witness?.deniedBy ?? [], "decides");
  for (const way of outcome.waysOut) add(way.statements, "passed-by");
  add(outcome.reason?.statements ?? [], "unknown");
  return [...policies].map(([policyId, { attachedTo, statements }]) => ({
    policyId,
    attachedTo,
    statements: [...statements].sort(([a], [b]) => a - b).map(([index, [sid, role]]) => ({ index, sid, role })),
  }));
}
