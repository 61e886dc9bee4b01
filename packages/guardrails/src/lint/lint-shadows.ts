import { statementHash } from "../decide/statement-hash.ts";
import { type CompiledOrganization, levelOf, rcpType, scpType } from "../evaluate/compile-organization.ts";
import { pathTo } from "../organization-path.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { LintProblem } from "./lint-problem.ts";
import { problemOf } from "./organization-problem.ts";
import { covers, type VersionedStatement } from "./statement-covers.ts";

type Placed = VersionedStatement & { readonly policyId: string; readonly hash: string };

/** Pairs of statements that are compared for one organisation at most; real ones need a tenth of it. */
const mostPairs = 2_000_000;

/**
 * Statements that change nothing: the same request is stopped by another Deny on the way, or let through by another
 * Allow of the same level, wherever the policy hangs. And policies that say the same.
 */
export function lintShadows(compiled: CompiledOrganization): readonly LintProblem[] {
  const twins = twinsOf(compiled);
  const shadows = new Shadows(compiled, twins);
  return [...duplicates(compiled, twins), ...shadows.find(scpType), ...shadows.find(rcpType)];
}

/** By policy, a hash of all that it says: equal for policies with the same statements in any order. */
function twinsOf({ policies }: CompiledOrganization): ReadonlyMap<string, string> {
  return new Map(
    [...policies.values()].flatMap(({ id, type, text, state }): [string, string][] => {
      if (state.status === "other-language" && text !== null) return [[id, `${type} ${text}`]];
      if (state.status !== "parsed") return [];
      const { version, statements } = state.document;
      return [
        [
          id,
          `${type} ${statements
            .map((statement) => statementHash({ statement, version }))
            .sort()
            .join()}`,
        ],
      ];
    }),
  );
}

function duplicates({ policies }: CompiledOrganization, twins: ReadonlyMap<string, string>): readonly LintProblem[] {
  const first = new Map<string, string>();
  return [...twins].flatMap(([policyId, hash]) => {
    const other = first.get(hash);
    if (other === undefined) first.set(hash, policyId);
    const name = other === undefined ? undefined : policies.get(other)?.name;
    if (other === undefined || name === undefined || policies.get(policyId)?.awsManaged === true) return [];
    return [problemOf("duplicate-policy", "warning", { other, otherName: name }, { policyId })];
  });
}

class Shadows {
  private readonly compiled: CompiledOrganization;
  private readonly twins: ReadonlyMap<string, string>;
  private readonly answers = new Map<string, boolean>();
  private readonly placed = new Map<PolicyStatement, Placed>();
  private pairs = 0;

  constructor(compiled: CompiledOrganization, twins: ReadonlyMap<string, string>) {
    this.compiled = compiled;
    this.twins = twins;
  }

  find(type: string): readonly LintProblem[] {
    if (this.compiled.unavailable[type] !== null) return [];
    return this.compiled.reading.policies.flatMap(({ id, awsManaged, targetIds }) => {
      const state = this.compiled.policies.get(id)?.state;
      if (this.compiled.policies.get(id)?.type !== type || awsManaged || state?.status !== "parsed") return [];
      if (targetIds.status === "unread" || targetIds.value.length === 0) return [];
      const nodes = targetIds.value.filter((nodeId) => this.compiled.parents.has(nodeId));
      const { version, statements } = state.document;
      return statements.flatMap((statement) => this.judge(this.place(id, statement, version), nodes, type));
    });
  }

  private judge(inner: Placed, nodes: readonly string[], type: string): readonly LintProblem[] {
    let by: Placed | undefined;
    for (const nodeId of nodes) {
      by = this.shadowOn(inner, nodeId, type);
      if (by === undefined) return [];
    }
    if (by === undefined) return [];
    const { statement, policyId } = inner;
    const details = { by: by.policyId, statement: `Statement[${by.statement.index}]`, effect: statement.effect };
    const isSame = by.hash === inner.hash;
    // Within one policy, and only there, the text's own lint says it.
    if (isSame && by.policyId === policyId) return [];
    return [
      problemOf(
        isSame ? "duplicate-statement" : "shadowed-statement",
        statement.effect === "Allow" && !isSame ? "warning" : "note",
        isSame ? { other: `${by.policyId} Statement[${by.statement.index}]` } : details,
        { policyId, path: `Statement[${statement.index}]` },
      ),
    ];
  }

  /** A Deny counts from every level above, an Allow on its own level only. */
  private shadowOn(inner: Placed, nodeId: string, type: string): Placed | undefined {
    const ids = inner.statement.effect === "Deny" ? pathTo(this.compiled.parents, nodeId).ids : [nodeId];
    for (const id of ids) {
      for (const entry of levelOf(this.compiled, type, id).entries) {
        if (entry.kind !== "policy" || !entry.isCertain) continue;
        const isTwin = this.twins.get(entry.policyId) === this.twins.get(inner.policyId);
        if (isTwin && entry.policyId !== inner.policyId) continue;
        for (const statement of entry.document.statements) {
          const outer = this.place(entry.policyId, statement, entry.document.version);
          if (this.isShadow(outer, inner)) return outer;
        }
      }
    }
    return undefined;
  }

  /** Of two that say the same, the later one is the superfluous one. */
  private isShadow(outer: Placed, inner: Placed): boolean {
    if (outer.statement === inner.statement || outer.statement.effect !== inner.statement.effect) return false;
    if (outer.hash === inner.hash) return isBefore(outer, inner);
    if (this.pairs >= mostPairs || !mayCover(outer.statement, inner.statement)) return false;
    const key = `${outer.hash} ${inner.hash}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known && (isBefore(outer, inner) || !this.coversBack(outer, inner));
    this.pairs += 1;
    const answer = covers(outer, inner, this.compiled.universe);
    this.answers.set(key, answer);
    return answer && (isBefore(outer, inner) || !this.coversBack(outer, inner));
  }

  private coversBack(outer: Placed, inner: Placed): boolean {
    return covers(inner, outer, this.compiled.universe);
  }

  private place(policyId: string, statement: PolicyStatement, version: Placed["version"]): Placed {
    const known = this.placed.get(statement);
    if (known !== undefined) return known;
    const made = { policyId, statement, version, hash: statementHash({ statement, version }) };
    this.placed.set(statement, made);
    return made;
  }
}

function isBefore(one: Placed, other: Placed): boolean {
  if (one.policyId !== other.policyId) return one.policyId < other.policyId;
  return one.statement.index < other.statement.index;
}

/** A look that costs nothing, for the many pairs that have nothing to do with each other. */
function mayCover(outer: PolicyStatement, inner: PolicyStatement): boolean {
  if (outer.conditions.length > 0 && inner.conditions.length === 0) return false;
  const first = inner.actions?.[0];
  if (outer.actions === null || first === undefined) return true;
  const head = first.slice(0, first.indexOf(":") + 1).toLowerCase();
  return outer.actions.some((pattern) => {
    const wanted = pattern.slice(0, head.length).toLowerCase();
    return wanted === head || /[*?]/.test(wanted);
  });
}
