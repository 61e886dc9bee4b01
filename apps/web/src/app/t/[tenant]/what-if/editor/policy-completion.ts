import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { completionPlace, type PlaceKind } from "./completion-place.ts";
import { conditionOperators, effects, statementElements } from "./policy-words.ts";

/** Names that begin with a word, as our endpoint found them. */
export type FindNames = (
  kind: "action" | "key",
  word: string,
  signal: AbortSignal,
) => Promise<readonly { readonly name: string; readonly detail: string }[]>;

const known: Readonly<Record<Exclude<PlaceKind, "action" | "key">, readonly string[]>> = {
  effect: effects,
  element: statementElements,
  operator: conditionOperators,
};

/** The completion of a policy: what is always the same at once, actions and keys from the server. */
export function policyCompletion(find: FindNames) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const place = completionPlace(context.state, context.pos);
    if (place === null) return null;
    const { kind, from, to, word } = place;
    if (kind !== "action" && kind !== "key") return { from, to, options: known[kind].map((label) => ({ label })) };
    if (word === "" && !context.explicit) return null;
    const stop = new AbortController();
    context.addEventListener("abort", () => stop.abort());
    const found = await find(kind, word, stop.signal).catch(() => []);
    // The server has chosen and ordered: nothing is left out or put elsewhere here.
    return { from, to, options: found.map(toOption), filter: false };
  };
}

function toOption({ name, detail }: { readonly name: string; readonly detail: string }): Completion {
  return detail === "" ? { label: name } : { label: name, detail };
}
