import {
  type CompiledOrganization,
  type Coverage,
  evaluateOrganizationRequest,
  explainObjective,
  type ObjectiveOutcome,
  type StatementReference,
  type WayOut,
  type Witness,
  type WitnessRequest,
} from "@sekinin/guardrails";

/** One objective in one account, as files have it. */
export type CoverageRow = {
  readonly objective: string;
  readonly account: string;
  readonly verdict: ObjectiveOutcome["verdict"];
  readonly waysOut: readonly object[];
  readonly waysOutLeftOff: number;
  readonly actions: ObjectiveOutcome["actions"];
  readonly hardening: ObjectiveOutcome["hardening"];
  readonly deciding: readonly object[];
  readonly metBy: ObjectiveOutcome["metBy"];
  readonly witness: ShownWitness | null;
  readonly reason: string | null;
};

/** A request as `evaluate` takes it, and what denies it; nothing where it gets through. */
export type ShownWitness = {
  readonly request: Omit<WitnessRequest, "resources"> & {
    readonly resource: string;
    readonly resources?: readonly string[];
  };
  readonly deniedBy: readonly object[];
  readonly isChecked: boolean;
};

/** Rows by objective, then by account, one at a time: there may be a million. */
export function* coverageRows(compiled: CompiledOrganization, coverage: Coverage, now: string): Iterable<CoverageRow> {
  for (const objective of coverage.objectives) {
    for (const { accounts, outcomes } of coverage.classes) {
      const outcome = outcomes[objective];
      if (outcome === undefined) continue;
      for (const account of accounts) yield rowOf(compiled, objective, account, outcome, now);
    }
  }
}

function rowOf(
  compiled: CompiledOrganization,
  objective: string,
  account: string,
  outcome: ObjectiveOutcome,
  now: string,
): CoverageRow {
  const own = ownOutcome(compiled, objective, account, outcome, now);
  return {
    objective,
    account,
    verdict: own.verdict,
    waysOut: own.waysOut.map(wayOf),
    waysOutLeftOff: own.waysOutLeftOff,
    actions: own.actions,
    hardening: own.hardening,
    deciding: own.deciding.map(referenceOf),
    metBy: own.metBy,
    witness: own.witness === null ? null : witnessOf(own.witness),
    reason: own.reason === null ? null : [own.reason.code, own.reason.detail].filter((text) => text !== "").join(": "),
  };
}

/**
 * Accounts of one class share an outcome, whose witnesses speak of one of them. Another account's name is put in and
 * the evaluator asked again; where it answers otherwise, the account is decided for itself.
 */
function ownOutcome(
  compiled: CompiledOrganization,
  objective: string,
  account: string,
  outcome: ObjectiveOutcome,
  now: string,
): ObjectiveOutcome {
  const renamed = {
    ...outcome,
    waysOut: outcome.waysOut.map((way) => ({ ...way, witness: renamedWitness(way.witness, account) })),
    witness: renamedWitness(outcome.witness, account),
  };
  const isConfirmed = [renamed, ...renamed.waysOut].every(({ witness }) => {
    if (witness === null) return true;
    const { decision } = evaluateOrganizationRequest(compiled, witness.request, now);
    return decision === (witness.deniedBy.length > 0 ? "denied" : "allowed");
  });
  return isConfirmed ? renamed : (explainObjective(compiled, objective, account) ?? outcome);
}

function renamedWitness(witness: Witness | null, account: string): Witness | null {
  if (witness === null || witness.request.account === account) return witness;
  const { request } = witness;
  const rename = (text: string) => text.replaceAll(request.account, account);
  const context = Object.entries(request.context).map(([key, values]) => [key, values.map(rename)] as const);
  return {
    ...witness,
    request: {
      account,
      principal: rename(request.principal),
      action: request.action,
      resources: request.resources.map(rename),
      context: Object.fromEntries(context),
    },
  };
}

function wayOf({ kind, detail, statements, selfMade, selfMadeBy, actions, requirements, witness }: WayOut): object {
  const [first] = statements;
  return {
    kind,
    detail,
    policy: first?.policyId ?? null,
    statement: first?.statement ?? null,
    ...(first === undefined || first.sid === null ? {} : { sid: first.sid }),
    selfMade,
    selfMadeBy,
    statements: statements.map(referenceOf),
    requirements,
    actions,
    witness: witness === null ? null : witnessOf(witness),
  };
}

function witnessOf({ request, deniedBy, isChecked }: Witness): ShownWitness {
  const { resources, ...rest } = request;
  const [resource = "*"] = resources;
  return {
    request: { ...rest, resource, ...(resources.length > 1 ? { resources } : {}) },
    deniedBy: deniedBy.map(referenceOf),
    isChecked,
  };
}

function referenceOf({ policyId, statement, sid }: StatementReference): object {
  return { policy: policyId, statement, ...(sid === null ? {} : { sid }) };
}
