import { isEveryAction, matchesPattern } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";

/** Numbers of actions, or all others. */
export type ActionSet = { readonly numbers: Int32Array; readonly isComplement: boolean };

/** Actions by number, and which of them a statement speaks of. Patterns are matched once, within their service. */
export class ActionSets {
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly byService = new Map<string, number[]>();
  private readonly byPattern = new Map<string, readonly number[]>();

  /** `names`: full names of actions. */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const lower = name.toLowerCase();
      if (this.numbers.has(lower)) continue;
      const number = this.names.length;
      this.names.push(lower);
      this.numbers.set(lower, number);
      const service = lower.slice(0, lower.indexOf(":"));
      const group = this.byService.get(service);
      if (group === undefined) this.byService.set(service, [number]);
      else group.push(number);
    }
  }

  get count(): number {
    return this.names.length;
  }

  /** Undefined for an action that is not among the names. */
  numberOf(name: string): number | undefined {
    return this.numbers.get(name.toLowerCase());
  }

  /** What Action takes in, or NotAction leaves. */
  ofStatement({ actions, notActions }: PolicyStatement): ActionSet {
    const patterns = actions ?? notActions ?? [];
    const isComplement = actions === null && notActions !== null;
    if (patterns.some(isEveryAction)) return { numbers: new Int32Array(), isComplement: !isComplement };
    const found = new Set(patterns.flatMap((pattern) => this.matching(pattern.toLowerCase())));
    return { numbers: Int32Array.from(found).sort(), isComplement };
  }

  private matching(pattern: string): readonly number[] {
    if (!/[*?]/.test(pattern)) {
      const number = this.numbers.get(pattern);
      return number === undefined ? [] : [number];
    }
    const known = this.byPattern.get(pattern);
    if (known !== undefined) return known;
    const service = pattern.slice(0, pattern.indexOf(":"));
    const isOneService = pattern.includes(":") && !/[*?]/.test(service);
    const candidates = isOneService ? (this.byService.get(service) ?? []) : this.names.keys();
    const made = [...candidates].filter((number) => matchesPattern(pattern, this.names[number] ?? ""));
    this.byPattern.set(pattern, made);
    return made;
  }
}
