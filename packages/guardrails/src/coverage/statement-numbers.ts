import type { ReadStatement, UnreadableStatement } from "../decide/decision-input.ts";
import { isUnconditional } from "../decide/relevant-statements.ts";
import { statementHash } from "../decide/statement-hash.ts";
import type { CompiledOrganization, Level, LevelEntry } from "../evaluate/compile-organization.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { StatementReference } from "./coverage.ts";
import { keysAskedBy } from "./keys-asked.ts";

type PolicyEntry = Extract<LevelEntry, { kind: "policy" }>;

/** What a statement says, whatever policies hold it. `open` admits every request of its actions on its level. */
export type NumberedStatement = { readonly number: number; readonly key: string } & (
  | { readonly role: "deny" | "allow" | "open"; readonly placed: ReadStatement }
  | { readonly role: "unreadable"; readonly placed: UnreadableStatement }
);

/** A statement on a level, and the number of the place in a policy where it stands. */
export type HeldStatement = { readonly statement: NumberedStatement; readonly holder: number };

/** References to a numbered statement carry its number instead of a policy's id. */
const mark = "#";

/** The number in a reference to a numbered statement; null in one to a policy. */
export function numberIn({ policyId }: StatementReference): number | null {
  return policyId.startsWith(mark) ? Number(policyId.slice(mark.length)) : null;
}

/**
 * Numbers for statements, so that sets of them are compared as numbers. Statements that say the same have the same
 * number, in whatever policy and reading they stand; who holds them is told apart, since a reader is shown the policy.
 */
export class StatementNumbers {
  /** Keys that some statement asks for, in lower case. */
  readonly keysAsked = new Set<string>();
  private readonly statements: NumberedStatement[] = [];
  private readonly byKey = new Map<string, NumberedStatement>();
  private readonly holders: StatementReference[] = [];
  private readonly holderByKey = new Map<string, number>();
  /** Statements of a policy by its id, with the text that they were read from. */
  private readonly byPolicy = new Map<string, { text: string; held: readonly HeldStatement[] }>();
  private readonly byEntry = new WeakMap<LevelEntry, readonly HeldStatement[]>();
  private readonly byLevel = new WeakMap<Level, readonly HeldStatement[]>();

  at(number: number): NumberedStatement {
    const found = this.statements[number];
    if (found === undefined) throw new Error(`no statement has the number ${number}`);
    return found;
  }

  reference(holder: number): StatementReference | undefined {
    return this.holders[holder];
  }

  ofLevel(level: Level, compiled: CompiledOrganization): readonly HeldStatement[] {
    const { entries } = level;
    const [only, ...others] = entries;
    // Thousands of accounts attach one policy alone.
    if (only !== undefined && others.length === 0) return this.ofEntry(only, compiled);
    const known = this.byLevel.get(level);
    if (known !== undefined) return known;
    const made = entries.flatMap((entry) => this.ofEntry(entry, compiled));
    this.byLevel.set(level, made);
    return made;
  }

  /** The same object for the same entry, which nodes share. */
  private ofEntry(entry: LevelEntry, compiled: CompiledOrganization): readonly HeldStatement[] {
    const known = this.byEntry.get(entry);
    if (known !== undefined) return known;
    const made = this.readEntry(entry, compiled);
    this.byEntry.set(entry, made);
    return made;
  }

  private readEntry(entry: LevelEntry, compiled: CompiledOrganization): readonly HeldStatement[] {
    if (entry.kind === "unreadable") {
      const { policyId, reason } = entry;
      const key = ["unreadable", policyId ?? "", reason.code, reason.detail].join("\n");
      const number = this.statements.length;
      const statement =
        this.byKey.get(key) ?? this.add({ number, key, role: "unreadable", placed: { policyId, reason } });
      return [{ statement, holder: -1 }];
    }
    const text = compiled.policies.get(entry.policyId)?.text ?? "";
    const place = `${entry.policyId}\n${entry.isCertain}`;
    const known = this.byPolicy.get(place);
    if (known !== undefined && known.text === text) return known.held;
    const held = entry.document.statements.map((statement) => ({
      statement: this.ofStatement(entry, statement),
      holder: this.holderOf(entry.policyId, statement),
    }));
    this.byPolicy.set(place, { text, held });
    return held;
  }

  private ofStatement({ document, isCertain }: PolicyEntry, statement: PolicyStatement): NumberedStatement {
    const { version } = document;
    const key = `${statementHash({ version, statement })}${isCertain ? "" : "?"}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const number = this.statements.length;
    const placed = { policyId: `${mark}${number}`, version, statement, isCertain };
    for (const asked of keysAskedBy(statement)) this.keysAsked.add(asked);
    return this.add({ number, key, role: roleOf(placed), placed });
  }

  private holderOf(policyId: string, { index, sid }: PolicyStatement): number {
    const key = [policyId, index, sid ?? ""].join("\n");
    const known = this.holderByKey.get(key);
    if (known !== undefined) return known;
    const holder = this.holders.length;
    this.holders.push({ policyId, statement: index, sid, attachedTo: null });
    this.holderByKey.set(key, holder);
    return holder;
  }

  private add(made: NumberedStatement): NumberedStatement {
    this.statements.push(made);
    this.byKey.set(made.key, made);
    return made;
  }
}

function roleOf({ statement, isCertain }: ReadStatement): "deny" | "allow" | "open" {
  if (statement.effect === "Deny") return "deny";
  return isCertain && isUnconditional(statement) ? "open" : "allow";
}
