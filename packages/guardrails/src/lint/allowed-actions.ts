import { isUnconditional } from "../decide/relevant-statements.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import { isEveryAction } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

/** One bit per action of the universe; null stands for all of them. */
export type Allowed = Uint32Array | null;

const bits = 32;

/** What a level may let through: what some Allow names, save what a Deny without any condition stops for everybody. */
export class AllowedActions {
  private readonly universe: ActionUniverse;
  private readonly numbers = new Map<string, number>();
  /** Numbers of a service's actions, which follow each other: the first, and the one after the last. */
  private readonly ranges = new Map<string, readonly [number, number]>();
  private readonly byPatterns = new Map<string, Uint32Array>();

  constructor(universe: ActionUniverse) {
    this.universe = universe;
    for (const service of universe.services) {
      const first = this.numbers.size;
      for (const { name } of universe.actionsOf(service)) this.numbers.set(name, this.numbers.size);
      this.ranges.set(service, [first, this.numbers.size]);
    }
  }

  /** Cuts what the levels above let through down to what this one does too. The same set where it restricts nothing. */
  through(above: Allowed, level: Level): Allowed {
    const allows: PolicyStatement[] = [];
    let isOpen = false;
    let left = above;
    for (const entry of level.entries) {
      // What nobody could read may allow everything, and denies nothing that we know of.
      if (entry.kind === "unreadable" || !entry.isCertain) isOpen = true;
      else {
        for (const statement of entry.document.statements) {
          if (statement.effect === "Allow") allows.push(statement);
          else if (isUnconditional(statement)) left = this.without(left, this.named(statement));
        }
      }
    }
    if (isOpen || allows.some(({ actions }) => actions?.some(isEveryAction))) return left;
    const allowed = this.none();
    for (const statement of allows)
      this.named(statement).forEach((word, at) => (allowed[at] = (allowed[at] ?? 0) | word));
    return left === null ? allowed : combined(left, allowed, (one, other) => one & other);
  }

  private none(): Uint32Array {
    return new Uint32Array(Math.ceil(this.numbers.size / bits));
  }

  private all(): Uint32Array {
    const made = this.none();
    for (let number = 0; number < this.numbers.size; number += 1) mark(made, number);
    return made;
  }

  private without(left: Allowed, named: Uint32Array): Allowed {
    return isNone(named) ? left : combined(left ?? this.all(), named, (one, other) => one & ~other);
  }

  /** Actions of a statement, by Action or NotAction. */
  private named({ actions, notActions }: PolicyStatement): Uint32Array {
    const patterns = actions ?? notActions ?? [];
    const key = `${actions === null ? "not" : ""} ${patterns.join()}`;
    const known = this.byPatterns.get(key);
    if (known !== undefined) return known;
    const made = this.none();
    for (const pattern of patterns)
      for (const { name } of this.universe.matching(pattern)) mark(made, this.numbers.get(name) ?? 0);
    const used = actions === null ? combined(this.all(), made, (one, other) => one & ~other) : made;
    this.byPatterns.set(key, used);
    return used;
  }

  /** Services of which a statement names an action and none is left. */
  lostServices(statement: PolicyStatement, left: Allowed): readonly string[] {
    if (left === null) return [];
    const named = this.named(statement);
    return this.universe.services.filter((service) => this.hasAny(named, service) && !this.hasAny(left, service));
  }

  hasService(left: Allowed, service: string): boolean {
    // A service that the table does not know is no evidence of anything.
    return left === null || !this.ranges.has(service) || this.hasAny(left, service);
  }

  private hasAny(set: Uint32Array, service: string): boolean {
    const [first, end] = this.ranges.get(service) ?? [0, 0];
    for (let number = first; number < end; number += 1)
      if (((set[Math.floor(number / bits)] ?? 0) & (1 << (number % bits))) !== 0) return true;
    return false;
  }
}

export function isNone(allowed: Allowed): boolean {
  return allowed?.every((word) => word === 0) === true;
}

function mark(set: Uint32Array, number: number): void {
  const at = Math.floor(number / bits);
  set[at] = (set[at] ?? 0) | (1 << (number % bits));
}

function combined(one: Uint32Array, other: Uint32Array, merge: (one: number, other: number) => number): Uint32Array {
  return one.map((word, at) => merge(word, other[at] ?? 0));
}
