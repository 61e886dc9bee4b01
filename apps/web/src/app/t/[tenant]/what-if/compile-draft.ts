import {
  applyDraft,
  type CompiledOrganization,
  compileOrganization,
  type DraftOperation,
  type DraftProblem,
} from "@sekinin/guardrails";

/** The organisation as a draft would make it, compiled with the same parameters, and what AWS would refuse. */
export function compileDraft(
  before: CompiledOrganization,
  operations: readonly DraftOperation[],
): { readonly after: CompiledOrganization; readonly problems: readonly DraftProblem[] } {
  const { reading, problems } = applyDraft(before.reading, operations);
  const { universe, parameters, partition } = before;
  return { after: compileOrganization(reading, { universe, parameters, partition }), problems };
}
