import type { DraftOperation } from "@sekinin/guardrails";
import type { BaseAccount, DraftBase } from "./draft-base.ts";
import { addOperation } from "./draft-operations.ts";

type Operations = readonly DraftOperation[];

/** What somebody has done in a draft since the page was opened. */
export type DraftState = {
  readonly base: DraftBase;
  readonly operations: Operations;
  readonly past: readonly Operations[];
  readonly future: readonly Operations[];
  /** What the server has, and the version that it gave it. */
  readonly saved: { readonly operations: Operations; readonly version: number };
  /** The policy whose text is being typed: its next keystrokes are part of the same step. */
  readonly typing: string | null;
};

export type DraftStep =
  | { readonly kind: "do"; readonly operation: DraftOperation }
  /** A keystroke in a policy's text. */
  | { readonly kind: "type"; readonly operation: Extract<DraftOperation, { kind: "put-policy" }> }
  /** Several at once, such as what was suggested: one step back takes them all. */
  | { readonly kind: "do-all"; readonly operations: Operations }
  | { readonly kind: "replace"; readonly operations: Operations }
  | { readonly kind: "undo" | "redo" | "pause-typing" }
  | { readonly kind: "saved"; readonly operations: Operations; readonly version: number }
  /** An account that was looked up: the page knows its place from now on. */
  | { readonly kind: "meet-account"; readonly account: BaseAccount };

/** Steps that can be taken back. */
const mostSteps = 200;

export function openDraft(base: DraftBase, operations: Operations, version: number): DraftState {
  return { base, operations, past: [], future: [], saved: { operations, version }, typing: null };
}

/** True where something would be lost if the page were closed. */
export function isUnsaved(state: DraftState): boolean {
  return state.operations !== state.saved.operations;
}

/** The draft after one step; pure, so that every step can be taken back. */
export function stepDraft(state: DraftState, step: DraftStep): DraftState {
  switch (step.kind) {
    case "do":
      return become(state, addOperation(state.base, state.operations, step.operation), null);
    case "type":
      return type(state, step.operation);
    case "do-all": {
      const after = step.operations.reduce<Operations>(
        (all, one) => addOperation(state.base, all, one),
        state.operations,
      );
      return become(state, after, null);
    }
    case "replace":
      return become(state, step.operations, null);
    case "undo":
      return undo(state);
    case "redo":
      return redo(state);
    case "pause-typing":
      return { ...state, typing: null };
    case "saved":
      // What was typed while the save was on its way stays unsaved.
      return { ...state, saved: { operations: step.operations, version: step.version } };
    case "meet-account":
      return meetAccount(state, step.account);
    default:
      return step satisfies never;
  }
}

function type(state: DraftState, operation: Extract<DraftOperation, { kind: "put-policy" }>): DraftState {
  const after = addOperation(state.base, state.operations, operation);
  if (state.typing !== operation.policyId) return become(state, after, operation.policyId);
  return { ...state, operations: after, future: [] };
}

function become(state: DraftState, operations: Operations, typing: string | null): DraftState {
  if (operations === state.operations) return { ...state, typing };
  return { ...state, operations, past: [...state.past, state.operations].slice(-mostSteps), future: [], typing };
}

function undo(state: DraftState): DraftState {
  const before = state.past.at(-1);
  if (before === undefined) return state;
  return {
    ...state,
    operations: before,
    past: state.past.slice(0, -1),
    future: [state.operations, ...state.future],
    typing: null,
  };
}

function redo(state: DraftState): DraftState {
  const [next, ...future] = state.future;
  if (next === undefined) return state;
  return { ...state, operations: next, past: [...state.past, state.operations], future, typing: null };
}

function meetAccount(state: DraftState, account: BaseAccount): DraftState {
  if (state.base.accounts.some(({ id }) => id === account.id)) return state;
  return { ...state, base: { ...state.base, accounts: [...state.base.accounts, account] } };
}
