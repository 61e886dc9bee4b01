import { splitOperator } from "../condition-operator.ts";
import { isEveryAction, isEveryResource } from "../match-pattern.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { Clause } from "../values/clause.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { varies } from "../values/policy-text.ts";
import { baseClauses, canHold, clausesOn } from "./conditions.ts";
import { type Found, type StatementView, someOf } from "./found-problem.ts";
import { conditionPath } from "./lint-keys.ts";

/** Values and statements that no request can match, by the exact procedure that decides coverage. */
export function lintConditions(view: StatementView): readonly Found[] {
  const { conditions } = view.statement;
  const values = conditions.flatMap((condition) => deadValues(view, condition));
  const languages = conditions.flatMap((condition) => unreadable(view, condition));
  if (values.length > 0 || languages.length > 0) return [...languages, ...values];
  return deadStatement(view);
}

/** Operators that do not exist, and values that their operator does not take. */
function unreadable(view: StatementView, condition: PolicyCondition): readonly Found[] {
  const reading = conditionClause(condition, view.version, () => varies);
  if (reading.status === "read" || reading.why === "variable") return [];
  const path = conditionPath(view, condition);
  const details = { problem: reading.why, text: reading.why === "odd-value" ? reading.detail : condition.operator };
  // AWS takes what is no ARN, and does not say what it would match.
  const isTaken = reading.why === "odd-value" && splitOperator(condition.operator).name.startsWith("arn");
  return [{ code: "policy-syntax", severity: isTaken ? "warning" : "error", path, details }];
}

/** Negated operators are asked what they make an exception of: a value that no request holds is a dead exception. */
const positiveOf: Readonly<Record<string, string>> = {
  stringnotequals: "StringEquals",
  stringnotequalsignorecase: "StringEqualsIgnoreCase",
  stringnotlike: "StringLike",
  arnnotequals: "ArnEquals",
  arnnotlike: "ArnLike",
  notipaddress: "IpAddress",
  numericnotequals: "NumericEquals",
  datenotequals: "DateEquals",
};

const mostValues = 200;

function deadValues(view: StatementView, condition: PolicyCondition): readonly Found[] {
  const { universe, version, policyType } = view;
  if (condition.key.length > 200) return [];
  const { name } = splitOperator(condition.operator);
  if (name === "null") return [];
  const base = baseClauses(universe, condition.key.toLowerCase(), policyType);
  return condition.values.slice(0, mostValues).flatMap((value): Found[] => {
    if (value.includes("${")) return [];
    const asked = { operator: positiveOf[name] ?? name, key: condition.key, values: [value] };
    const id = JSON.stringify([policyType, version, asked]);
    if (remembered(view, id, () => canBeMatched(view, asked, base))) return [];
    const path = conditionPath(view, condition);
    const details = { key: condition.key, value, operator: condition.operator };
    const suggestion = /[*?]/.test(value) && /equals/.test(name) ? likeOf(condition.operator) : null;
    return [{ code: "condition-never-matches", severity: "warning", path, details, suggestion }];
  });
}

/** A value alone is asked as if the key were present: that it may be absent is another matter. */
function canBeMatched({ universe, version }: StatementView, asked: PolicyCondition, base: readonly Clause[]): boolean {
  const clauses = clausesOn([asked], version)?.map((clause) => ({ ...clause, absent: false }));
  return clauses === undefined || canHold(universe, [...clauses, ...base]);
}

const answers = new WeakMap<ActionUniverse, Map<string, boolean>>();
const mostRemembered = 5_000;

/** Policies share their lists of exceptions, and an editor asks again at every key. */
function remembered({ universe, budget }: StatementView, id: string, decide: () => boolean): boolean {
  const known = answers.get(universe) ?? new Map<string, boolean>();
  answers.set(universe, known);
  const found = known.get(id);
  if (found !== undefined) return found;
  // Each wildcard multiplies what there is to look at.
  budget.checks -= 1 + (id.match(/[*?]/g)?.length ?? 0);
  if (budget.checks < 0) return true;
  const answer = decide();
  if (known.size >= mostRemembered) known.clear();
  known.set(id, answer);
  return answer;
}

function likeOf(operator: string): string {
  return operator.replace(/Equals(IgnoreCase)?/i, "Like");
}

/** Nothing is left: two conditions on a key exclude each other, or an exception takes in everything. */
function deadStatement(view: StatementView): readonly Found[] {
  const { statement, universe, version, policyType, path } = view;
  const dead = (element: string): readonly Found[] => [
    { code: "statement-never-matches", severity: "warning", path, details: { element } },
  ];
  if (statement.notActions?.some(isEveryAction)) return dead("NotAction");
  if (statement.notResources?.some(isEveryResource)) return dead("NotResource");
  const keys = new Map<string, PolicyCondition[]>();
  for (const condition of statement.conditions) {
    const key = condition.key.toLowerCase();
    keys.set(key, [...(keys.get(key) ?? []), condition]);
  }
  for (const [key, conditions] of keys) {
    const id = JSON.stringify([policyType, version, conditions]);
    const mayHold = () => {
      const clauses = clausesOn(conditions, version);
      return clauses === null || canHold(universe, [...clauses, ...baseClauses(universe, key, policyType)]);
    };
    if (remembered(view, id, mayHold)) continue;
    return dead(someOf(conditions.map(({ operator, key: written }) => `${operator} ${written}`)));
  }
  return [];
}
