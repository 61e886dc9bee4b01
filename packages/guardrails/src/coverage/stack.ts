import type { RelevantStatements } from "../decide/relevant-statements.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import { isEveryAction } from "../match-pattern.ts";
import type { NumberedStatement } from "./statement-numbers.ts";

/**
 * What the policies of one type on a way say, in one form for all ways that mean the same: the order of levels, policies
 * attached twice and levels that allow everything leave no trace. Equal keys, equal outcomes (scp.md 3.5).
 */
export type Stack = {
  readonly denies: readonly NumberedStatement[];
  /** Allows of the levels where not everything is allowed. */
  readonly levels: readonly (readonly NumberedStatement[])[];
  readonly unreadable: readonly NumberedStatement[];
  /** A level has no policy at all, which is told as the reason. */
  readonly isBare: boolean;
  readonly key: string;
};

export function stackOf(levels: readonly Level[], numbered: (level: Level) => readonly NumberedStatement[]): Stack {
  const denies = new Map<number, NumberedStatement>();
  const allows = new Map<string, readonly NumberedStatement[]>();
  const unreadable = new Map<number, NumberedStatement>();
  for (const level of levels) {
    const ofLevel = new Map<number, NumberedStatement>();
    let isOpen = false;
    for (const statement of numbered(level)) {
      const { number, role } = statement;
      if (role === "deny") denies.set(number, statement);
      else if (role === "unreadable") unreadable.set(number, statement);
      else ofLevel.set(number, statement);
      // An unreadable policy may be the Allow that its level needs: `unreadable` tells of it.
      isOpen ||= role === "unreadable" || isForEverything(statement);
    }
    const list = sorted(ofLevel.values());
    if (!isOpen) allows.set(numbersOf(list), list);
  }
  const parts = { denies: sorted(denies.values()), unreadable: sorted(unreadable.values()) };
  const isBare = levels.some(({ entries }) => entries.length === 0);
  const levelKeys = [...allows.keys()].sort();
  return {
    ...parts,
    levels: levelKeys.flatMap((key) => [allows.get(key) ?? []]),
    isBare,
    key: [
      numbersOf(parts.denies),
      `${levelKeys.length}:${levelKeys.join(";")}`,
      numbersOf(parts.unreadable),
      isBare ? "bare" : "",
    ].join("|"),
  };
}

/** What of it concerns the actions of one class: `isIn` tells the statements that speak of them. */
export function relevantPart(stack: Stack, isIn: (number: number) => boolean): RelevantStatements {
  const denies = stack.denies.filter(({ number }) => isIn(number));
  const allows = new Map<string, readonly NumberedStatement[]>();
  for (const level of stack.levels) {
    const inside = level.filter(({ number }) => isIn(number));
    if (inside.some(({ role }) => role === "open")) continue;
    allows.set(numbersOf(inside), inside);
  }
  const levelKeys = [...allows.keys()].sort();
  return {
    denies: denies.flatMap(readOf),
    allows: levelKeys.map((key) => (allows.get(key) ?? []).flatMap(readOf)),
    unreadable: stack.unreadable.flatMap(({ role, placed }) => (role === "unreadable" ? [placed] : [])),
    key: [numbersOf(denies), `${levelKeys.length}:${levelKeys.join(";")}`, numbersOf(stack.unreadable)].join("|"),
  };
}

function readOf(statement: NumberedStatement) {
  return statement.role === "unreadable" ? [] : [statement.placed];
}

function isForEverything(statement: NumberedStatement): boolean {
  return statement.role === "open" && statement.placed.statement.actions?.some(isEveryAction) === true;
}

function sorted(statements: Iterable<NumberedStatement>): readonly NumberedStatement[] {
  return [...statements].sort((one, other) => one.number - other.number);
}

function numbersOf(statements: readonly NumberedStatement[]): string {
  return statements.map(({ number }) => number).join(",");
}
