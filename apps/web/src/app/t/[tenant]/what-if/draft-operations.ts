import type { DraftOperation } from "@sekinin/guardrails";
import type { DraftBase } from "./draft-base.ts";

type Operations = readonly DraftOperation[];
type OperationOf<Kind extends DraftOperation["kind"]> = Extract<DraftOperation, { kind: Kind }>;

/**
 * A draft's steps with one more. What a step takes back or replaces is left out, so that the list stays what would
 * have to be done in AWS; a step that changes nothing against the organisation is not kept.
 */
export function addOperation(base: DraftBase, operations: Operations, next: DraftOperation): Operations {
  switch (next.kind) {
    case "put-policy":
      return putPolicy(operations, next);
    case "remove-policy":
      return removePolicy(base, operations, next.policyId);
    case "attach":
    case "detach":
      return attachOrDetach(operations, next);
    case "move":
      return move(base, operations, next);
    case "set-policy-type":
      return setType(base, operations, next);
    default:
      return next satisfies never;
  }
}

/** Everything about one policy taken back. */
export function forgetPolicy(operations: Operations, policyId: string): Operations {
  return operations.filter((operation) => !("policyId" in operation) || operation.policyId !== policyId);
}

/** The text that a draft gives a policy; null where it does not change it. */
export function draftedPolicy(operations: Operations, policyId: string): OperationOf<"put-policy"> | null {
  for (const operation of operations) {
    if (operation.kind === "put-policy" && operation.policyId === policyId) return operation;
  }
  return null;
}

function putPolicy(operations: Operations, next: OperationOf<"put-policy">): Operations {
  const place = operations.findIndex(({ kind, ...rest }) => {
    return kind === "put-policy" && "policyId" in rest && rest.policyId === next.policyId;
  });
  if (place === -1) return [...operations, next];
  // In its place: what is attached later needs it before.
  return operations.with(place, next);
}

function removePolicy(base: DraftBase, operations: Operations, policyId: string): Operations {
  const rest = forgetPolicy(operations, policyId);
  const isKnown = base.policies.some((policy) => policy.id === policyId);
  return isKnown ? [...rest, { kind: "remove-policy", policyId }] : rest;
}

function attachOrDetach(operations: Operations, next: OperationOf<"attach" | "detach">): Operations {
  const isSamePair = (operation: DraftOperation) =>
    (operation.kind === "attach" || operation.kind === "detach") &&
    operation.policyId === next.policyId &&
    operation.targetId === next.targetId;
  const earlier = operations.find(isSamePair);
  if (earlier === undefined) return [...operations, next];
  // The same again changes nothing; its opposite takes it back.
  return earlier.kind === next.kind ? operations : operations.filter((operation) => !isSamePair(operation));
}

function move(base: DraftBase, operations: Operations, next: OperationOf<"move">): Operations {
  const rest = operations.filter((operation) => operation.kind !== "move" || operation.nodeId !== next.nodeId);
  return baseParentOf(base, next.nodeId) === next.parentId ? rest : [...rest, next];
}

function setType(base: DraftBase, operations: Operations, next: OperationOf<"set-policy-type">): Operations {
  const rest = operations.filter((operation) => operation.kind !== "set-policy-type" || operation.type !== next.type);
  const isEnabled = base.types.some(({ type, isEnabled: enabled }) => type === next.type && enabled);
  return isEnabled === (next.status === "ENABLED") ? rest : [...rest, next];
}

function baseParentOf(base: DraftBase, nodeId: string): string | null {
  const unit = base.units.find(({ id }) => id === nodeId);
  return unit?.parentId ?? base.accounts.find(({ id }) => id === nodeId)?.parentId ?? null;
}
