import type { CompletionContext, CompletionResult, Completion as Shown } from "@codemirror/autocomplete";
import type { Completion, CompletionPlace } from "@sekinin/guardrails";
import { writtenWord } from "./completion-place.ts";

/** What fits at a place, as our endpoint found it. */
export type FindNames = (place: CompletionPlace, signal: AbortSignal) => Promise<readonly Completion[]>;

/** The completion of a policy: Allow and Deny at once, everything else from the server. */
export function policyCompletion(find: FindNames) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = writtenWord(context.state, context.pos);
    if (word === null) return null;
    const { from, to, place } = word;
    if (place.at === "effect") return { from, to, options: [{ label: "Allow" }, { label: "Deny" }] };
    if (place.text === "" && !context.explicit) return null;
    const stop = new AbortController();
    context.addEventListener("abort", () => stop.abort());
    const found = await find(place, stop.signal).catch(() => []);
    // The server has chosen and ordered: nothing is left out or put elsewhere here.
    return { from, to, options: found.map(toShown), filter: false };
  };
}

function toShown({ label, detail }: Completion): Shown {
  return detail === "" ? { label } : { label, detail };
}
