import type { PolicyStatement } from "../policy-document.ts";
import type { ReadStatement } from "./decision-input.ts";
import { sha256 } from "./sha-256.ts";

const known = new WeakMap<PolicyStatement, string>();

/**
 * 128 bits of what a statement says, in hex: equal for statements that mean the same whatever policy they stand in, and
 * equal between crawls. Sid, place and the order of lists do not count.
 */
export function statementHash({ statement, version }: Pick<ReadStatement, "statement" | "version">): string {
  const found = known.get(statement);
  if (found !== undefined) return found;
  const hash = sha256(JSON.stringify(canonical(statement, version))).slice(0, 32);
  known.set(statement, hash);
  return hash;
}

function canonical(statement: PolicyStatement, version: ReadStatement["version"]) {
  const { effect, actions, notActions, resources, notResources, principals, notPrincipals, conditions } = statement;
  const texts = [resources ?? [], notResources ?? [], ...conditions.map(({ values }) => values)].flat();
  return [
    effect,
    sorted(actions?.map((action) => action.toLowerCase())),
    sorted(notActions?.map((action) => action.toLowerCase())),
    sorted(resources),
    sorted(notResources),
    sorted(principals?.map(({ kind, value }) => `${kind}=${value}`)),
    sorted(notPrincipals?.map(({ kind, value }) => `${kind}=${value}`)),
    conditions
      .map(({ operator, key, values }) => JSON.stringify([operator.toLowerCase(), key.toLowerCase(), sorted(values)]))
      .sort(),
    // The version matters only where it makes a variable of what is literal text elsewhere.
    texts.some((text) => text.includes("${")) ? version : null,
  ];
}

function sorted(texts: readonly string[] | null | undefined): readonly string[] | null {
  return texts === null || texts === undefined ? null : [...new Set(texts)].sort();
}
