import type { FailureCode } from "@sekinin/config";

/** What a form knows of its last sending. `text` and `hint` are in the reader's language. */
export type ActionState<Data = null> =
  | { readonly status: "idle" }
  | { readonly status: "done"; readonly data: Data }
  | { readonly status: "failed"; readonly code: FailureCode; readonly text: string; readonly hint: string };

/** Before the first sending: `useActionState(action, idle)`. */
export const idle = { status: "idle" } as const;

/** A server action as `useActionState` and forms take it. */
export type Action<Data> = (state: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>;
