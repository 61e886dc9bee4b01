import type { RelevantStatements } from "../decide/relevant-statements.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import { isEveryAction } from "../match-pattern.ts";
import type { HeldStatement, NumberedStatement } from "./statement-numbers.ts";

/**
 * What the policies of one type on a way say, in one form for all ways that mean the same: the order of levels, policies
 * attached twice and levels that allow everything leave no trace. Equal keys, equal verdicts (scp.md 3.5).
 */
export type Stack = {
  readonly denies: readonly NumberedStatement[];
  /** Allows of the levels where not everything is allowed. */
  readonly levels: readonly (readonly NumberedStatement[])[];
  readonly unreadable: readonly NumberedStatement[];
  /** The level that has no policy at all, which is told as the reason: see `bareNodeOf`. */
  readonly bare: string | null;
  readonly key: string;
  /** Who holds each statement, by its number: sorted, each once. */
  readonly holders: ReadonlyMap<number, readonly number[]>;
};

export function stackOf(levels: readonly Level[], heldOn: (level: Level) => readonly HeldStatement[]): Stack {
  const denies = new Map<number, NumberedStatement>();
  const allows = new Map<string, readonly NumberedStatement[]>();
  const unreadable = new Map<number, NumberedStatement>();
  const holders = new Map<number, Set<number>>();
  for (const level of levels) {
    const ofLevel = new Map<number, NumberedStatement>();
    let isOpen = false;
    for (const { statement, holder } of heldOn(level)) {
      const { number, role } = statement;
      if (role === "deny") denies.set(number, statement);
      else if (role === "unreadable") unreadable.set(number, statement);
      else ofLevel.set(number, statement);
      // An unreadable policy may be the Allow that its level needs: `unreadable` tells of it.
      isOpen ||= role === "unreadable" || isForEverything(statement);
      const known = holders.get(number);
      if (known === undefined) holders.set(number, new Set([holder]));
      else known.add(holder);
    }
    const list = sorted(ofLevel.values());
    if (!isOpen) allows.set(numbersOf(list), list);
  }
  const bare = bareNodeOf(levels);
  const parts = { denies: sorted(denies.values()), unreadable: sorted(unreadable.values()), bare };
  const levelKeys = [...allows.keys()].sort();
  return {
    ...parts,
    levels: levelKeys.flatMap((key) => [allows.get(key) ?? []]),
    key: [keyOf(parts.denies, levelKeys, parts.unreadable), bare === null ? "" : `bare ${bare}`].join("|"),
    holders: new Map([...holders].map(([number, set]) => [number, [...set].sort((one, other) => one - other)])),
  };
}

/** The first node without any policy, `account` where it is the account itself, since accounts share answers; or null. */
export function bareNodeOf(levels: readonly Level[]): string | null {
  const bare = levels.find(({ entries }) => entries.length === 0);
  if (bare === undefined) return null;
  return bare.nodeId === null || /^\d{12}$/.test(bare.nodeId) ? "account" : bare.nodeId;
}

/** What of it concerns the actions of one class: `isIn` tells the statements that speak of them. */
export function relevantPart(stack: Stack, isIn: (number: number) => boolean): RelevantStatements {
  const denies = stack.denies.filter(({ number }) => isIn(number));
  const allows = new Map<string, readonly NumberedStatement[]>();
  for (const level of stack.levels) {
    const inside = level.filter(({ number }) => isIn(number));
    if (inside.some(({ role }) => role === "open")) continue;
    allows.set(textOf(inside), inside);
  }
  const levels = [...allows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, level]) => level);
  return {
    denies: denies.flatMap(readOf),
    allows: levels.map((level) => level.flatMap(readOf)),
    unreadable: stack.unreadable.flatMap(({ role, placed }) => (role === "unreadable" ? [placed] : [])),
    key: keyOf(denies, levels.map(numbersOf), stack.unreadable),
  };
}

function readOf(statement: NumberedStatement) {
  return statement.role === "unreadable" ? [] : [statement.placed];
}

function isForEverything(statement: NumberedStatement): boolean {
  return statement.role === "open" && statement.placed.statement.actions?.some(isEveryAction) === true;
}

/** By what they say: the search then takes them in one order, in whatever policies and process. */
function sorted(statements: Iterable<NumberedStatement>): readonly NumberedStatement[] {
  return [...statements].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function textOf(level: readonly NumberedStatement[]): string {
  return level.map(({ key }) => key).join(",");
}

function keyOf(
  denies: readonly NumberedStatement[],
  levelKeys: readonly string[],
  unreadable: readonly NumberedStatement[],
): string {
  // No level at all differs from a level without any Allow.
  return [numbersOf(denies), `${levelKeys.length}:${levelKeys.join(";")}`, numbersOf(unreadable)].join("|");
}

function numbersOf(statements: readonly NumberedStatement[]): string {
  return statements.map(({ number }) => number).join(",");
}
