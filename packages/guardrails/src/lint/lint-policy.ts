import { jsonErrorAt } from "../json-error.ts";
import type { PolicyType } from "../organization.ts";
import { parsePolicyDocument } from "../parse-policy.ts";
import type { PolicyProblem } from "../policy-document.ts";
import { positionOf } from "../policy-positions.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { Found } from "./found-problem.ts";
import { lintDocument } from "./lint-document.ts";
import type { LintProblem } from "./lint-problem.ts";
import { lintSize } from "./lint-size.ts";

export type PolicyLintOptions = {
  /** Whose policy it is, where it is an organisation's. */
  readonly policyId?: string | null;
  /** Whose quotas count, `YYYY-MM-DD`; the newest known ones without it. */
  readonly day?: string;
};

/**
 * What an editor says of a policy while it is written, in the order of the text. Types with another language than SCPs
 * and RCPs are looked at for their size and their JSON only. Never throws; 300 problems at most.
 */
export function lintPolicy(
  text: string,
  type: PolicyType,
  universe: ActionUniverse,
  { policyId = null, day }: PolicyLintOptions = {},
): readonly LintProblem[] {
  const problems = [...lintSize(text, type, day), ...foundIn(text, type, universe)].slice(0, mostProblems);
  return problems
    .map(({ suggestion = null, ...found }) => ({
      ...found,
      suggestion,
      policyId,
      nodeId: null,
      position: placeOf(text, found),
    }))
    .sort((left, right) => (left.position?.from ?? 0) - (right.position?.from ?? 0));
}

const mostProblems = 300;
/** What no type of policy can hold is refused for its size, and not worth a longer look. */
const mostCharacters = 40_960;
const judged = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);
/** Codes of a text that is no JSON, whatever language it should be in. */
const noJson = new Set(["too-large", "too-deep", "not-json", "not-an-object", "duplicate-key"]);

function foundIn(text: string, type: PolicyType, universe: ActionUniverse): readonly Found[] {
  const parsed = parsePolicyDocument(text);
  if (parsed.status === "problem")
    return judged.has(type) || noJson.has(parsed.problem.code) ? [syntax(parsed.problem)] : [];
  return judged.has(type) && text.length <= mostCharacters ? lintDocument(parsed.document, type, universe) : [];
}

function syntax({ code, path }: PolicyProblem): Found {
  return { code: "policy-syntax", severity: "error", path, details: { problem: code, text: "" } };
}

/** The place in the text, or the nearest one around it that the text has. */
function placeOf(text: string, { path, details }: Found): LintProblem["position"] {
  if (details.problem === "too-large") return null;
  if (details.problem === "not-json") {
    const at = jsonErrorAt(text) ?? text.length;
    return { from: Math.min(at, text.length), to: Math.min(at + 1, text.length) };
  }
  for (let inside = path; inside !== ""; inside = inside.replace(/(^|\.)[^.]*$/, "")) {
    const found = positionOf(text, inside);
    if (found !== null) return found;
  }
  return null;
}
