import type { Atom } from "../objectives/atom.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { Clause } from "../values/clause.ts";
import { conditionClause } from "../values/condition-clause.ts";
import { correlations } from "./correlations.ts";
import type { DecisionPlace } from "./decision-input.ts";
import { accountMark, type DecisionMemo } from "./decision-memo.ts";
import { KeySpace, resourceKey } from "./key-space.ts";
import { type DoubtfulStatement, keysAsked, type LiteralSource, obligationsOf, type Stance } from "./obligations.ts";
import { casesOf, type PrincipalCase } from "./principal-cases.ts";
import type { RelevantStatements } from "./relevant-statements.ts";
import type { Problem } from "./solve.ts";

/** One atom in one place, and the statements that its requests meet there. */
export type AtomQuestion = {
  readonly atom: Atom;
  readonly place: DecisionPlace;
  readonly universe: ActionUniverse;
  /** SCPs and RCPs together: see `statementsFor`. */
  readonly relevant: RelevantStatements;
  /** Without requests that show the answer, for who asks thousands of questions. */
  readonly isBrief?: boolean;
};

/** One kind of caller, ready to be solved. */
export type PreparedCase = {
  readonly space: KeySpace;
  readonly problem: Problem<LiteralSource>;
  readonly keys: ReadonlySet<string>;
  readonly doubtful: readonly DoubtfulStatement[];
};

/** The question for each kind of caller. What it takes from an action beside its name is in `ActionTraits`. */
export function prepare(
  { atom, place, universe, relevant }: AtomQuestion,
  cases: readonly PrincipalCase[],
  stance: Stance,
  memo: DecisionMemo,
): readonly PreparedCase[] {
  const spaceOf = (principalCase: PrincipalCase) =>
    new KeySpace(
      {
        place,
        universe,
        action: atom.action.toLowerCase(),
        principalCase,
        isForeignResource: speaksOfOwners(atom),
        resourceCount: atom.resources.length,
      },
      memo.catalogue,
    );
  const [whole, ...others] = casesOf(atom.principals, false);
  const wholeSpace = whole === undefined || others.length > 0 ? null : spaceOf(whole);
  return cases.map((principalCase) => {
    const space = principalCase === whole && wholeSpace !== null ? wholeSpace : spaceOf(principalCase);
    const base = baseOf(atom, place, space, memo);
    const found = obligationsOf(relevant, space, atom.resources.length, memo.reader, stance);
    const keys = new Set([...keysAsked(found.obligations), ...base.map(([key]) => key)]);
    const problem = {
      rootOf: (key: string) => space.rootOf(key),
      wholeOf: (key: string) => (wholeSpace ?? space).rootOf(key),
      base,
      obligations: [...found.obligations, ...correlations(keys)],
    };
    return { space, problem, keys, doubtful: found.doubtful };
  });
}

/** An objective about resources of others says so in its conditions; all else is about the account's own. */
export function speaksOfOwners({ conditions }: Atom): boolean {
  return conditions.some(({ key }) => /^(aws:resource(account|orgid|orgpaths)|s3:resourceaccount)$/i.test(key));
}

/** A parameter's value is none of the kind that the objective needs. */
export class UnreadableAtom extends Error {}

/** Actions whose resources are the management account's. */
export function isAboutManagement(action: string): boolean {
  return /^(organizations|account):/i.test(action);
}

type Base = readonly (readonly [key: string, clause: Clause])[];

function baseOf(atom: Atom, { account }: DecisionPlace, space: KeySpace, memo: DecisionMemo): Base {
  const base: [string, Clause][] = [];
  const owner = speaksOfOwners(atom) || isAboutManagement(atom.action) ? null : account.id;
  atom.resources.forEach((shape, at) => {
    for (const clause of memo.clausesOf(shape, account.id, owner)) base.push([`${resourceKey}\n${at}`, clause]);
  });
  for (const condition of atom.conditions) {
    const clause = memo.plainClauses.get(condition) ?? clauseOf(condition, account.id, space, memo);
    for (const key of new Set(atom.resources.map((_shape, at) => space.instanceOf(clause.key, at)))) {
      base.push([key, clause]);
    }
  }
  return base;
}

function clauseOf(condition: PolicyCondition, accountId: string, space: KeySpace, memo: DecisionMemo): Clause {
  const values = condition.values.map((value) => value.replaceAll(accountMark, accountId));
  const reading = conditionClause({ ...condition, values }, "2012-10-17", (key) => space.valueOf(key));
  if (reading.status === "unreadable") throw new UnreadableAtom(`${condition.key} ${values.join(" ")}`);
  const clause = memo.reader.intern(reading.clause);
  const isPlain = condition.values.every((value) => !value.includes("${") && !value.includes(accountMark));
  if (isPlain) memo.plainClauses.set(condition, clause);
  return clause;
}
