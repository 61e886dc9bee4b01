import type { DraftOperation, Suggestion } from "@sekinin/guardrails";

/** What a suggestion would do, as steps of a draft: each policy made and attached. Ids begin with `prefix`. */
export function suggestionOperations(suggestion: Suggestion, prefix: string): readonly DraftOperation[] {
  return suggestion.policies.flatMap(({ name, content, type, targetIds }, index): DraftOperation[] => {
    const policyId = `${prefix}-${index + 1}`;
    return [
      { kind: "put-policy", policyId, name, type, content },
      ...targetIds.map((targetId): DraftOperation => ({ kind: "attach", policyId, targetId })),
    ];
  });
}
