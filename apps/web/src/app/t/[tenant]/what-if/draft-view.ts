import type { DraftOperation } from "@sekinin/guardrails";
import type { DraftBase } from "./draft-base.ts";

/** A policy as it would be: `origin` tells what the draft did to it. */
export type ViewPolicy = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly isAwsManaged: boolean;
  readonly size: number | null;
  readonly origin: "kept" | "edited" | "new" | "removed";
};

/** An attachment as it would be: `change` where the draft made or ended it. */
export type ViewAttachment = { readonly policyId: string; readonly change: "none" | "attached" | "detached" };

/** The organisation as it would be after a draft, as far as its page shows it. */
export type DraftView = {
  readonly policies: ReadonlyMap<string, ViewPolicy>;
  /** By target; what was detached stays in the list, marked. */
  readonly attachments: ReadonlyMap<string, readonly ViewAttachment[]>;
  /** Names and places after the draft of every node that the page knows. */
  readonly nodes: ReadonlyMap<string, { readonly name: string; readonly parentId: string | null }>;
  /** Parents that the draft changed, by node. */
  readonly moved: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, boolean>;
};

/** Applies the steps to what the page shows. Steps that fit nothing are left out: `applyDraft` tells them as problems. */
export function viewDraft(base: DraftBase, operations: readonly DraftOperation[]): DraftView {
  const view = baseView(base);
  for (const operation of operations) apply(view, operation);
  return {
    ...view,
    attachments: new Map([...view.attachments].map(([targetId, policies]) => [targetId, [...policies.values()]])),
  };
}

/** Parent of a node after the draft; null for the root and for what the page does not know. */
export function parentAfter(view: DraftView, nodeId: string): string | null {
  return view.nodes.get(nodeId)?.parentId ?? null;
}

/** A name for a node's id: its own, or the id where the page does not know it. */
export function nodeName(view: DraftView, nodeId: string): string {
  return view.nodes.get(nodeId)?.name ?? nodeId;
}

/** What is above a node after the draft, nearest first. Ends where places run in a circle. */
export function ancestors(view: DraftView, nodeId: string): readonly string[] {
  const found: string[] = [];
  for (let at = parentAfter(view, nodeId); at !== null && !found.includes(at); at = parentAfter(view, at)) {
    found.push(at);
  }
  return found;
}

type Working = {
  policies: Map<string, ViewPolicy>;
  attachments: Map<string, Map<string, ViewAttachment>>;
  nodes: Map<string, { name: string; parentId: string | null }>;
  moved: Map<string, string>;
  types: Map<string, boolean>;
};

function baseView(base: DraftBase): Working {
  const policies = base.policies.map(({ id, name, type, isAwsManaged, size }): [string, ViewPolicy] => {
    return [id, { id, name, type, isAwsManaged, size, origin: "kept" }];
  });
  const attachments = new Map<string, Map<string, ViewAttachment>>();
  for (const policy of base.policies) {
    for (const targetId of policy.targetIds) {
      const list = attachments.get(targetId) ?? new Map<string, ViewAttachment>();
      attachments.set(targetId, list.set(policy.id, { policyId: policy.id, change: "none" }));
    }
  }
  return {
    policies: new Map(policies),
    attachments,
    nodes: new Map([...base.units, ...base.accounts].map(({ id, name, parentId }) => [id, { name, parentId }])),
    moved: new Map(),
    types: new Map(base.types.map(({ type, isEnabled }) => [type, isEnabled])),
  };
}

function apply(view: Working, operation: DraftOperation): void {
  if (operation.kind === "move") move(view, operation.nodeId, operation.parentId);
  else if (operation.kind === "set-policy-type") view.types.set(operation.type, operation.status === "ENABLED");
  else if (operation.kind === "put-policy") putPolicy(view, operation);
  else if (operation.kind === "remove-policy") removePolicy(view, operation.policyId);
  else attach(view, operation.kind, operation.policyId, operation.targetId);
}

function move(view: Working, nodeId: string, parentId: string): void {
  view.moved.set(nodeId, parentId);
  view.nodes.set(nodeId, { name: view.nodes.get(nodeId)?.name ?? nodeId, parentId });
}

function putPolicy(view: Working, operation: Extract<DraftOperation, { kind: "put-policy" }>): void {
  const known = view.policies.get(operation.policyId);
  view.policies.set(operation.policyId, {
    id: operation.policyId,
    name: operation.name,
    type: operation.type,
    isAwsManaged: known?.isAwsManaged ?? false,
    size: operation.content.length,
    origin: known === undefined || known.origin === "new" ? "new" : "edited",
  });
}

function removePolicy(view: Working, policyId: string): void {
  const known = view.policies.get(policyId);
  if (known === undefined) return;
  view.policies.set(policyId, { ...known, origin: "removed" });
  for (const list of view.attachments.values()) {
    if (list.has(policyId)) list.set(policyId, { policyId, change: "detached" });
  }
}

function attach(view: Working, kind: "attach" | "detach", policyId: string, targetId: string): void {
  const list = view.attachments.get(targetId) ?? new Map<string, ViewAttachment>();
  view.attachments.set(targetId, list);
  list.set(policyId, { policyId, change: kind === "attach" ? "attached" : "detached" });
}
