import { negated } from "../values/clause.ts";
import type { ReadStatement } from "./decision-input.ts";
import { type KeySpace, keyOfInstance, resourceKey } from "./key-space.ts";
import type { RelevantStatements } from "./relevant-statements.ts";
import type { Alternative, Literal, Obligation } from "./solve.ts";
import type { Doubt, PartsReader, StatementPart } from "./statement-parts.ts";

/** The part of a statement that a literal speaks of; null where it is a rule between keys and no statement's. */
export type LiteralSource = { readonly placed: ReadStatement; readonly condition: number | null } | null;

/** How statements that nobody can read are taken: as if they stopped nothing, or everything. */
export type Stance = "pessimist" | "optimist";

export type DoubtfulStatement = { readonly placed: ReadStatement; readonly doubt: Doubt };

export type Obligations = {
  readonly obligations: readonly Obligation<LiteralSource>[];
  readonly doubtful: readonly DoubtfulStatement[];
};

/** What a request must fulfil to get past the statements: one alternative of each obligation, for each resource. */
export function obligationsOf(
  { denies, allows }: RelevantStatements,
  space: KeySpace,
  resourceCount: number,
  reader: PartsReader,
  stance: Stance,
): Obligations {
  const obligations: Obligation<LiteralSource>[] = [];
  const doubtful: DoubtfulStatement[] = [];
  for (let resource = 0; resource < resourceCount; resource += 1) {
    const partsOf = (placed: ReadStatement) => {
      const { parts, doubt: ofParts } = reader.read(placed, resourceKey, (key) => space.valueOf(key));
      const doubt = ofParts ?? uncertain(placed);
      if (doubt !== null && resource === 0) doubtful.push({ placed, doubt });
      const literals = parts.map((part) => ({ part, instance: space.instanceOf(part.key, resource) }));
      return { literals, isDoubtful: doubt !== null };
    };
    for (const placed of denies) {
      const { literals, isDoubtful } = partsOf(placed);
      // The pessimist sees a Deny that does nothing, the optimist one that stops as far as its parts can be read.
      if (isDoubtful && stance === "pessimist") continue;
      obligations.push(literals.map(({ part, instance }) => [literal(space, placed, part, instance, true)]));
    }
    for (const level of allows) {
      obligations.push(
        level.flatMap((placed): Alternative<LiteralSource>[] => {
          const { literals, isDoubtful } = partsOf(placed);
          if (isDoubtful && stance === "optimist") return [];
          return [literals.map(({ part, instance }) => literal(space, placed, part, instance, false))];
        }),
      );
    }
  }
  return { obligations, doubtful };
}

function uncertain({ isCertain }: ReadStatement): Doubt | null {
  return isCertain ? null : { code: "policy-unreadable", detail: "attachments-unread" };
}

/** A Deny is avoided by a part that does not match, an Allow admits where its parts match. */
function literal(
  space: KeySpace,
  placed: ReadStatement,
  { clause, key, condition }: StatementPart,
  instance: string,
  isAvoided: boolean,
): Literal<LiteralSource> {
  const wanted = isAvoided ? negated(clause) : clause;
  return {
    key: instance,
    clause: wanted,
    isExemption: key !== resourceKey && space.isExemption(key, wanted),
    source: { placed, condition },
  };
}

/** Keys that the statements ask about, each once. */
export function keysAsked(obligations: readonly Obligation<LiteralSource>[]): ReadonlySet<string> {
  return new Set(obligations.flat(2).map(({ key }) => keyOfInstance(key)));
}
