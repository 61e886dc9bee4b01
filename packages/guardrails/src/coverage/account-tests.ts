import { splitOperator } from "../condition-operator.ts";
import type { ReadStatement } from "../decide/decision-input.ts";
import type { RelevantStatements } from "../decide/relevant-statements.ts";
import { matchesPattern } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";

/** The place of an account, as far as statements can speak of it. */
export type AccountPlace = { readonly id: string; readonly path: string | null };

/** One thing that tells accounts apart; equal answers, equal outcomes. */
export type AccountTest = { readonly key: string; readonly answer: (place: AccountPlace) => string };

/**
 * What statements can tell accounts apart by. Accounts are twelve digits that stand in ARNs between colons, or alone: a
 * text without digits cannot tell two of them apart, since every question about one account is the same question about
 * the other with its digits replaced. So only digits that may meet the account's count; where it is not plain how they
 * may meet, the whole id does. Dropping a difference here would be unsound; keeping one too many costs a class.
 */
export function accountTests(parts: readonly RelevantStatements[], texts: readonly KeyText[]): readonly AccountTest[] {
  const all = [...parts.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]).flatMap(textsOf), ...texts];
  if (all.length === 0) return [];
  const tests = new Map<string, AccountTest>();
  const add = (test: AccountTest) => tests.set(test.key, test);
  const byKey = new Map<string, string[]>();
  for (const { key, text } of all) {
    if (isPathKey(key)) add(pathTest(text));
    else byKey.set(key, [...(byKey.get(key) ?? []), text]);
  }
  for (const written of byKey.values()) for (const test of testsOfKey([...new Set(written)])) add(test);
  return [...tests.values()];
}

/** A text that is compared with a key's values; `$resource` for those of resources. */
export type KeyText = { readonly key: string; readonly text: string };

/** Operators whose values are no texts. */
const withoutTexts = /^(numeric|date|bool|null|(not)?ipaddress)/;

const known = new WeakMap<PolicyStatement, readonly KeyText[]>();

/** Texts that can tell accounts apart: those with digits, variables or places. */
function textsOf({ statement }: ReadStatement): readonly KeyText[] {
  const found = known.get(statement);
  if (found !== undefined) return found;
  const resources = [...(statement.resources ?? []), ...(statement.notResources ?? [])];
  const all = [
    ...resources.map((text) => ({ key: "$resource", text })),
    ...statement.conditions
      .filter(({ operator, values }) => !withoutTexts.test(splitOperator(operator).name) || values.some(hasVariable))
      .flatMap(({ key, values }) => values.map((text) => ({ key: key.toLowerCase(), text }))),
  ];
  const made = all.filter(({ key, text }) => isPathKey(key) || hasVariable(text) || /\d/.test(text));
  known.set(statement, made);
  return made;
}

function isPathKey(key: string): boolean {
  return key.endsWith("orgpaths");
}

function hasVariable(text: string): boolean {
  return text.includes("${") || text.includes("{account}");
}

/** Both readings of a pattern: literal, and with wildcards. A variable in it may be anything. */
function pathTest(text: string): AccountTest {
  if (hasVariable(text)) return { key: "path", answer: ({ path }) => path ?? "?" };
  return {
    key: `path ${text}`,
    answer: ({ path }) => {
      if (path === null) return "?";
      return path === text ? "=" : matchesPattern(text, path) ? "1" : "0";
    },
  };
}

const wholeId: AccountTest = { key: "id", answer: ({ id }) => id };

/** A variable where accounts stand: between colons, or alone. One with a default stays, since its digits count. */
const placedVariable = /(^|:)(\$\{[^},]*\}|\{account\})(?=:|$)/g;

/** Partition, service and Region without wildcards: a literal there stands at one place of every text that it matches. */
const arnHead = /^arn:[^:*?$]*:[^:*?$]*:[^:*?$]*:/;

/** Texts that are compared with the same key. */
function testsOfKey(texts: readonly string[]): readonly AccountTest[] {
  const plain = texts.map((text) => text.replace(placedVariable, "$1"));
  const varying = plain.filter(hasVariable);
  if (varying.length === 0) return plain.flatMap(testsOfText);
  // The account's digits stand in the midst of a text: nobody says what they may meet, save the head of an ARN.
  const areArns = varying.every((text) => arnHead.test(text));
  return plain.some((text) => /\d/.test(areArns ? text.replace(arnHead, "") : text)) ? [wholeId] : [];
}

/** A run of digits, with what stands before and after it. */
const run = /(^|[^0-9?])([0-9?]*[0-9][0-9?]*)(?=([^0-9?]?))/g;

function testsOfText(text: string): readonly AccountTest[] {
  const tests: AccountTest[] = [];
  let loose = 0;
  for (const [, before = "", digits = "", after = ""] of text.matchAll(run)) {
    const isLoose = before === "*" || after === "*";
    const canMeet = (character: string) => character === "" || character === ":" || character === "*";
    // `?` at an edge may be anything, a colon too.
    const isPlain = !digits.startsWith("?") && !digits.endsWith("?") && (!digits.includes("?") || !isLoose);
    if (!isPlain) return [wholeId];
    // Beside another character, digits belong to a name, a Region or a resource.
    if (!canMeet(before) || !canMeet(after)) continue;
    if (isLoose) loose += 1;
    else if (digits.length !== 12) continue;
    tests.push(matchTest(`${before === "*" ? "*" : ""}${digits}${after === "*" ? "*" : ""}`));
  }
  // Two loose runs can meet the same account in an order that two answers do not tell.
  return loose > 1 ? [wholeId] : tests;
}

function matchTest(pattern: string): AccountTest {
  return { key: `id ${pattern}`, answer: ({ id }) => (matchesPattern(pattern, id) ? "1" : "0") };
}

/** What a place answers to all of them; equal answers, equal outcomes. */
export function answersOf(tests: readonly AccountTest[], place: AccountPlace): string {
  return tests.map(({ answer }) => answer(place)).join(" ");
}
