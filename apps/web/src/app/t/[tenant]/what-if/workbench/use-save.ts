import type { DraftOperation } from "@sekinin/guardrails";
import { useState } from "react";
import { ask } from "./ask.ts";

type Operations = readonly DraftOperation[];

export type SaveState =
  | { readonly kind: "idle" | "saving" | "saved" }
  /** Somebody else has changed or removed the draft since: nothing was written. */
  | { readonly kind: "conflict"; readonly text: string }
  | { readonly kind: "failed"; readonly text: string };

/** Saves a draft under the version that the page has seen, or as a new one. */
export function useSave(tenant: string, draftId: string, onSaved: (operations: Operations, version: number) => void) {
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const base = `/api/t/${tenant}/what-if/drafts`;
  const save = async (draft: { readonly name: string; readonly version: number; readonly operations: Operations }) => {
    setState({ kind: "saving" });
    const answer = await ask<{ readonly version: number }>(`${base}/${draftId}`, { method: "PUT", body: draft });
    if (answer.ok) {
      onSaved(draft.operations, answer.data.version);
      setState({ kind: "saved" });
    } else setState({ kind: answer.code === "draft.changed" ? "conflict" : "failed", text: answer.text });
  };
  /** The new draft's id; null where it could not be saved. */
  const saveAs = async (draft: {
    readonly organizationId: string;
    readonly name: string;
    readonly operations: Operations;
  }): Promise<string | null> => {
    setState({ kind: "saving" });
    const answer = await ask<{ readonly id: string }>(base, { method: "POST", body: draft });
    if (answer.ok) return answer.data.id;
    setState({ kind: "failed", text: answer.text });
    return null;
  };
  return { state, save, saveAs };
}
