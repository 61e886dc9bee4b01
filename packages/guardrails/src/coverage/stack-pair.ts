import {
  type CompiledAccount,
  type CompiledOrganization,
  levelOf,
  levelsOf,
  type PolicyLevels,
  rcpType,
  scpType,
} from "../evaluate/compile-organization.ts";
import type { StatementReference } from "./coverage.ts";
import { type Stack, stackOf } from "./stack.ts";
import type { HeldStatement, NumberedStatement, StatementNumbers } from "./statement-numbers.ts";

/** Policies of both types on a way; a stack is null where nothing of its type is in force. */
export type StackPair = {
  readonly scp: Stack | null;
  readonly rcp: Stack | null;
  /** What is said. Equal keys, equal verdicts. */
  readonly key: string;
  /** What is said, and by which policies. */
  readonly name: string;
  /** The same of an account that has them. */
  readonly levels: { readonly scp: PolicyLevels; readonly rcp: PolicyLevels };
};

/** The policies on the way to an account, found once for accounts of one node that attach the same themselves. */
export class StackFinder {
  private readonly compiled: CompiledOrganization;
  private readonly numbers: StatementNumbers;
  private readonly known = new Map<string, StackPair>();
  private readonly keys = new WeakMap<readonly HeldStatement[], string>();

  constructor(compiled: CompiledOrganization, numbers: StatementNumbers) {
    this.compiled = compiled;
    this.numbers = numbers;
  }

  of({ account, path, isContradictory }: CompiledAccount): StackPair {
    const isWhole = path.broken === null && !isContradictory;
    const own = `${this.ownKey(scpType, account.id)}|${this.ownKey(rcpType, account.id)}`;
    const key = `${isWhole ? account.parentId : account.id}|${own}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const levels = {
      scp: levelsOf(this.compiled, scpType, account.id),
      rcp: levelsOf(this.compiled, rcpType, account.id),
    };
    const scp = this.stack(levels.scp);
    const rcp = this.stack(levels.rcp);
    const said = `${keyOf(scp, levels.scp)}/${keyOf(rcp, levels.rcp)}`;
    const made = { scp, rcp, levels, key: said, name: `${said}/${heldText(scp)}/${heldText(rcp)}` };
    this.known.set(key, made);
    return made;
  }

  private ownKey(type: string, accountId: string): string {
    const level = levelOf(this.compiled, type, accountId);
    if (level.entries.length === 0) return "none";
    const own = this.numbers.ofLevel(level, this.compiled);
    const known = this.keys.get(own);
    if (known !== undefined) return known;
    const made = own.map(({ statement, holder }) => `${statement.number}.${holder}`).join(",");
    this.keys.set(own, made);
    return made;
  }

  private stack(found: PolicyLevels): Stack | null {
    if (found.status === "unavailable") return null;
    return stackOf(found.levels, (level) => this.numbers.ofLevel(level, this.compiled));
  }
}

function keyOf(stack: Stack | null, levels: PolicyLevels): string {
  return stack?.key ?? (levels.status === "unavailable" ? levels.reason.code : "");
}

function heldText(stack: Stack | null): string {
  if (stack === null) return "";
  return countedStatements(stack)
    .map(({ number }) => `${number}.${stack.holders.get(number)?.join("+") ?? ""}`)
    .join(",");
}

/** Statements that can be told of: those that a level which allows everything makes idle are not. */
function countedStatements({ denies, levels }: Stack): readonly NumberedStatement[] {
  return [...new Set([...denies, ...levels.flat()])].sort((one, other) => one.number - other.number);
}

/** Who holds a statement on the way. */
export function holdersOf({ scp, rcp }: StackPair, number: number): readonly number[] {
  return [...(scp?.holders.get(number) ?? []), ...(rcp?.holders.get(number) ?? [])];
}

/** What the pair says, and who says it, in texts that are the same in every process. */
export function pairText({ scp, rcp, levels }: StackPair, numbers: StatementNumbers): unknown {
  const textOf = (holder: number) => referenceText(numbers.reference(holder));
  return [[scp, levels.scp] as const, [rcp, levels.rcp] as const].map(([stack, found]) => {
    if (stack === null) return found.status === "unavailable" ? found.reason.code : "";
    const keys = (statements: readonly NumberedStatement[]) => statements.map(({ key }) => key).sort();
    const held = countedStatements(stack)
      .map(({ key, number }) => `${key} ${(stack.holders.get(number) ?? []).map(textOf).sort().join(" ")}`)
      .sort();
    return [
      keys(stack.denies),
      stack.levels.map((level) => keys(level).join(" ")).sort(),
      keys(stack.unreadable),
      stack.bare,
      held,
    ];
  });
}

function referenceText(reference: StatementReference | undefined): string {
  return reference === undefined ? "" : JSON.stringify([reference.policyId, reference.statement, reference.sid]);
}
