import { type LintProblem, lintMessage, positionOf } from "@sekinin/guardrails";
import type { Locale } from "../../../../server/locale.ts";
import type { ToldProblem } from "./editor/policy-lint.ts";

/** A problem of a policy's text as the editor shows it: where, how bad, in the reader's language. */
export function tellProblem(problem: LintProblem, text: string, locale: Locale): ToldProblem {
  const { severity, suggestion, path } = problem;
  const { from, to } = problem.position ?? positionOf(text, path) ?? { from: 0, to: 0 };
  return { from, to, severity, text: lintMessage(problem, locale), suggestion };
}
