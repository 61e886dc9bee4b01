import { deny, type RuleCase } from "./rule-case.ts";

export type ConditionRow = {
  readonly rule: string;
  readonly page: string;
  readonly given: string;
  /** The Condition of a Deny of everything at the root. */
  readonly condition: object;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly expected: RuleCase["expected"];
};

export function onRoot({ rule, page, given, condition, context = {}, expected }: ConditionRow): RuleCase {
  return { rule, page, given, scps: { "r-1": [deny({ Condition: condition })] }, request: { context }, expected };
}
