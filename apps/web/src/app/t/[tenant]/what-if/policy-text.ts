/** Longest text that is checked and saved. Twice what AWS takes when no blank is stripped, and room for indentation. */
export const mostPolicyCharacters = 65_536;

// Under `u` a whole pair is one character, so that only halves match.
const halfOfPair = /[\uD800-\uDFFF]/u;

export const policyTextProblems = ["too-long", "broken-character", "control-character"] as const;
export type PolicyTextProblem = (typeof policyTextProblems)[number];

/**
 * Why a text can be neither checked nor saved; null where it can. It stays in the editor all the same. Half a surrogate
 * pair and NUL are no text that a database or AWS takes.
 */
export function policyTextProblem(text: string): PolicyTextProblem | null {
  if (text.length > mostPolicyCharacters) return "too-long";
  if (halfOfPair.test(text)) return "broken-character";
  return text.includes("\u0000") ? "control-character" : null;
}
