import { expect } from "vitest";
import { decideAtom } from "../decide/decide-atom.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { type AtomCase, levelWith, questionOf } from "./atom-questions.ts";

/** A Deny of everything, with these conditions; `rest` replaces elements. */
export const deny = (
  condition?: Record<string, Record<string, string | string[]>>,
  rest: Record<string, unknown> = {},
) => ({
  Effect: "Deny",
  Action: "*",
  ...(rest["NotResource"] === undefined ? { Resource: "*" } : {}),
  ...(condition === undefined ? {} : { Condition: condition }),
  ...rest,
});
/** One level with these statements. */
export const scp = (...statements: unknown[]) => [levelWith(statements)];

/** The outcome in short: its kind, and what its ways out or its reason say. Every witness is confirmed. */
export function decide(given: AtomCase): string {
  const memo = new DecisionMemo();
  const outcome = decideAtom(questionOf(given), memo);
  expect(memo.contradictions).toEqual([]);
  if (outcome.kind === "unknown") return `unknown: ${outcome.reason.code} ${outcome.reason.detail}`;
  if (outcome.kind === "stopped") {
    return `stopped by ${outcome.by.map(({ policyId, statement }) => `${policyId}#${statement}`).join(" ")}`.trimEnd();
  }
  const ways = outcome.kind === "open" ? [outcome.wayOut] : outcome.waysOut;
  for (const { witness } of ways) expect(witness).not.toBeNull();
  const details = ways.map(({ kind, detail }) => (outcome.kind === "open" ? detail : `${kind}: ${detail}`)).sort();
  return details.every((one) => one === "") ? outcome.kind : `${outcome.kind}: ${details.join("; ")}`;
}
