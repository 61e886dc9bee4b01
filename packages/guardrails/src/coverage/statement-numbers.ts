import type { ReadStatement, UnreadableStatement } from "../decide/decision-input.ts";
import { isUnconditional } from "../decide/relevant-statements.ts";
import { statementHash } from "../decide/statement-hash.ts";
import type { CompiledOrganization, Level, LevelEntry } from "../evaluate/compile-organization.ts";
import type { PolicyStatement } from "../policy-document.ts";

type PolicyEntry = Extract<LevelEntry, { kind: "policy" }>;

/** A statement, and how it counts on its level: `open` admits every request of its actions. */
export type NumberedStatement = { readonly number: number; readonly key: string } & (
  | { readonly role: "deny" | "allow" | "open"; readonly placed: ReadStatement }
  | { readonly role: "unreadable"; readonly placed: UnreadableStatement }
);

/**
 * Numbers for statements, so that sets of them are compared as numbers. The same statement of the same policy keeps its
 * number from one reading to the next, whatever object holds it; what a policy's text says never changes under a number.
 */
export class StatementNumbers {
  private readonly statements: NumberedStatement[] = [];
  private readonly byKey = new Map<string, NumberedStatement>();
  /** Numbered statements of a policy by its id, with the text that they were read from. */
  private readonly byPolicy = new Map<string, { text: string; numbered: readonly NumberedStatement[] }>();
  private readonly byLevel = new WeakMap<Level, readonly NumberedStatement[]>();

  get count(): number {
    return this.statements.length;
  }

  at(number: number): NumberedStatement {
    const found = this.statements[number];
    if (found === undefined) throw new Error(`no statement has the number ${number}`);
    return found;
  }

  ofLevel(level: Level, compiled: CompiledOrganization): readonly NumberedStatement[] {
    const known = this.byLevel.get(level);
    if (known !== undefined) return known;
    const made = level.entries.flatMap((entry) => this.ofEntry(entry, compiled));
    this.byLevel.set(level, made);
    return made;
  }

  private ofEntry(entry: LevelEntry, compiled: CompiledOrganization): readonly NumberedStatement[] {
    if (entry.kind === "unreadable") {
      const { policyId, reason } = entry;
      const key = ["unreadable", policyId ?? "", reason.code, reason.detail].join("\n");
      return [
        this.known(key) ?? this.add({ number: this.count, key, role: "unreadable", placed: { policyId, reason } }),
      ];
    }
    const text = compiled.policies.get(entry.policyId)?.text ?? "";
    const place = `${entry.policyId}\n${entry.isCertain}`;
    const known = this.byPolicy.get(place);
    if (known !== undefined && known.text === text) return known.numbered;
    const numbered = entry.document.statements.map((statement) => this.ofStatement(entry, statement));
    this.byPolicy.set(place, { text, numbered });
    return numbered;
  }

  private ofStatement(entry: PolicyEntry, statement: PolicyStatement): NumberedStatement {
    const { policyId, document, isCertain } = entry;
    const placed = { policyId, version: document.version, statement, isCertain };
    const certainty = isCertain ? "" : "?";
    const key = [policyId, certainty, statement.index, statement.sid ?? "", statementHash(placed)].join("\n");
    return this.known(key) ?? this.add({ number: this.count, key, role: roleOf(placed), placed });
  }

  private known(key: string): NumberedStatement | undefined {
    return this.byKey.get(key);
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
