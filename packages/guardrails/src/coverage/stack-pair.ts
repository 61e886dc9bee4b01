import {
  type CompiledAccount,
  type CompiledOrganization,
  levelOf,
  levelsOf,
  type PolicyLevels,
  rcpType,
  scpType,
} from "../evaluate/compile-organization.ts";
import { type Stack, stackOf } from "./stack.ts";
import type { NumberedStatement, StatementNumbers } from "./statement-numbers.ts";

/** Policies of both types on a way; null where nothing of a type is in force. */
export type StackPair = {
  readonly scp: Stack | null;
  readonly rcp: Stack | null;
  readonly key: string;
  /** The same of an account that has them. */
  readonly levels: { readonly scp: PolicyLevels; readonly rcp: PolicyLevels };
};

/** The policies on the way to an account, found once for accounts of one node that attach the same themselves. */
export class StackFinder {
  private readonly compiled: CompiledOrganization;
  private readonly numbers: StatementNumbers;
  private readonly known = new Map<string, StackPair>();

  constructor(compiled: CompiledOrganization, numbers: StatementNumbers) {
    this.compiled = compiled;
    this.numbers = numbers;
  }

  of({ account, path, isContradictory }: CompiledAccount): StackPair {
    const isWhole = path.broken === null && !isContradictory;
    const own = [scpType, rcpType].map((type) => this.ownKey(type, account.id));
    const key = [isWhole ? account.parentId : account.id, ...own].join("|");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const levels = {
      scp: levelsOf(this.compiled, scpType, account.id),
      rcp: levelsOf(this.compiled, rcpType, account.id),
    };
    const scp = this.stack(levels.scp);
    const rcp = this.stack(levels.rcp);
    const made = { scp, rcp, levels, key: `${keyOf(scp, levels.scp)}/${keyOf(rcp, levels.rcp)}` };
    this.known.set(key, made);
    return made;
  }

  private ownKey(type: string, accountId: string): string {
    const level = levelOf(this.compiled, type, accountId);
    const own = this.numbers.ofLevel(level, this.compiled);
    return level.entries.length === 0 ? "none" : own.map(({ number }) => number).join(",");
  }

  private stack(found: PolicyLevels): Stack | null {
    if (found.status === "unavailable") return null;
    return stackOf(found.levels, (level) => this.numbers.ofLevel(level, this.compiled));
  }
}

function keyOf(stack: Stack | null, levels: PolicyLevels): string {
  return stack?.key ?? (levels.status === "unavailable" ? levels.reason.code : "");
}

/** What a stack says, in texts that are the same in every process. */
export function stackText(stack: Stack | null): unknown {
  if (stack === null) return null;
  const keys = (statements: readonly NumberedStatement[]) => statements.map(({ key }) => key).sort();
  const { denies, levels, unreadable, isBare } = stack;
  return [keys(denies), levels.map((level) => keys(level).join("\n")).sort(), keys(unreadable), isBare];
}
