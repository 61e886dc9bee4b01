import type { OrganizationReading } from "../organization.ts";
import type { DraftOperation, DraftProblem } from "./draft-operation.ts";
import { attach, detach, putPolicy, removePolicy } from "./draft-policies.ts";
import { closeDraft, type DraftState, openDraft, type Refusal } from "./draft-state.ts";
import { moveNode } from "./move-node.ts";
import { setPolicyType } from "./set-policy-type.ts";

export type AppliedDraft = { readonly reading: OrganizationReading; readonly problems: readonly DraftProblem[] };

/**
 * The organisation as a draft would make it, operation by operation, with what AWS would refuse. A refused operation
 * changes nothing, save that one beyond a quota is applied all the same: its effect is clear, and quotas are raised.
 * `day` (`YYYY-MM-DD`) chooses the quotas, the newest known ones without it.
 */
export function applyDraft(
  before: OrganizationReading,
  operations: readonly DraftOperation[],
  day?: string,
): AppliedDraft {
  const state = openDraft(before, day);
  const problems = operations.flatMap((operation, index) =>
    applyOne(state, operation).map((refusal) => ({ operation: index, ...refusal })),
  );
  return { reading: closeDraft(state), problems };
}

function applyOne(state: DraftState, operation: DraftOperation): readonly Refusal[] {
  switch (operation.kind) {
    case "put-policy":
      return putPolicy(state, operation);
    case "remove-policy":
      return removePolicy(state, operation.policyId);
    case "attach":
      return attach(state, operation.policyId, operation.targetId);
    case "detach":
      return detach(state, operation.policyId, operation.targetId);
    case "move":
      return moveNode(state, operation.nodeId, operation.parentId);
    case "set-policy-type":
      return setPolicyType(state, operation.type, operation.status);
    default:
      return assertNever(operation);
  }
}

function assertNever(value: never): never {
  throw new Error(`no such operation: ${JSON.stringify(value)}`);
}
